//! The lines for which nothing was found yet.

use std::collections::BTreeMap;

use crate::model::Balance;

use super::kin::Kin;
use super::movement::{Basis, Match, Movement, Status};

pub(super) type Positions = Vec<usize>;

/// The lines for which nothing was found yet.
pub(super) struct Open<'l> {
    pub(super) here: &'l [Movement],
    pub(super) there: &'l [Movement],
    pub(super) kin: Kin,
    pub(super) days: u32,
    pub(super) is_taken_here: Vec<bool>,
    pub(super) is_taken_there: Vec<bool>,
    pub(super) matches: Vec<Match>,
}

impl<'l> Open<'l> {
    /// All of both sides.
    pub(super) fn of(here: &'l [Movement], there: &'l [Movement], days: u32) -> Self {
        Self {
            here,
            there,
            kin: Kin::of(there),
            days,
            is_taken_here: vec![false; here.len()],
            is_taken_there: vec![false; there.len()],
            matches: Vec::new(),
        }
    }

    /// Puts lines together, which no later rule looks at.
    pub(super) fn take(
        &mut self,
        status: Status,
        by: Option<Basis>,
        here: Positions,
        there: Positions,
    ) {
        for &nth in &here {
            self.is_taken_here[nth] = true;
        }
        for &nth in &there {
            self.is_taken_there[nth] = true;
        }
        self.matches.push(Match {
            status,
            by,
            here,
            there,
        });
    }

    /// What is open on both sides, by a key; what has none is left out.
    pub(super) fn buckets<K: Ord>(
        &self,
        key: impl Fn(&Movement) -> Option<K>,
    ) -> BTreeMap<K, (Positions, Positions)> {
        let mut buckets: BTreeMap<K, (Positions, Positions)> = BTreeMap::new();
        for (nth, line) in self.here.iter().enumerate() {
            if let Some(key) = key(line).filter(|_| !self.is_taken_here[nth]) {
                buckets.entry(key).or_default().0.push(nth);
            }
        }
        for (nth, line) in self.there.iter().enumerate() {
            if let Some(key) = key(line).filter(|_| !self.is_taken_there[nth]) {
                buckets.entry(key).or_default().1.push(nth);
            }
        }
        buckets.retain(|_, (here, there)| !here.is_empty() && !there.is_empty());
        buckets
    }

    pub(super) fn sum_here(&self, positions: &[usize]) -> Balance {
        positions.iter().map(|&nth| self.here[nth].amount).sum()
    }

    pub(super) fn sum_there(&self, positions: &[usize]) -> Balance {
        positions.iter().map(|&nth| self.there[nth].amount).sum()
    }
}
