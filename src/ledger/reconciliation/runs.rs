//! Payment runs: one line of the finance system for all that was paid on a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::clusters::Bond;
use super::movement::{Basis, Movement, Status};
use super::open::{Open, Positions};

impl Open<'_> {
    /// A payment run: one line there, of nobody in particular, for all that
    /// was paid here on one day, where neither could be another's.
    pub(super) fn by_sum_of_day(&mut self) {
        let (sums, of_days): (Vec<Movement>, Vec<Positions>) = self.days_here().into_iter().unzip();
        let mut runs = Open::of(&sums, self.there, self.days);
        runs.is_taken_there.clone_from(&self.is_taken_there);
        let key = |line: &Movement| line.applications.is_empty().then_some(line.amount);
        let mut certain = BTreeMap::new();
        for bucket in runs.buckets(key).into_values() {
            for (days, theirs) in runs.clusters(&bucket, Bond::Days(self.days)) {
                if let ([day], [_]) = (days.as_slice(), theirs.as_slice()) {
                    certain.insert(*day, theirs);
                }
            }
        }
        for (day, theirs) in certain {
            self.take(
                Status::Matched,
                Some(Basis::Sum),
                of_days[day].clone(),
                theirs,
            );
        }
    }

    /// What was paid here, and what came back, on each day on which that were
    /// several, as one movement of nobody in particular.
    fn days_here(&self) -> Vec<(Movement, Positions)> {
        let mut days: BTreeMap<(bool, NaiveDate), Positions> = BTreeMap::new();
        for (nth, line) in self.here.iter().enumerate() {
            if let Some(date) = line.date.filter(|_| !self.is_taken_here[nth]) {
                days.entry((line.is_back(), date)).or_default().push(nth);
            }
        }
        days.retain(|_, ours| ours.len() > 1);
        let sum = |((_, date), ours): (_, Positions)| {
            let sum = Movement {
                date: Some(date),
                amount: self.sum_here(&ours),
                reference: None,
                applications: [].into(),
            };
            (sum, ours)
        };
        days.into_iter().map(sum).collect()
    }
}
