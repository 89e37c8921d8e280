//! A CSV file to rows of cells, with everything that is wrong with its form.
//!
//! The csv crate finds the records. A record that holds a quote is walked once
//! more, strictly: the crate forgives what RFC 4180 forbids, and an unclosed
//! quote would swallow the rest of the file without a word.

use std::borrow::Cow;

use crate::diagnostic::{Finding, Findings};
use crate::source::{Origin, Place, Source, record_at};

use super::codes;
use super::header::{Header, header, missing_column};
use super::person;
use super::quotes::broken;
use super::row_form::fits;

/// One column that a file may have.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    /// Must the header have it?
    pub(super) required: bool,
}

/// A column of a fixed layout.
pub(super) const fn column(name: &'static str, required: bool) -> Column {
    Column {
        name: Cow::Borrowed(name),
        required,
    }
}

/// One cell of a row.
#[derive(Clone, Copy)]
pub(super) struct Cell<'r, 't> {
    /// What stands between the quotes, or between the commas.
    pub(super) raw: &'t str,
    escaped: bool,
    origin: Origin,
    column: &'r Column,
}

impl<'t> Cell<'_, 't> {
    /// What the cell says: doubled quotes made single.
    pub(super) fn text(&self) -> Cow<'t, str> {
        if self.escaped {
            Cow::Owned(self.raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(self.raw)
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.raw.is_empty()
    }

    pub(super) fn place(&self) -> Place {
        Place::Cell(self.origin, self.column.name.clone())
    }

    pub(super) fn column(&self) -> &str {
        &self.column.name
    }
}

/// One row, with a cell for each column of the layout that the file has.
pub(super) struct Row<'r, 't> {
    pub(super) text: &'t str,
    pub(super) cells: &'r [(usize, usize, bool)],
    pub(super) header: &'r Header<'r>,
    /// Where the row stands.
    pub(super) origin: Origin,
}

impl<'r, 't> Row<'r, 't> {
    /// The cell under the layout's nth column; a blank one where the file has
    /// no such column.
    pub(super) fn cell(&self, nth: usize) -> Cell<'r, 't> {
        let spot = self.header.positions[nth].and_then(|position| self.cells.get(position));
        let (start, end, quoted) = spot.copied().unwrap_or((0, 0, false));
        let raw = &self.text[start..end];
        Cell {
            raw,
            escaped: quoted && raw.contains('"'),
            origin: self.origin,
            column: &self.header.columns[nth],
        }
    }

    fn is_blank(&self) -> bool {
        self.cells
            .iter()
            .all(|(start, end, _)| self.text[*start..*end].trim().is_empty())
    }

    /// Whether the file has no such column.
    pub(super) fn lacks(&self, nth: usize) -> bool {
        self.header.positions[nth].is_none()
    }

    /// Says, once, that this row cannot do without a column that the file
    /// lacks. Of a column that every file needs, the header said it already.
    pub(super) fn needs_column(&self, nth: usize, found: &mut Findings) {
        let column = &self.header.columns[nth];
        let mut said = self.header.said.borrow_mut();
        if !column.required && !said.contains(&nth) {
            said.push(nth);
            let finding = missing_column(&column.name, self.header.span);
            found.add(finding.because(self.origin, "this row needs it"));
        }
    }
}

/// A file with more broken rows than this is none: each of them is kept to be
/// said, and the memory for that has an end.
const MOST_LOST: usize = 100_000;

/// Reads every row of a file; `false` when rows were lost on the way.
pub(super) fn read<'t>(
    source: &'t Source,
    columns: &[Column],
    found: &mut Findings,
    mut each: impl FnMut(&Row<'_, 't>, &mut Findings),
) -> bool {
    let Some(header) = header(source, columns, found) else {
        return false;
    };
    let text = source.text();
    let mut lost = 0;
    let mut cells = Vec::with_capacity(header.width);
    // One reader for all: it is dear to make.
    let rows = &text.as_bytes()[header.end..];
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(std::io::Cursor::new(rows));
    let mut record = ::csv::ByteRecord::new();
    let base = header.end;
    // Once more from the next line after each record that is broken.
    'records: loop {
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let at = record.position().map_or(0, ::csv::Position::byte);
            let start = after_line_ends(text, base + offset(at));
            let end = base + offset(reader.position().byte());
            let origin = Origin::new(source.id(), start);
            cells.clear();
            if text.as_bytes()[start..end].contains(&b'"') {
                let walked = record_at(text, start);
                if let Some(trouble) = walked.trouble {
                    lost += 1;
                    let width = Some(header.width);
                    let next = broken(source, width, origin, &walked, trouble, found);
                    let mut position = ::csv::Position::new();
                    position.set_byte((next - base) as u64);
                    if lost > MOST_LOST {
                        found.add(too_many_lost(origin));
                        return false;
                    }
                    if reader.seek(position).is_err() {
                        return false;
                    }
                    continue 'records;
                }
                cells.extend(walked.cells.iter().map(|cell| {
                    let quote = usize::from(cell.quoted);
                    (cell.start + quote, cell.end - quote, cell.quoted)
                }));
            } else {
                let mut at = start;
                cells.extend(record.iter().map(|cell| {
                    let spot = (at, at + cell.len(), false);
                    at += cell.len() + 1;
                    spot
                }));
            }
            let row = Row {
                text,
                cells: &cells,
                header: &header,
                origin,
            };
            let account = header
                .account
                .and_then(|position| cells.get(position))
                .map_or(0..0, |(start, end, _)| *start..*end);
            person::look_for_numbers(&text[start..end], start, account, source.id(), found);
            if row.is_blank() {
                let finding = Finding::new(&codes::BLANK_ROW, origin, "a row without a value");
                found.add(finding.help("delete the line"));
            } else if fits(&row, end == text.len(), found) {
                each(&row, found);
            } else {
                lost += 1;
            }
            if lost > MOST_LOST {
                found.add(too_many_lost(origin));
                return false;
            }
        }
        return lost == 0;
    }
}

fn too_many_lost(origin: Origin) -> Finding {
    let message = format!("more than {MOST_LOST} rows are broken: reading stops here");
    Finding::new(&codes::ROW_LENGTH, origin, message).help("is this a file of rows at all?")
}

fn offset(byte: u64) -> usize {
    usize::try_from(byte).expect("the file is in memory")
}

/// With CRLF the csv crate counts from the line feed before the record.
fn after_line_ends(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    let ends = rest
        .iter()
        .take_while(|&&byte| byte == b'\n' || byte == b'\r');
    start + ends.count()
}

pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |line| at + line + 1)
}
