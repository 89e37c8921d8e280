//! Which lines are the same movement of money.
//!
//! What is certain goes first and is taken out before the next rule looks: the
//! reference; then amount, recipient and nearness in time. Where two pairings
//! are possible and it matters which, none is chosen.

use std::collections::BTreeSet;

use crate::model::ApplicationIndex;

use super::clusters::Bond;
use super::movement::{Basis, Match, Movement, Status};
use super::open::Open;

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
        for bucket in self.buckets(Movement::key).into_values() {
            for (ours, theirs) in self.clusters(&bucket, Bond::Amount) {
                if ours.len() == 1 && theirs.len() == 1 {
                    self.take(Status::Matched, Some(Basis::Reference), ours, theirs);
                }
            }
            let (mut here, mut there) = bucket;
            here.retain(|&nth| !self.is_taken_here[nth]);
            there.retain(|&nth| !self.is_taken_there[nth]);
            if here.is_empty() || there.is_empty() {
                continue;
            }
            let is_same = self.sum_here(&here) == self.sum_there(&there);
            let status = if is_same && self.is_all_of_them(&here, &there) {
                Status::Matched
            } else {
                Status::Differs
            };
            self.take(status, Some(Basis::Reference), here, there);
        }
    }

    /// Whether each line there may be of the application of some line here.
    fn is_all_of_them(&self, here: &[usize], there: &[usize]) -> bool {
        let here = here.iter().map(|&nth| &self.here[nth]);
        let is_anyones = here.clone().any(|line| line.applications.is_empty());
        let paid: BTreeSet<_> = here.flat_map(|line| self.kin.with(line)).collect();
        let is_of_them = |nth: usize| {
            self.there[nth].applications.is_empty() || paid.contains(&self.kin.of_there(nth))
        };
        is_anyones || there.iter().all(|&nth| is_of_them(nth))
    }

    /// The same amount within the days. Where several are the same, they are
    /// one application's and as many here as there: then any pairing says the
    /// same, and that by days is taken.
    fn by_amount(&mut self, sharing: Sharing) {
        let key = |line: &Movement| match sharing {
            Sharing::One => line.application().map(|_| line.amount),
            Sharing::Any => Some(line.amount),
        };
        for bucket in self.buckets(key).into_values() {
            for (ours, theirs) in self.clusters(&bucket, Bond::Days(self.days)) {
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
        for bucket in self.buckets(way_and_application).into_values() {
            for (ours, theirs) in self.clusters(&bucket, Bond::Days(self.days)) {
                if self.sum_here(&ours) == self.sum_there(&theirs) {
                    self.take(Status::Matched, Some(Basis::Sum), ours, theirs);
                }
            }
        }
    }

    /// One application has one line left on each side: the same amount on
    /// another day, or another amount within the days.
    fn by_application(&mut self) {
        for bucket in self.buckets(way_and_application).into_values() {
            let same = self.clusters(&bucket, Bond::Amount);
            let mut pairs: Vec<_> = same
                .into_iter()
                .map(|pair| (Status::Matched, pair))
                .collect();
            let near = self.clusters(&bucket, Bond::Days(self.days));
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
