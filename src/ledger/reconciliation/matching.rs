//! Which lines are the same movement of money.
//!
//! What is certain goes first and is taken out before the next rule looks: the
//! reference; then amount, recipient and nearness in time. Where two pairings
//! are possible and it matters which, none is chosen.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::ApplicationIndex;

use super::movement::{Basis, Match, Movement, Status};
use super::open::{Open, Positions};

/// Holds two accounts against each other; a pair without one reference may be
/// so many `days` apart. Every line of either is in exactly one match.
pub fn reconcile(here: &[Movement], there: &[Movement], days: u32) -> Vec<Match> {
    let mut open = Open::of(here, there, days);
    open.by_reference();
    open.by_amount(Sharing::One);
    open.by_sum_of_application();
    open.by_amount(Sharing::Any);
    open.by_sum_of_day();
    open.by_application();
    open.alone();
    open.matches
}

/// What two lines must have in common, beside the amount and the time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// The one application that both are known to be of.
    One,
    /// Nothing that stands against it.
    Any,
}

impl Open<'_> {
    /// One reference: pairs of one amount; what is left of it together.
    fn by_reference(&mut self) {
        for (here, there) in self.buckets(Movement::key).into_values() {
            let is_same = |one: &Movement, other: &Movement| {
                one.amount == other.amount && one.may_be_of(other)
            };
            for (ours, theirs) in self.clusters((here.clone(), there.clone()), is_same) {
                if ours.len() == 1 && theirs.len() == 1 {
                    self.take(Status::Matched, Some(Basis::Reference), ours, theirs);
                }
            }
            let mut here = here;
            let mut there = there;
            here.retain(|&nth| !self.is_taken_here[nth]);
            there.retain(|&nth| !self.is_taken_there[nth]);
            if here.is_empty() || there.is_empty() {
                continue;
            }
            let is_of_them = |nth: &usize| {
                let other = &self.there[*nth];
                here.iter().any(|&nth| self.here[nth].may_be_of(other))
            };
            let is_same = self.sum_here(&here) == self.sum_there(&there);
            let status = if is_same && there.iter().all(is_of_them) {
                Status::Matched
            } else {
                Status::Differs
            };
            self.take(status, Some(Basis::Reference), here, there);
        }
    }

    /// The same amount within the days. Where several are the same, they are
    /// one application's and as many here as there: then any pairing says the
    /// same, and that by days is taken.
    fn by_amount(&mut self, sharing: Sharing) {
        let days = self.days;
        let is_same = |one: &Movement, other: &Movement| {
            let shares = match sharing {
                Sharing::One => {
                    one.application().is_some() && one.application() == other.application()
                }
                Sharing::Any => one.may_be_of(other),
            };
            shares && one.is_near(other, days)
        };
        for bucket in self.buckets(|line| Some(line.amount)).into_values() {
            for (ours, theirs) in self.clusters(bucket, is_same) {
                let first = self.here[ours[0]].application();
                let is_one = first.is_some()
                    && ours
                        .iter()
                        .all(|&nth| self.here[nth].application() == first);
                if ours.len() == theirs.len() && is_one {
                    for (one, other) in ours.into_iter().zip(theirs) {
                        self.take(Status::Matched, Some(Basis::Amount), vec![one], vec![other]);
                    }
                } else if sharing == Sharing::Any {
                    self.take(Status::Ambiguous, Some(Basis::Amount), ours, theirs);
                }
            }
        }
    }

    /// A payment to one application that one of the two split.
    fn by_sum_of_application(&mut self) {
        let days = self.days;
        for bucket in self.buckets(way_and_application).into_values() {
            let clusters = self.clusters(bucket, |one, other| one.is_near(other, days));
            for (ours, theirs) in clusters {
                if self.sum_here(&ours) == self.sum_there(&theirs) {
                    self.take(Status::Matched, Some(Basis::Sum), ours, theirs);
                }
            }
        }
    }

    /// A payment run: one line there, of nobody in particular, for all that
    /// was paid here on one day.
    fn by_sum_of_day(&mut self) {
        let mut days: BTreeMap<(bool, NaiveDate), Positions> = BTreeMap::new();
        for (nth, line) in self.here.iter().enumerate() {
            if let Some(date) = line.date.filter(|_| !self.is_taken_here[nth]) {
                days.entry((line.is_back(), date)).or_default().push(nth);
            }
        }
        days.retain(|_, ours| ours.len() > 1);
        let runs: Vec<(Positions, Positions)> = days
            .into_values()
            .map(|ours| {
                let theirs = self.runs_of(&ours);
                (ours, theirs)
            })
            .collect();
        let claims = |run: usize| {
            let of_it = runs.iter().filter(|(_, theirs)| theirs.contains(&run));
            of_it.count()
        };
        let certain: Vec<_> = runs
            .iter()
            .filter(|(_, theirs)| matches!(theirs.as_slice(), [run] if claims(*run) == 1))
            .cloned()
            .collect();
        for (ours, theirs) in certain {
            self.take(Status::Matched, Some(Basis::Sum), ours, theirs);
        }
    }

    /// The lines there that come to what was paid here on one day.
    fn runs_of(&self, ours: &[usize]) -> Positions {
        let sum = self.sum_here(ours);
        let day = &self.here[ours[0]];
        let is_run = |&nth: &usize| {
            let line = &self.there[nth];
            !self.is_taken_there[nth]
                && line.applications.is_empty()
                && line.amount == sum
                && line.is_near(day, self.days)
        };
        (0..self.there.len()).filter(is_run).collect()
    }

    /// One application has one line left on each side: the same amount on
    /// another day, or another amount within the days.
    fn by_application(&mut self) {
        let days = self.days;
        for bucket in self.buckets(way_and_application).into_values() {
            let is_same = |one: &Movement, other: &Movement| one.amount == other.amount;
            let is_near = |one: &Movement, other: &Movement| one.is_near(other, days);
            let same = self.clusters(bucket.clone(), is_same);
            let mut pairs: Vec<_> = same
                .into_iter()
                .map(|pair| (Status::Matched, pair))
                .collect();
            let near = self.clusters(bucket, is_near);
            pairs.extend(near.into_iter().map(|pair| (Status::Differs, pair)));
            for (status, (ours, theirs)) in pairs {
                let is_open = |ours: usize, theirs: usize| {
                    !self.is_taken_here[ours] && !self.is_taken_there[theirs]
                };
                if let ([one], [other]) = (ours.as_slice(), theirs.as_slice())
                    && is_open(*one, *other)
                {
                    self.take(status, Some(Basis::Recipient), ours, theirs);
                }
            }
        }
    }

    /// What has no counterpart.
    fn alone(&mut self) {
        for nth in 0..self.there.len() {
            if !self.is_taken_there[nth] {
                self.take(Status::MissingHere, None, Vec::new(), vec![nth]);
            }
        }
        for nth in 0..self.here.len() {
            if !self.is_taken_here[nth] {
                self.take(Status::MissingThere, None, vec![nth], Vec::new());
            }
        }
    }
}

fn way_and_application(line: &Movement) -> Option<(bool, ApplicationIndex)> {
    line.application()
        .map(|application| (line.is_back(), application))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::reconciliation::properties::movement;

    /// `date amount reference applications` a line; `-` for what is not known.
    fn lines(text: &str) -> Vec<Movement> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(movement)
            .collect()
    }

    /// What became of the lines, `status basis here/there`, of which `days` is 5.
    #[track_caller]
    fn becomes(here: &str, there: &str, expected: &[&str]) {
        let list = |positions: &[usize]| {
            let words: Vec<String> = positions.iter().map(usize::to_string).collect();
            words.join(",")
        };
        let matches = reconcile(&lines(here), &lines(there), 5);
        let seen: Vec<String> = matches
            .iter()
            .map(|each| {
                let by = each.by.map_or("-", Basis::word);
                format!(
                    "{} {by} {}/{}",
                    each.status.word(),
                    list(&each.here),
                    list(&each.there)
                )
            })
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_reference_goes_before_all_else() {
        becomes(
            "2024-06-05 100 8801 0
             2024-06-06 100 8802 1",
            "2024-06-06 100 08801 -
             2024-09-30 100 8802 -",
            &["matched reference 0/0", "matched reference 1/1"],
        );
    }

    #[test]
    fn one_reference_with_two_amounts_differs() {
        becomes(
            "2024-06-05 100 8801 0",
            "2024-06-05 90 8801 -",
            &["differs reference 0/0"],
        );
    }

    #[test]
    fn one_reference_with_two_applications_differs() {
        becomes(
            "2024-06-05 100 8801 0",
            "2024-06-05 100 8801 1",
            &["differs reference 0/0"],
        );
    }

    #[test]
    fn a_payment_that_was_booked_twice_differs_by_the_second() {
        becomes(
            "2024-06-05 100 8801 0",
            "2024-06-05 100 8801 -
             2024-06-05 100 8801 -",
            &["differs reference 0/0,1"],
        );
    }

    #[test]
    fn a_run_under_one_reference_is_its_payments() {
        becomes(
            "2024-06-05 100 8801 0
             2024-06-05 50 8801 1",
            "2024-06-07 150 8801 -",
            &["matched reference 0,1/0"],
        );
    }

    #[test]
    fn a_case_number_on_two_instalments_leaves_the_second_open() {
        becomes(
            "2024-06-05 100 24/17 0
             2024-12-05 50 24/17 0",
            "2024-06-07 100 24/17 -",
            &["matched reference 0/0", "missing-there - 1/"],
        );
    }

    #[test]
    fn without_a_reference_amount_and_days_decide() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 200 8802 1
             2024-06-05 300 - 2",
            "2024-06-10 100 x -
             2024-06-04 200 - -
             2024-06-11 300 - -",
            &[
                "matched amount 0/0",
                "matched amount 1/1",
                "missing-here - /2",
                "missing-there - 2/",
            ],
        );
    }

    #[test]
    fn two_that_could_be_the_same_are_not_chosen_between() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 100 - 1",
            "2024-06-06 100 - -",
            &["ambiguous amount 0,1/0"],
        );
    }

    #[test]
    fn the_recipient_tells_them_apart() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 100 - 1",
            "2024-06-06 100 - 1
             2024-06-06 100 - -",
            &["matched amount 1/0", "matched amount 0/1"],
        );
    }

    #[test]
    fn two_payments_to_one_application_are_paired_by_their_days() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-08 100 - 0",
            "2024-06-09 100 - 0
             2024-06-05 100 - -",
            &["matched amount 0/1", "matched amount 1/0"],
        );
    }

    #[test]
    fn another_recipient_is_no_match() {
        becomes(
            "2024-06-05 100 - 0",
            "2024-06-05 100 - 1",
            &["missing-here - /0", "missing-there - 0/"],
        );
    }

    #[test]
    fn what_one_of_them_split_is_joined() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 50 - 0",
            "2024-06-07 150 - 0",
            &["matched sum 1,0/0"],
        );
    }

    #[test]
    fn a_run_of_nobody_in_particular_is_a_day_of_payments() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 50 - 1
             2024-06-20 70 - 1",
            "2024-06-07 150 - -",
            &["matched sum 0,1/0", "missing-there - 2/"],
        );
    }

    #[test]
    fn two_runs_of_one_sum_are_nobodys() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 50 - 1",
            "2024-06-07 150 - -
             2024-06-08 150 - -",
            &[
                "missing-here - /0",
                "missing-here - /1",
                "missing-there - 0/",
                "missing-there - 1/",
            ],
        );
    }

    #[test]
    fn the_only_ones_of_an_application_belong_together() {
        becomes(
            "2024-06-05 100 - 0
             2024-06-05 200 - 1",
            "2024-09-05 100 - 0
             2024-06-05 20 - 1",
            &["matched recipient 0/0", "differs recipient 1/1"],
        );
    }

    #[test]
    fn money_back_is_no_payment() {
        becomes(
            "2024-06-05 100 - 0",
            "2024-06-05 -100 - 0",
            &["missing-here - /0", "missing-there - 0/"],
        );
    }
}
