//! Which lines of two accounts hang together: each with all that it may be the
//! same as, and with what those may be.

use std::collections::BTreeSet;

use chrono::Datelike;

use crate::model::ApplicationIndex;

use super::movement::Movement;
use super::open::{Open, Positions};

/// What two lines have in common that may be the same, beside that they are
/// not known to be of two applications.
#[derive(Clone, Copy)]
pub(super) enum Bond {
    /// The amount, whatever the day.
    Amount,
    /// The time, within so many days, whatever the amount.
    Days(u32),
}

impl Bond {
    /// Where a line stands on the scale of the bond; one that stands nowhere
    /// is near to all.
    fn at(self, line: &Movement) -> Option<i128> {
        match self {
            Self::Amount => Some(line.amount.minor()),
            Self::Days(_) => line.date.map(|date| date.num_days_from_ce().into()),
        }
    }

    /// How far apart two lines may stand.
    fn reach(self) -> i128 {
        match self {
            Self::Amount => 0,
            Self::Days(days) => days.into(),
        }
    }
}

impl Open<'_> {
    /// The lines of a bucket that hang together, each side in the order of its
    /// days; the cluster with the last of the lines here first.
    pub(super) fn clusters(
        &self,
        (here, there): &(Positions, Positions),
        bond: Bond,
    ) -> Vec<(Positions, Positions)> {
        let mut left_here = Left::of(self.here, here, bond);
        let mut left_there = Left::of(self.there, there, bond);
        let mut clusters = Vec::new();
        for &last in here.iter().rev() {
            if !left_here.take(last) {
                continue;
            }
            let (mut ours, mut theirs) = (vec![last], Vec::new());
            // Each side is walked from what was last found on the other.
            let (mut seen_here, mut seen_there) = (0, 0);
            while seen_here < ours.len() || seen_there < theirs.len() {
                while let Some(&nth) = ours.get(seen_here) {
                    seen_here += 1;
                    theirs.extend(left_there.take_like(&self.here[nth]));
                }
                while let Some(&nth) = theirs.get(seen_there) {
                    seen_there += 1;
                    ours.extend(left_here.take_like(&self.there[nth]));
                }
            }
            if !theirs.is_empty() {
                ours.sort_by_key(|&nth| (&self.here[nth], nth));
                theirs.sort_by_key(|&nth| (&self.there[nth], nth));
                clusters.push((ours, theirs));
            }
        }
        clusters
    }
}

/// Whose lines are looked for together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// All there are.
    Anyones,
    /// Those of no known application.
    Nobodys,
    /// Those that may be of this one.
    Of(ApplicationIndex),
}

/// The lines of one side that are in no cluster yet, in the order in which
/// they stand on the scale.
struct Left<'l> {
    lines: &'l [Movement],
    bond: Bond,
    places: BTreeSet<(Whose, Option<i128>, usize)>,
}

impl<'l> Left<'l> {
    fn of(lines: &'l [Movement], positions: &[usize], bond: Bond) -> Self {
        let of_line = |&nth: &usize| {
            let line = &lines[nth];
            kept_as(line).map(move |whose| (whose, bond.at(line), nth))
        };
        Self {
            lines,
            bond,
            places: positions.iter().flat_map(of_line).collect(),
        }
    }

    /// Takes a line out; false when it was taken before.
    fn take(&mut self, nth: usize) -> bool {
        let line = &self.lines[nth];
        let at = self.bond.at(line);
        let is_left = self.places.contains(&(Whose::Anyones, at, nth));
        if is_left {
            for whose in kept_as(line) {
                self.places.remove(&(whose, at, nth));
            }
        }
        is_left
    }

    /// Takes out all that may be the same as a line of the other side.
    fn take_like(&mut self, line: &Movement) -> Positions {
        let mut found: Positions = looked_for(line)
            .flat_map(|whose| self.near(whose, self.bond.at(line)))
            .collect();
        found.retain(|&nth| self.take(nth));
        found
    }

    /// The lines near to a place on the scale.
    fn near(&self, whose: Whose, at: Option<i128>) -> impl Iterator<Item = usize> {
        let reach = self.bond.reach();
        let (first, last) = match at {
            Some(at) => (at - reach, at + reach),
            None => (i128::MIN, i128::MAX),
        };
        let nowhere = (whose, None, 0)..=(whose, None, usize::MAX);
        let somewhere = (whose, Some(first), 0)..=(whose, Some(last), usize::MAX);
        let places = self.places.range(nowhere);
        let places = places.chain(self.places.range(somewhere));
        places.map(|&(_, _, nth)| nth)
    }
}

/// Among whose a line is kept.
fn kept_as(line: &Movement) -> impl Iterator<Item = Whose> {
    let nobodys = line.applications.is_empty().then_some(Whose::Nobodys);
    let applications = line.applications.iter().copied();
    let whose = nobodys.into_iter().chain(applications.map(Whose::Of));
    std::iter::once(Whose::Anyones).chain(whose)
}

/// Among whose a line looks for its like: who is nobody's may be anyone's.
fn looked_for(line: &Movement) -> impl Iterator<Item = Whose> {
    let applications = line.applications.iter().copied();
    let first = match line.applications.is_empty() {
        true => Whose::Anyones,
        false => Whose::Nobodys,
    };
    std::iter::once(first).chain(applications.map(Whose::Of))
}
