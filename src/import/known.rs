//! What stands in the ledger already, held against what is to come.

use std::collections::HashMap;

use crate::model::Scheme;
use crate::reading::{Fact, Form};

use super::convert::folded;

/// The rows that a file of the ledger has, each cell in its one form.
pub(super) struct Known {
    rows: Vec<(usize, HashMap<String, String>)>,
    /// Whether a row was met by one of theirs.
    met: Vec<bool>,
}

/// How a new row stands to those that are there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing like it is there.
    New,
    /// It is there, with all that the new row says, under this id.
    Same(String),
    /// What it is about is there, and says something else.
    Other {
        /// The line in our file.
        line: usize,
        /// What it goes by: an id, or a date.
        name: String,
        /// Our column that differs.
        column: String,
        /// What it says there.
        says: String,
    },
}

impl Known {
    /// The rows of a text that reading has understood.
    pub(super) fn of(text: Option<&str>, fact: Fact, scheme: &Scheme) -> Self {
        let form = Form::of(fact, Some(scheme));
        let text = text.unwrap_or_default().trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let row = |record: csv::StringRecord| {
            let line = record.position().map_or(0, csv::Position::line);
            let cells = header.iter().zip(&record);
            let cells = cells.map(|(name, cell)| (name.to_owned(), form.cell(name, cell)));
            (usize::try_from(line).unwrap_or(0), cells.collect())
        };
        let rows: Vec<_> = reader.records().flatten().map(row).collect();
        Self {
            met: vec![false; rows.len()],
            rows,
        }
    }

    /// The values of one column.
    pub(super) fn column<'k>(&'k self, name: &'k str) -> impl Iterator<Item = &'k str> {
        self.rows
            .iter()
            .filter_map(move |(_, row)| row.get(name).map(String::as_str))
    }

    /// How a new row stands to those that are there, by the columns that tell
    /// what it is about. A row that is there is met once.
    pub(super) fn standing(&mut self, cells: &[(String, String)], fact: Fact) -> Standing {
        let keys = keys(cells, fact);
        let is_about = |row: &HashMap<String, String>| {
            let mut keys = keys.iter();
            keys.all(|key| same(key, value(row, key), new(cells, key)))
        };
        let differing = |row: &HashMap<String, String>| {
            let mut cells = cells.iter();
            let other = cells.find(|(name, cell)| !same(name, value(row, name), cell));
            other.map(|(name, _)| name.clone())
        };
        let mut other = None;
        for (nth, (line, row)) in self.rows.iter().enumerate() {
            if self.met[nth] || keys.is_empty() || !is_about(row) {
                continue;
            }
            match differing(row) {
                None => {
                    self.met[nth] = true;
                    let name = ["id", "application"].map(|name| value(row, name)).concat();
                    return Standing::Same(name);
                }
                Some(column) => {
                    let says = value(row, &column).to_owned();
                    let name = ["id", "application"].map(|name| value(row, name)).concat();
                    let line = *line;
                    other.get_or_insert(Standing::Other {
                        line,
                        name,
                        column,
                        says,
                    });
                }
            }
        }
        other.unwrap_or(Standing::New)
    }
}

fn value<'r>(row: &'r HashMap<String, String>, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

fn new<'c>(cells: &'c [(String, String)], column: &str) -> &'c str {
    let cell = cells.iter().find(|(name, _)| name == column);
    cell.map_or("", |(_, cell)| cell)
}

/// The same instant may be written with two offsets, a name with other capitals.
fn same(column: &str, old: &str, new: &str) -> bool {
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).ok();
    let number = |text: &str| text.parse::<rust_decimal::Decimal>().ok();
    match column {
        "applicant" | "title" => folded(old) == folded(new),
        "received" => old == new || (instant(old).is_some() && instant(old) == instant(new)),
        "id" | "application" | "org_number" | "reference" => old == new,
        _ => old == new || (number(old).is_some() && number(old) == number(new)),
    }
}

/// The columns by which it is told what a row is about.
fn keys(cells: &[(String, String)], fact: Fact) -> Vec<&'static str> {
    let has = |column: &&&'static str| !new(cells, column).is_empty();
    let candidates: &[&str] = match fact {
        Fact::Applications if !new(cells, "id").is_empty() => &["id"],
        Fact::Applications => &["applicant", "title", "requested"],
        Fact::Assessments => &["application", "assessor", "criterion"],
        // Two payments may well say the same but for the day.
        _ => return cells.iter().filter_map(|(name, _)| stated(name)).collect(),
    };
    candidates.iter().filter(has).copied().collect()
}

/// The columns of journals and reports.
fn stated(name: &str) -> Option<&'static str> {
    let columns = [
        "date",
        "application",
        "entry",
        "amount",
        "reference",
        "by",
        "note",
        "spent",
        "own_contribution",
        "completed",
    ];
    columns.into_iter().find(|column| *column == name)
}
