//! The rows that are to be recorded of a foreign table, and what is said of the
//! others.

use std::collections::BTreeSet;

use crate::diagnostic::Findings;
use crate::model::Scheme;
use crate::reading::Fact;

use super::Reading;
use super::assignment::Assignment;
use super::cell::Cell;
use super::draft_rows::Work;
use super::settle::settle;
use super::table::Table;

/// What an import is held against.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Which of its files is added to.
    pub fact: Fact,
    /// What that file holds; `None` for no file.
    pub text: Option<&'a str>,
    /// The applications: id, organisation number, applicant.
    pub applications: &'a [(String, Option<String>, String)],
    /// With what new ids begin.
    pub id_prefix: Option<&'a str>,
}

/// One value of a new row.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// Our column.
    pub column: String,
    /// What is to be recorded.
    pub value: String,
    /// Where it comes from; `None` for what the file does not say.
    pub cell: Option<Cell>,
    /// Whether it could not be understood, which was said.
    pub is_wrong: bool,
    /// Whether that is because its column leaves open which of two things it is.
    pub is_open: bool,
}

impl Drafted {
    /// What no cell says.
    pub(super) fn given(column: &str, value: &str) -> Self {
        Self {
            column: column.to_owned(),
            value: value.to_owned(),
            cell: None,
            is_wrong: false,
            is_open: false,
        }
    }
}

/// One row that is to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// The foreign row.
    pub row: usize,
    /// Its values.
    pub cells: Vec<Drafted>,
}

impl DraftRow {
    /// The value under our column; blank where there is none.
    pub fn value(&self, column: &str) -> &str {
        let cell = self.cells.iter().find(|cell| cell.column == column);
        cell.map_or("", |cell| &cell.value)
    }

    /// Whether not all of it was understood.
    pub fn is_wrong(&self) -> bool {
        self.cells.iter().any(|cell| cell.is_wrong)
    }

    /// What was understood of it.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let cells = self.cells.iter().filter(|cell| !cell.is_wrong);
        cells
            .map(|cell| (cell.column.clone(), cell.value.clone()))
            .collect()
    }
}

/// What is to be recorded, and what is said of the rest.
#[derive(Debug, Default)]
pub struct Draft {
    /// Our columns that have a value, in the order of the ledger's file.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<DraftRow>,
    /// The foreign rows of which not all was understood.
    pub wrong: BTreeSet<usize>,
    /// Those that can be read once it is said what their columns leave open.
    pub open: BTreeSet<usize>,
    /// The options with which that is said.
    pub options: BTreeSet<&'static str>,
    /// What is asked about them, each at a cell that shows it.
    pub asked: Findings,
    /// How columns were read, a few words each.
    pub said: Vec<String>,
    /// The rows that stand in the ledger already, with all that they say; each
    /// with the id or the application under which it stands there.
    pub same: Vec<(usize, String)>,
    /// Whether the file itself names what each row is about by an id.
    pub names_ids: bool,
    /// What is wrong, at its cell.
    pub found: Findings,
}

/// Drafts the rows of a table.
pub fn draft(
    table: &Table,
    assignment: &Assignment,
    ledger: Ledger<'_>,
    reading: &Reading,
) -> Draft {
    let mut found = Findings::new();
    let mut asked = Findings::new();
    let mut work = Work::of(table, assignment, ledger, reading, &mut asked);
    let mut rows = Vec::new();
    for row in table.rows() {
        work.rows(row, &mut rows, &mut found);
    }
    let rows_with = |is_such: fn(&Drafted) -> bool| -> BTreeSet<usize> {
        let rows = rows.iter().filter(|row| row.cells.iter().any(is_such));
        rows.map(|row| row.row).collect()
    };
    let mut draft = Draft {
        said: work.said(),
        names_ids: ["id", "application"]
            .iter()
            .any(|column| assignment.has(column)),
        wrong: rows_with(|cell| cell.is_wrong && !cell.is_open),
        open: rows_with(|cell| cell.is_open),
        options: work.options(),
        asked,
        found,
        ..Draft::default()
    };
    settle(&mut draft, rows, table, ledger);
    let columns = crate::reading::columns(ledger.scheme, ledger.fact).into_iter();
    let has = |column: &String| {
        let mut cells = draft.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.column == *column && !cell.value.is_empty())
    };
    draft.columns = columns.filter(has).collect();
    draft
}
