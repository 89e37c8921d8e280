//! Which checks are waived for which applications.

use crate::model::{ApplicationIndex, Book};

/// The waivers of a book in order, so that each is found at once.
#[derive(Debug)]
pub(super) struct Waivers<'a>(Vec<(ApplicationIndex, &'a str)>);

impl<'a> Waivers<'a> {
    pub(super) fn of(book: &'a Book<'_>) -> Self {
        let waivers = book.waivers.iter();
        let mut sorted: Vec<_> = waivers
            .map(|waiver| (waiver.application, waiver.check.as_ref()))
            .collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    /// Whether exactly this check is waived for exactly this application.
    pub(super) fn hold(&self, index: ApplicationIndex, check: &str) -> bool {
        self.0.binary_search(&(index, check)).is_ok()
    }
}
