//! What is committed to each application, from one entry after the other.

use crate::model::Balance;

/// Sums by application, whatever these are told apart by. Mostly the entries
/// come in the order of the applications, and those of one of them together.
#[derive(Debug, Clone)]
pub(super) struct Committed<K>(Vec<(K, Balance)>);

impl<K> Default for Committed<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord> Committed<K> {
    /// Takes in by how much an entry changes what is committed.
    pub(super) fn add(&mut self, application: K, change: Balance) {
        match self.0.last_mut() {
            Some((last, sum)) if *last == application => *sum += change,
            _ => self.0.push((application, change)),
        }
    }

    /// Takes in the sums of other entries.
    pub(super) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// To how many applications money is committed.
    pub(super) fn awarded(mut self) -> u64 {
        if !self.0.is_sorted_by(|(one, _), (other, _)| one <= other) {
            // Entries mostly come in a few rising runs, which are merged.
            self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let of_each = self.0.chunk_by(|(one, _), (other, _)| one == other);
        let sums = of_each.map(|of_one| of_one.iter().map(|(_, change)| *change).sum());
        let awarded = sums.filter(|sum: &Balance| *sum > Balance::ZERO);
        awarded.map(|_| 1).sum()
    }
}
