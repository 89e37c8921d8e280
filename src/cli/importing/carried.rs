//! What would be wrong with the ledger's file, carried to the foreign cell that
//! it comes from.

use std::borrow::Cow;

use crate::cli::writing::Entry;
use crate::diagnostic::{Finding, Located, LocatedPlace, Severity};
use crate::import::{self, DraftRow, Drafted, Table};
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
    let way = Way {
        path: format!("data/{}/{}", entry.scheme, entry.fact.file_name()),
        first: text.lines().count() + 1 - entry.rows.len(),
        names: header(text),
        rows,
        table,
    };
    let mut carried = Carried::default();
    for finding in news
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
    {
        match way.row(&finding.primary) {
            Some(nth) => {
                let found = way.at_cell(finding, &rows[nth]);
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

/// The way from the ledger's file, as it would be, to the foreign table.
struct Way<'a> {
    path: String,
    /// The line of the first new row.
    first: usize,
    names: Vec<String>,
    rows: &'a [DraftRow],
    table: &'a Table,
}

impl Way<'_> {
    /// The new row that a place is in, if it is in one.
    fn row(&self, place: &LocatedPlace<'_>) -> Option<usize> {
        let row = place.start().line.checked_sub(self.first);
        row.filter(|nth| place.source.path() == self.path && *nth < self.rows.len())
    }

    /// The finding at the foreign cell; `None` where that cell has one already.
    fn at_cell(&self, finding: &Located<'_>, row: &DraftRow) -> Option<Finding> {
        let drafted = self.drafted(&finding.primary, row);
        if drafted.is_some_and(|cell| cell.is_wrong) {
            return None;
        }
        let own = drafted.and_then(|drafted| drafted.cell.as_ref());
        let cell = own.or_else(|| any(row))?;
        let mut carried = self.table.finding(finding.code, cell, &finding.message);
        carried.severity = finding.severity;
        carried.label.clone_from(&finding.primary.label);
        for place in &finding.because {
            carried = self.because(carried, place);
        }
        for note in &finding.notes {
            carried = carried.note(note.clone());
        }
        if let (Some(drafted), None) = (drafted, own) {
            let (column, value) = (&drafted.column, &drafted.value);
            carried = carried.note(format!("`{column}` is not in the file; it is `{value}`"));
        }
        carried.help = self.help(finding, row, drafted);
        Some(carried)
    }

    /// How to mend it in the foreign table, or by its mapping.
    fn help(
        &self,
        finding: &Located<'_>,
        row: &DraftRow,
        drafted: Option<&Drafted>,
    ) -> Option<Cow<'static, str>> {
        let mut others = finding.because.iter().filter_map(|place| self.row(place));
        match (finding.code.name, drafted) {
            ("unknown-word", Some(drafted)) => {
                Some(import::correct(finding.help.as_deref(), &drafted.column).into())
            }
            ("duplicate-id", _) if others.any(|nth| say_the_same(&self.rows[nth], row)) => {
                Some("both rows say the same: leave one of them out".into())
            }
            _ => finding.help.clone(),
        }
    }

    /// A second place: the foreign cell, or what stands in the folder.
    fn because(&self, carried: Finding, place: &LocatedPlace<'_>) -> Finding {
        if let Some(row) = self.row(place).map(|nth| &self.rows[nth]) {
            let drafted = self.drafted(place, row);
            let own = drafted.and_then(|drafted| drafted.cell.as_ref());
            return match own.or_else(|| any(row)) {
                Some(cell) => carried.because(self.table.span(cell), place.label.clone()),
                None => carried,
            };
        }
        let label = match &*place.label {
            "" => String::new(),
            label => format!(": {label}"),
        };
        let line = place.start().line;
        carried.note(format!("{}:{line}{label}", place.source.path()))
    }

    /// The value of a row that a place is about.
    fn drafted<'r>(&self, place: &LocatedPlace<'_>, row: &'r DraftRow) -> Option<&'r Drafted> {
        let column = column(place, &self.names)?;
        row.cells.iter().find(|cell| cell.column == *column)
    }
}

/// Any foreign cell that a row comes from.
fn any(row: &DraftRow) -> Option<&import::Cell> {
    row.cells.iter().find_map(|cell| cell.cell.as_ref())
}

fn say_the_same(one: &DraftRow, other: &DraftRow) -> bool {
    let values = |row: &DraftRow| -> Vec<(String, String)> {
        let cells = row.cells.iter();
        cells
            .map(|cell| (cell.column.clone(), cell.value.clone()))
            .collect()
    };
    values(one) == values(other)
}

/// Our column that a place is about, if it is about one.
fn column<'n>(place: &LocatedPlace<'_>, names: &'n [String]) -> Option<&'n String> {
    let range = place.range();
    let text = place.source.text();
    let start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let record = record_at(text, start);
    let within = |cell: &crate::source::RawCell| cell.start <= range.start && range.end <= cell.end;
    let nth = record.cells.iter().position(within)?;
    names.get(nth)
}
