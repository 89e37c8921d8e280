//! A foreign table: named columns, and rows of cells under them.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::reading;
use crate::source::{FileId, Place, Sources, Span};

use super::cell::{Cell, Content, NOT_COMPUTED, letters};
use super::codes;

/// A column by its name in the header.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// The name, as the header has it; blank for a column without a name.
    pub name: String,
    /// Where it stands.
    pub cell: Cell,
}

/// One row under the header, with a cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number in the sheet, or its line in the file, from 1.
    pub number: usize,
    /// Its cells, one for each column of the table.
    pub cells: Vec<Cell>,
}

/// A table that was read from a foreign file.
#[derive(Debug)]
pub struct Table {
    pub(super) sources: Sources,
    pub(super) found: Findings,
    pub(super) file: FileId,
    pub(super) sheet: Option<String>,
    pub(super) said: Vec<String>,
    pub(super) skipped: Vec<String>,
    pub(super) columns: Vec<Heading>,
    pub(super) rows: Vec<Row>,
}

impl Table {
    pub(super) fn with(self, sources: Sources, found: Findings) -> Self {
        Self {
            sources,
            found,
            ..self
        }
    }

    /// The text that findings point into: the file's own, or the sheet with a
    /// line for each of its rows. Numbers of persons are covered in it.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What is wrong with the table itself, which can be read all the same.
    pub fn found(&self) -> &Findings {
        &self.found
    }

    /// What is wrong with the table itself, and the cells in which a formula came
    /// to nothing, of the columns that are read (by their index in
    /// [`Table::columns`]): what is left out cannot be wrong.
    pub fn found_in(&self, is_read: impl Fn(usize) -> bool) -> Vec<Finding> {
        let columns = (0..self.columns.len()).filter(|nth| is_read(*nth));
        let cells = columns.flat_map(|nth| self.column(nth));
        let errors = cells.filter_map(|cell| self.error(cell));
        self.found
            .as_slice()
            .iter()
            .cloned()
            .chain(errors)
            .collect()
    }

    /// A cell in which a formula came to nothing.
    fn error(&self, cell: &Cell) -> Option<Finding> {
        let Content::Error(error) = &cell.content else {
            return None;
        };
        if error == NOT_COMPUTED {
            let message = "a formula that was never computed: the file holds no value of it";
            let help = "open the file in a spreadsheet program and save it, or write the value";
            return Some(self.finding(&codes::ERROR_CELL, cell, message).help(help));
        }
        let message = format!("`{error}`: a formula came to nothing here");
        let help = "mend the formula in the sheet, or write the value";
        Some(self.finding(&codes::ERROR_CELL, cell, &message).help(help))
    }

    /// The numbers of the rows in which errors stand.
    pub fn rows_with_errors(&self, found: &[Finding]) -> BTreeSet<usize> {
        let errors = found
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let rows = errors.filter_map(|error| match &error.place {
            Place::Span(span) if span.file == self.file => self.row_at(span.range().start),
            _ => None,
        });
        rows.collect()
    }

    /// The number of the row that a byte of the text belongs to, of those under
    /// the header.
    fn row_at(&self, byte: usize) -> Option<usize> {
        let starts = |row: &Row| row.cells.iter().map(|cell| cell.bytes.start).min();
        let after = self.rows.partition_point(|row| starts(row) <= Some(byte));
        Some(self.rows[after.checked_sub(1)?].number)
    }

    /// The sheet, for a spreadsheet.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// How the file was read, in a few words each: `semicolon`,
    /// `Windows-1252`, `header in row 3`.
    pub fn said(&self) -> &[String] {
        &self.said
    }

    /// What of the file is not among the rows, a sentence each.
    pub fn skipped(&self) -> &[String] {
        &self.skipped
    }

    /// The columns, from left to right.
    pub fn columns(&self) -> &[Heading] {
        &self.columns
    }

    /// The rows under the header, without blank rows, totals and
    /// averages.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The cells of one column (its index in [`Table::columns`]), row by row.
    pub fn column(&self, nth: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().map(move |row| &row.cells[nth])
    }

    /// The bytes of a cell in the text of [`Table::sources`].
    pub fn span(&self, cell: &Cell) -> Span {
        Span::new(self.file, cell.bytes.start, cell.bytes.end)
    }

    /// Where a person finds a cell: `Ark1!C14`, or `line 14, column C`.
    pub fn place(&self, cell: &Cell) -> String {
        match &self.sheet {
            Some(sheet) => format!("{sheet}!{}", cell.reference()),
            None => format!("line {}, column {}", cell.row, letters(cell.column)),
        }
    }

    /// A finding about a cell. In a spreadsheet its message begins with the
    /// cell's reference, which the line of an excerpt does not tell.
    pub fn finding(&self, code: &'static Code, cell: &Cell, message: &str) -> Finding {
        finding(self.file, self.sheet.as_deref(), code, cell, message)
    }
}

pub(super) fn finding(
    file: FileId,
    sheet: Option<&str>,
    code: &'static Code,
    cell: &Cell,
    message: &str,
) -> Finding {
    let span = Span::new(file, cell.bytes.start, cell.bytes.end);
    // What a cell says may be quoted, and it may be a person's number.
    let message = reading::cover_persons(message);
    let message = match sheet {
        Some(sheet) => format!("{sheet}!{}: {message}", cell.reference()),
        None => message,
    };
    Finding::new(code, span, message)
}
