//! The first row of a CSV file: which column stands where.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::model::ApplicationIndex;
use crate::source::{FileId, Origin, Place, Record, Source, Span, record_at};

use super::codes;
use super::csv::{Column, next_line};
use super::quotes::broken;
use super::word::Again;

/// The position of a column that a file does not have: no row is so long.
pub(super) const ABSENT: usize = u32::MAX as usize - 1;

/// Where each column of a layout stands in one file.
pub(super) struct Header<'c> {
    pub(super) columns: &'c [Column],
    /// Where the layout's nth column stands in this file, or [`ABSENT`].
    pub(super) positions: Vec<usize>,
    /// Where bank accounts stand, which may look like a person's number.
    pub(super) account: Option<usize>,
    pub(super) width: usize,
    pub(super) span: Span,
    pub(super) end: usize,
    /// Columns of which a row has said that it cannot do without them.
    pub(super) said: RefCell<Vec<usize>>,
    /// What the rows before said: mostly the next one says the same.
    pub(super) last: Last,
}

/// What was read last in a file.
#[derive(Default)]
pub(super) struct Last {
    pub(super) day: Again<NaiveDate>,
    pub(super) application: Again<ApplicationIndex>,
    /// The position of the application.
    pub(super) position: Cell<usize>,
    /// How many ids were guessed at that no application has.
    pub(super) guesses: Cell<usize>,
}

pub(super) fn header<'c>(
    source: &Source,
    columns: &'c [Column],
    found: &mut Findings,
) -> Option<Header<'c>> {
    let text = source.text();
    let file = source.id();
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    if text[start..].trim().is_empty() {
        found.add(
            Finding::new(&codes::EMPTY_FILE, Place::File(file), "the file is empty").help(format!(
                "begin with the header: {}",
                names(columns).join(",")
            )),
        );
        return None;
    }
    let record = record_at(text, start);
    if let Some(trouble) = record.trouble {
        let origin = Origin::new(file, start);
        broken(source, None, origin, &record, trouble, found);
        return None;
    }
    let line = &text[start..record.end];
    if record.cells.len() == 1
        && columns.len() > 1
        && let Some(mark) = [';', '\t', '|']
            .into_iter()
            .find(|&mark| line.contains(mark))
    {
        let at = start + line.find(mark).unwrap_or(0);
        let separators = match mark {
            ';' => "semicolons",
            '\t' => "tabs",
            _ => "bars",
        };
        found.add(
            Finding::new(
                &codes::WRONG_SEPARATOR,
                Span::new(file, at, at + 1),
                format!("cells are separated by {separators}, not by commas"),
            )
            .label("a comma belongs here")
            .help(
                "save the file as CSV with commas between the cells (and a point before decimals)",
            ),
        );
        return None;
    }
    let positions = positions(text, file, &record, columns, found);
    let account = columns.iter().position(|column| column.name == "account");
    let places = positions.iter().map(|position| position.unwrap_or(ABSENT));
    Some(Header {
        columns,
        account: account.and_then(|nth| positions[nth]),
        positions: places.collect(),
        width: record.cells.len(),
        span: Span::new(file, start, record.end),
        said: RefCell::default(),
        last: Last::default(),
        end: next_line(text, record.end),
    })
}

fn names(columns: &[Column]) -> Vec<&str> {
    columns.iter().map(|column| column.name.as_ref()).collect()
}

/// Where each column stands; says what is wrong with the header.
fn positions(
    text: &str,
    file: FileId,
    record: &Record,
    columns: &[Column],
    found: &mut Findings,
) -> Vec<Option<usize>> {
    let mut positions: Vec<Option<usize>> = vec![None; columns.len()];
    let mut misspelled = Vec::new();
    for (at, cell) in record.cells.iter().enumerate() {
        let span = Span::new(file, cell.start, cell.end);
        let name = cell.value(text);
        let nth = columns.iter().position(|column| column.name == name);
        match nth {
            Some(nth) if positions[nth].is_none() => positions[nth] = Some(at),
            Some(_) => found.add(
                Finding::new(
                    &codes::DUPLICATE_COLUMN,
                    span,
                    format!("the column `{name}` stands here a second time"),
                )
                .help("keep one of the two"),
            ),
            None if name.trim().is_empty() => found.add(
                Finding::new(&codes::EMPTY_COLUMN, span, "a column has no name")
                    .help("name it, or delete the column (is there a comma too many?)"),
            ),
            None => {
                misspelled.push((name, span));
            }
        }
    }
    let missing: Vec<&str> = columns
        .iter()
        .zip(&positions)
        .filter(|(column, position)| column.required && position.is_none())
        .map(|(column, _)| column.name.as_ref())
        .collect();
    let mut explained = Vec::new();
    for (name, span) in misspelled {
        let absent = columns
            .iter()
            .zip(&positions)
            .filter(|(_, position)| position.is_none())
            .map(|(column, _)| column.name.as_ref());
        // A required column under a misspelled name is one mistake, not two.
        let near = nearest(&name, absent.clone());
        explained.extend(near);
        let mut help = one_of(&name, absent);
        if near.is_none() && columns.iter().any(|column| column.name == "applicant") {
            help = format!("declare it in the scheme: [field.{name}]; or {help}");
        }
        found.add(
            Finding::new(
                &codes::UNKNOWN_COLUMN,
                span,
                format!("this file has no column `{name}`"),
            )
            .help(help),
        );
    }
    for name in missing {
        if !explained.contains(&name) {
            let span = Span::new(file, record.cells[0].start, record.end);
            found.add(missing_column(name, span));
        }
    }
    positions
}

pub(super) fn missing_column(name: &str, header: Span) -> Finding {
    let message = format!("the column `{name}` is missing");
    Finding::new(&codes::MISSING_COLUMN, header, message)
        .label("the header")
        .help("add it to the header, and a cell to each row")
}
