//! What would be wrong with the folder if the drafted rows were recorded.

use crate::cli::arguments::Global;
use crate::cli::foresight::{foreseen, new_text};
use crate::cli::session::Session;
use crate::cli::writing::Entry;
use crate::diagnostic::{Finding, Located, Severity};
use crate::import::{Assignment, Draft, DraftRow, Table};

use super::carried::{self, Carried};

/// All that is wrong: with the table, with its cells, and with the folder as it
/// would be; at foreign cells, and elsewhere.
pub(super) fn judged<'s>(
    global: &Global,
    session: &'s mut Session,
    entry: &Entry,
    draft: &Draft,
    (table, assignment): (&Table, &Assignment),
) -> anyhow::Result<(Vec<Finding>, Vec<Located<'s>>)> {
    let mut found = table.found_in(|nth| assignment.is_read(nth));
    found.extend(draft.found.as_slice().iter().cloned());
    let judged = judge(session, entry, &draft.rows, table)?;
    let (rest, rows) = without_wrong(entry, &draft.rows, &judged);
    // What cannot be read hides what is wrong with the rows that can be.
    if rows.len() < draft.rows.len() && !rows.is_empty() {
        let mut second = Session::open(global)?;
        let judged = judge(&mut second, &rest, &rows, table)?;
        found.extend(judged.found.into_iter().map(|(_, finding)| finding));
    }
    found.extend(judged.found.into_iter().map(|(_, finding)| finding));
    Ok((found, judged.elsewhere))
}

/// What would be wrong with the folder if these rows were recorded.
fn judge<'s>(
    session: &'s mut Session,
    entry: &Entry,
    rows: &[DraftRow],
    table: &Table,
) -> anyhow::Result<Carried<'s>> {
    let file = new_text(session, entry)?;
    let news = foreseen(session, entry, &file)?;
    Ok(carried::carried(&news, entry, &file.text, rows, table))
}

/// The rows that nothing is wrong with so far, and their entry.
fn without_wrong(entry: &Entry, rows: &[DraftRow], judged: &Carried<'_>) -> (Entry, Vec<DraftRow>) {
    let is_sound = |nth: usize| {
        let mut found = judged.found.iter();
        !rows[nth].is_wrong()
            && !found.any(|(row, finding)| *row == nth && finding.severity == Severity::Error)
    };
    let sound: Vec<usize> = (0..rows.len()).filter(|nth| is_sound(*nth)).collect();
    let entry = Entry {
        rows: sound.iter().map(|nth| entry.rows[*nth].clone()).collect(),
        ..entry.clone()
    };
    let rows = sound.iter().map(|nth| rows[*nth].clone());
    (entry, rows.collect())
}
