//! Books for the tests of checks, and what is found in them.

use crate::diagnostic::{Finding, Findings};
use crate::model::testing::{application, award, day, file, span, waiver};
use crate::model::{ApplicationIndex, Assessment, Book, Criterion, Elsewhere, Scheme};
use crate::source::{Origin, Place};

use super::{Context, scheme};

/// The ids of applications, by their position.
const IDS: [&str; 4] = ["A-0", "A-1", "A-2", "A-3"];

/// A book of applications that ask for so much, and of decisions on them. The
/// nth row of awards.csv begins at byte n.
pub(super) fn book<'s>(
    scheme: &'s Scheme,
    requested: &[Option<i64>],
    awards: &[(&str, usize, &str)],
) -> Book<'s> {
    let mut book = Book::empty(scheme);
    book.applications = std::iter::zip(IDS, requested)
        .map(|(id, requested)| application(id, *requested))
        .collect();
    for (nth, (date, position, entry)) in awards.iter().enumerate() {
        let mut entry = award(date, *position, entry);
        entry.origin = Origin::new(file(), nth);
        book.awards.push(entry);
    }
    book
}

/// The nth row of assessments.csv, which begins at byte n.
pub(super) fn score(nth: usize, position: usize, assessor: u32, score: i64) -> Assessment {
    Assessment {
        application: ApplicationIndex::new(position),
        assessor,
        criterion: 0,
        score: score.into(),
        date: None,
        origin: Origin::new(file(), nth),
    }
}

/// A criterion that is scored from 0 to 5.
pub(super) fn criterion() -> Criterion {
    Criterion {
        id: "need".to_owned(),
        name: "Need".to_owned(),
        max: 5.into(),
        weight: 1.into(),
        threshold: None,
        cite: None,
        span: span(),
    }
}

/// Adds a waiver of a check for the nth application.
pub(super) fn waive(book: &mut Book<'_>, position: usize, check: &'static str) {
    book.waivers.push(waiver(position, check));
}

/// Everything that is found in a book when nobody is funded elsewhere.
pub(super) fn findings(book: &Book<'_>) -> Vec<Finding> {
    let elsewhere = Elsewhere::default();
    let context = Context {
        today: day("2024-12-31"),
        elsewhere: &elsewhere,
    };
    let mut found = Findings::new();
    scheme(book, &context, &mut found);
    found.into_iter().collect()
}

/// The same as names, rows and labels; a place in the scheme file has no row.
pub(super) fn found(book: &Book<'_>) -> Vec<(&'static str, Option<usize>, String)> {
    let findings = findings(book).into_iter();
    findings
        .map(|finding| {
            (
                finding.code.name,
                row(&finding.place),
                finding.label.into_owned(),
            )
        })
        .collect()
}

fn row(place: &Place) -> Option<usize> {
    match place {
        Place::Cell(origin, _) | Place::Record(origin) => Some(origin.start()),
        Place::Span(_) | Place::File(_) => None,
    }
}
