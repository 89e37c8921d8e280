//! The folder as it would be with rows that are to be recorded, and what would
//! come to be wrong in it.

use std::path::PathBuf;

use anyhow::Context;

use crate::diagnostic::{Findings, Located};
use crate::reading;
use crate::recording::{Append, Row, widened};

use super::each_scheme::examine;
use super::refusal;
use super::session::Session;
use super::writing::Entry;

/// A file as it would be.
pub(super) struct NewText {
    pub(super) path: PathBuf,
    pub(super) old: Option<String>,
    pub(super) text: String,
}

/// The file of an entry with its rows.
pub(super) fn new_text(session: &Session, entry: &Entry) -> anyhow::Result<NewText> {
    let (id, fact) = (&entry.scheme, entry.fact);
    session.load(id)?;
    let path = session.folder.path(id, fact);
    let columns = reading::columns(session.scheme(id.as_str())?, fact);
    let old = session.folder.texts(id).get(fact);
    let old = old.map(|source| source.text().to_owned());
    let widened = old.as_deref().map(|old| widened(old, &entry.new_columns));
    let text = Append {
        to: widened.as_deref(),
        columns: &columns,
        rows: &entry.rows,
    }
    .text()
    .with_context(|| format!("cannot record in {}", path.display()))?;
    Ok(NewText { path, old, text })
}

/// What would come to be wrong, or doubtful, in a folder with the new text,
/// which the session then goes on with.
pub(super) fn foreseen<'s>(
    session: &'s mut Session,
    entry: &Entry,
    file: &NewText,
) -> anyhow::Result<Vec<Located<'s>>> {
    Ok(match supposed(session, entry, file)? {
        Some((before, after)) => news(session, before, after, takes_money(&entry.rows)),
        None => Vec::new(),
    })
}

/// Reads and judges the folder as it would be with the rows. `None` when that
/// would be wrong in a way in which the folder is not wrong already; that was
/// then said.
pub(super) fn check(session: &mut Session, entry: &Entry) -> anyhow::Result<Option<NewText>> {
    let file = new_text(session, entry)?;
    if let Some((before, after)) = supposed(session, entry, &file)? {
        let news = news(session, before, after, takes_money(&entry.rows));
        if refusal::is_refused(session, entry, &file.text, &news) {
            return Ok(None);
        }
    }
    Ok(Some(file))
}

/// What is wrong with the folder as it is, and as it would be; `None` where
/// nothing would be wrong.
fn supposed(
    session: &mut Session,
    entry: &Entry,
    file: &NewText,
) -> anyhow::Result<Option<(Findings, Findings)>> {
    let after = suppose(session, entry, Some(file.text.clone()))?;
    if after.as_slice().is_empty() {
        return Ok(None);
    }
    Ok(Some((suppose(session, entry, file.old.clone())?, after)))
}

/// All that is wrong with the folder if the file held this text.
fn suppose(session: &mut Session, entry: &Entry, text: Option<String>) -> anyhow::Result<Findings> {
    let mut found = session.found_so_far();
    session
        .folder
        .suppose(&entry.scheme, entry.fact, text, &mut found);
    examine(session, false, &mut found)?;
    Ok(found)
}

/// Whether the rows take money out of a budget or an award.
fn takes_money(rows: &[Row]) -> bool {
    rows.iter()
        .any(|row| matches!(row.value("entry"), "award" | "payment"))
}

/// What came to be wrong, or doubtful. What mends may change the words of an
/// error that is there already, what takes more money may not.
fn news(session: &Session, before: Findings, after: Findings, strictly: bool) -> Vec<Located<'_>> {
    let before = session.locate(before);
    let mut after = session.locate(after);
    after.retain(|new| !before.iter().any(|old| is_same(old, new, strictly)));
    after
}

fn is_same(old: &Located<'_>, new: &Located<'_>, strictly: bool) -> bool {
    let place = |finding: &Located<'_>| finding.primary.range().start;
    old.code == new.code
        && old.severity == new.severity
        && old.primary.source.path() == new.primary.source.path()
        && place(old) == place(new)
        && (!strictly || (old.message == new.message && old.notes == new.notes))
}
