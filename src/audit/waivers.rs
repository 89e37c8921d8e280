//! Which checks are waived for which applications, and what that kept silent.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::diagnostic::{Finding, Severity};
use crate::model::{ApplicationIndex, Book, Waiver};

/// The waivers of a book in order, so that each is found at once.
#[derive(Debug)]
pub(super) struct Waivers<'a> {
    sorted: Vec<&'a Waiver<'a>>,
    excused: Mutex<Excused>,
}

/// What the waivers kept silent so far.
#[derive(Debug, Default)]
struct Excused {
    used: BTreeSet<(ApplicationIndex, &'static str)>,
    notes: Vec<Finding>,
}

impl<'a> Waivers<'a> {
    pub(super) fn of(book: &'a Book<'_>) -> Self {
        let mut sorted: Vec<&Waiver> = book.waivers.iter().collect();
        sorted.sort_by_key(|waiver| (waiver.application, waiver.check.as_ref()));
        Self {
            sorted,
            excused: Mutex::default(),
        }
    }

    /// Every waiver, those of one application together.
    pub(super) fn all(&self) -> &[&'a Waiver<'a>] {
        &self.sorted
    }

    /// The waivers for one application.
    pub(super) fn of_application(&self, index: ApplicationIndex) -> &[&'a Waiver<'a>] {
        let from = self
            .sorted
            .partition_point(|waiver| waiver.application < index);
        let to = self
            .sorted
            .partition_point(|waiver| waiver.application <= index);
        &self.sorted[from..to]
    }

    /// The waiver of exactly this check for exactly this application.
    pub(super) fn find(&self, index: ApplicationIndex, check: &str) -> Option<&'a Waiver<'a>> {
        let key = |waiver: &Waiver<'_>| (waiver.application, waiver.check.as_ref().cmp(check));
        let found = self
            .sorted
            .binary_search_by(|waiver| key(waiver).cmp(&(index, std::cmp::Ordering::Equal)));
        found.ok().map(|at| self.sorted[at])
    }

    /// Takes a finding that a waiver keeps silent.
    pub(super) fn excuse(&self, waiver: &Waiver<'_>, finding: Finding) {
        let mut excused = self.excused();
        excused.used.insert((waiver.application, finding.code.name));
        excused.notes.push(note(waiver, finding));
    }

    /// Whether a waiver of this check kept a finding about the application silent.
    pub(super) fn is_used(&self, waiver: &Waiver<'_>) -> bool {
        let excused = self.excused();
        let used: &BTreeSet<(ApplicationIndex, &str)> = &excused.used;
        used.contains(&(waiver.application, waiver.check.as_ref()))
    }

    /// What was kept silent, as notes.
    pub(super) fn into_notes(self) -> Vec<Finding> {
        std::mem::take(&mut self.excused().notes)
    }

    /// Blocks of scores are looked at on several threads.
    fn excused(&self) -> MutexGuard<'_, Excused> {
        self.excused.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A finding as a note that says who waived it and why.
pub(super) fn note(waiver: &Waiver<'_>, mut finding: Finding) -> Finding {
    let by = waiver.by.as_ref();
    let by = by.map_or(String::new(), |by| format!(" by {by}"));
    let said = format!("waived on {}{by}: {}", waiver.date, waiver.reason);
    finding.severity = Severity::Note;
    finding.help = None;
    finding.note(said)
}
