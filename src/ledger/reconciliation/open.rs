//! The lines for which nothing was found yet, and which of them hang together.

use std::collections::BTreeMap;

use crate::model::Balance;

use super::movement::{Basis, Match, Movement, Status};

pub(super) type Positions = Vec<usize>;

/// The lines for which nothing was found yet.
pub(super) struct Open<'l> {
    pub(super) here: &'l [Movement],
    pub(super) there: &'l [Movement],
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

    /// The lines of a bucket that hang together, in the order of their days.
    pub(super) fn clusters(
        &self,
        (here, there): (Positions, Positions),
        is_same: impl Fn(&Movement, &Movement) -> bool,
    ) -> Vec<(Positions, Positions)> {
        let mut left_here = here;
        let mut left_there = there;
        let mut clusters = Vec::new();
        while let Some(first) = left_here.pop() {
            let (mut ours, mut theirs) = (vec![first], Vec::new());
            // Each side is walked from what was last found on the other.
            let (mut seen_here, mut seen_there) = (0, 0);
            while seen_here < ours.len() || seen_there < theirs.len() {
                while let Some(&nth) = ours.get(seen_here) {
                    seen_here += 1;
                    let one = &self.here[nth];
                    let found =
                        left_there.extract_if(.., |other| is_same(one, &self.there[*other]));
                    theirs.extend(found);
                }
                while let Some(&nth) = theirs.get(seen_there) {
                    seen_there += 1;
                    let other = &self.there[nth];
                    let found = left_here.extract_if(.., |one| is_same(&self.here[*one], other));
                    ours.extend(found);
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

    pub(super) fn sum_here(&self, positions: &[usize]) -> Balance {
        positions.iter().map(|&nth| self.here[nth].amount).sum()
    }

    pub(super) fn sum_there(&self, positions: &[usize]) -> Balance {
        positions.iter().map(|&nth| self.there[nth].amount).sum()
    }
}
