//! A part of the revision that could not be understood, so that nobody can say
//! whether it still stands.

use crate::diagnostic::{Finding, Findings};
use crate::model::counted;
use crate::source::Place;

use super::changed_history::Journal;
use super::codes::UNREAD_REVISION;
use super::table::{Row, Table};

/// Of what stands, or should stand, at that place now. `why` begins with the path
/// of the revision's file.
pub fn unread_revision(what: &str, place: impl Into<Place>, revision: &str, why: &str) -> Finding {
    let message = format!("what changed of {what} since {revision} is not checked");
    Finding::new(&UNREAD_REVISION, place, message)
        .note(format!(
            "it could not be understood there: {revision}:{why}"
        ))
        .help("compare the two by hand; the next change is held against this one")
}

/// Leaves out the rows of a journal that name no application, and says so. They
/// never were facts, and nobody could record a waiver for one that was mended:
/// among them are the marks of a merge that was not finished.
pub(super) fn leave_out_nobody(
    journal: &Journal<'_>,
    before: &mut Table<'_>,
    found: &mut Findings,
) {
    let all = before.rows.len();
    let is_of_nobody = |row: &Row| row.cell("application").is_empty();
    let Some(first) = before.rows.iter().find(|row| is_of_nobody(row)) else {
        return;
    };
    let line = 1 + journal.before[..first.start].matches('\n').count();
    let why = format!("{}:{line}: the row names no application", journal.path);
    before.rows.retain(|row| !is_of_nobody(row));
    let rows = counted(all - before.rows.len(), "row");
    let place = Place::File(journal.file);
    found.add(unread_revision(&rows, place, journal.revision, &why));
}
