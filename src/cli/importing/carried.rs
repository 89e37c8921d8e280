//! What would be wrong with the ledger's file, carried to the foreign cell that
//! it comes from.

use crate::cli::writing::Entry;
use crate::diagnostic::{Finding, Located, Severity};
use crate::import::{DraftRow, Table};
use crate::source::record_at;

/// Findings at foreign cells, and those that are about something else.
#[derive(Default)]
pub(super) struct Carried<'s> {
    /// Each with the new row that it is about.
    pub(super) found: Vec<(usize, Finding)>,
    pub(super) elsewhere: Vec<Located<'s>>,
}

/// Carries what is new in a folder with the entry's rows.
pub(super) fn carried<'s>(
    news: &[Located<'s>],
    entry: &Entry,
    text: &str,
    rows: &[DraftRow],
    table: &Table,
) -> Carried<'s> {
    let path = format!("data/{}/{}", entry.scheme, entry.fact.file_name());
    let first = text.lines().count() + 1 - entry.rows.len();
    let names = header(text);
    let mut carried = Carried::default();
    for finding in news
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
    {
        let primary = &finding.primary;
        let row = primary.start().line.checked_sub(first);
        let nth = row.filter(|nth| primary.source.path() == path && *nth < rows.len());
        match nth {
            Some(nth) => {
                let found = at_cell(finding, &rows[nth], &names, table);
                carried.found.extend(found.map(|found| (nth, found)));
            }
            // A doubt about what is there already is for `grants check` to tell.
            None if finding.severity == Severity::Error => carried.elsewhere.push(finding.clone()),
            None => {}
        }
    }
    carried
}

/// The names of the columns of a CSV text.
pub(super) fn header(text: &str) -> Vec<String> {
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    if text[start..].trim().is_empty() {
        return Vec::new();
    }
    let header = record_at(text, start);
    let names = header.cells.iter();
    names.map(|cell| cell.value(text).into_owned()).collect()
}

/// The finding at the foreign cell; `None` where that cell has one already.
fn at_cell(
    finding: &Located<'_>,
    row: &DraftRow,
    names: &[String],
    table: &Table,
) -> Option<Finding> {
    let column = column(finding, names);
    let drafted = row.cells.iter().find(|cell| Some(&cell.column) == column);
    if drafted.is_some_and(|cell| cell.is_wrong) {
        return None;
    }
    let own = drafted.and_then(|drafted| drafted.cell.as_ref());
    let any = || row.cells.iter().find_map(|cell| cell.cell.as_ref());
    let cell = own.or_else(any)?;
    let mut carried = table.finding(finding.code, cell, &finding.message);
    carried.severity = finding.severity;
    carried.label.clone_from(&finding.primary.label);
    for place in &finding.because {
        let line = place.start().line;
        let label = match &*place.label {
            "" => String::new(),
            label => format!(": {label}"),
        };
        carried = carried.note(format!("{}:{line}{label}", place.source.path()));
    }
    for note in &finding.notes {
        carried = carried.note(note.clone());
    }
    if let (Some(drafted), None) = (drafted, own) {
        let (column, value) = (&drafted.column, &drafted.value);
        carried = carried.note(format!("`{column}` is not in the file; it is `{value}`"));
    }
    let is_word = finding.code.name == "unknown-word";
    carried.help = match drafted.filter(|_| is_word) {
        Some(drafted) => {
            let under = format!("under [values.{}]", drafted.column);
            Some(format!("say in the mapping what it stands for, {under}").into())
        }
        None => finding.help.clone(),
    };
    Some(carried)
}

/// Our column that a finding is about, if it is about one.
fn column<'n>(finding: &Located<'_>, names: &'n [String]) -> Option<&'n String> {
    let range = finding.primary.range();
    let text = finding.primary.source.text();
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let record = record_at(text, start);
    let within = |cell: &crate::source::RawCell| cell.start <= range.start && range.end <= cell.end;
    let nth = record.cells.iter().position(within)?;
    names.get(nth)
}
