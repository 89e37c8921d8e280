//! The entries of a journal in the order of their days: all of them, or those
//! of one application.

use std::num::NonZeroU32;

use chrono::NaiveDate;

use crate::model::{ApplicationIndex, AwardEntry, PaymentEntry, Report};

/// Which entry of a journal: the nth row of its file, counted from 1, so that
/// no entry at all takes no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex(NonZeroU32);

impl EntryIndex {
    /// The nth.
    pub fn new(index: usize) -> Self {
        let nth = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        Self(nth.expect("a file of 4 GiB has fewer than 2^32 rows"))
    }

    /// As a position in the list of entries.
    pub fn position(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A fact about one application, on one day.
pub trait Dated {
    /// On which day.
    fn date(&self) -> NaiveDate;
    /// Which application.
    fn application(&self) -> ApplicationIndex;
}

impl Dated for AwardEntry<'_> {
    fn date(&self) -> NaiveDate {
        self.date
    }
    fn application(&self) -> ApplicationIndex {
        self.application
    }
}

impl Dated for PaymentEntry<'_> {
    fn date(&self) -> NaiveDate {
        self.date
    }
    fn application(&self) -> ApplicationIndex {
        self.application
    }
}

impl Dated for Report {
    fn date(&self) -> NaiveDate {
        self.date
    }
    fn application(&self) -> ApplicationIndex {
        self.application
    }
}

/// Every entry in the order of its day; those of one day in the order of the file.
pub fn by_day<E: Dated>(entries: &[E]) -> Vec<EntryIndex> {
    let mut order: Vec<EntryIndex> = (0..entries.len()).map(EntryIndex::new).collect();
    order.sort_by_key(|index| entries[index.position()].date());
    order
}

/// The entries of each application in the order of their days; those of one
/// day in the order of the file.
#[derive(Debug, Clone)]
pub struct Journal<'b, E> {
    entries: &'b [E],
    /// Where in `order` each application's entries begin; one more than
    /// applications.
    starts: Vec<u32>,
    order: Vec<EntryIndex>,
}

impl<'b, E: Dated> Journal<'b, E> {
    /// Sorts the entries of a book with so many applications.
    pub fn new(entries: &'b [E], applications: usize) -> Self {
        let mut starts = vec![0; applications + 1];
        let mut order = vec![EntryIndex::new(0); entries.len()];
        for entry in entries {
            starts[entry.application().position()] += 1;
        }
        // Where those of each end; the last entry of all is put in its place
        // first, and where they begin is left.
        if !entries.is_empty() {
            for nth in 1..starts.len() {
                starts[nth] += starts[nth - 1];
            }
        }
        for index in by_day(entries).into_iter().rev() {
            let at = &mut starts[entries[index.position()].application().position()];
            *at -= 1;
            order[*at as usize] = index;
        }
        Self {
            entries,
            starts,
            order,
        }
    }

    /// The applications that have an entry, in the order of the file.
    pub fn applications(&self) -> impl Iterator<Item = ApplicationIndex> {
        let starts = match self.order.is_empty() {
            true => &[],
            false => self.starts.as_slice(),
        };
        starts
            .windows(2)
            .enumerate()
            .filter(|(_, bounds)| bounds[0] < bounds[1])
            .map(|(nth, _)| ApplicationIndex::new(nth))
    }

    /// The entries of one application.
    pub fn of(
        &self,
        application: ApplicationIndex,
    ) -> impl DoubleEndedIterator<Item = &'b E> + ExactSizeIterator + Clone + use<'_, 'b, E> {
        self.numbered(application).map(|(_, entry)| entry)
    }

    /// The entries of one application, and which of all entries they are.
    pub fn numbered(
        &self,
        application: ApplicationIndex,
    ) -> impl DoubleEndedIterator<Item = (EntryIndex, &'b E)> + ExactSizeIterator + Clone + use<'_, 'b, E>
    {
        let from = self.starts[application.position()] as usize;
        let to = self.starts[application.position() + 1] as usize;
        let entries = self.entries;
        let order = self.order[from..to].iter();
        order.map(move |index| (*index, &entries[index.position()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::award;

    #[test]
    fn entries_come_by_application_and_day() {
        let entries = [
            award("2024-09-05", 2, "accept"),
            award("2024-09-02", 0, "reject"),
            award("2024-09-02", 2, "award 7"),
            award("2024-09-05", 2, "close"),
        ];
        let journal = Journal::new(&entries, 3);
        let words = |nth| -> Vec<&str> {
            let entries = journal.of(ApplicationIndex::new(nth));
            entries.map(|entry| entry.kind.word()).collect()
        };
        assert_eq!(words(0), ["reject"]);
        assert!(words(1).is_empty());
        assert_eq!(words(2), ["award", "accept", "close"]);
        let decided: Vec<usize> = journal.applications().map(|nth| nth.position()).collect();
        assert_eq!(decided, [0, 2]);
    }
}
