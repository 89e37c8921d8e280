//! A CSV file to rows of cells, with everything that is wrong with its form.
//!
//! Most rows are as they should be, and are handed on at once; the careful
//! looks are for those that have a sign of something else.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Finding, Findings};
use crate::source::{Origin, Place, Source};

use super::codes;
use super::header::{ABSENT, Header, Last, header, missing_column};
use super::person;
use super::quotes::broken;
use super::row_form::fits;
use super::rows::{Cells, Rows};
use super::word::Word;

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
    row: &'r Row<'r, 't>,
    nth: usize,
    start: usize,
}

impl<'r, 't> Cell<'r, 't> {
    /// What the cell says: doubled quotes made single.
    pub(super) fn text(&self) -> Cow<'t, str> {
        // Without quotes around it, a cell holds none.
        if self.row.cells.has_quotes && self.raw.contains('"') {
            Cow::Owned(self.raw.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(self.raw)
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.raw.is_empty()
    }

    pub(super) fn place(&self) -> Place {
        self.row.origin.cell(self.column().name.clone())
    }

    pub(super) fn name(&self) -> &'r str {
        &self.column().name
    }

    /// The cell as one number, if it is short.
    #[inline(always)]
    pub(super) fn word(&self) -> Option<Word> {
        Word::at(self.row.text.as_bytes(), self.start, self.raw.len())
    }

    /// What was read last in this file.
    pub(super) fn last(&self) -> &'r Last {
        &self.row.header.last
    }

    fn column(&self) -> &'r Column {
        &self.row.header.columns[self.nth]
    }
}

/// One row, with a cell for each column of the layout that the file has.
pub(super) struct Row<'r, 't> {
    /// The file in which it stands.
    pub(super) source: &'t Source,
    pub(super) text: &'t str,
    pub(super) cells: Cells<'r>,
    pub(super) header: &'r Header<'r>,
    /// Where the row stands.
    pub(super) origin: Origin,
}

impl<'t> Row<'_, 't> {
    /// The cell under the layout's nth column; a blank one where the file has
    /// no such column.
    #[inline(always)]
    pub(super) fn cell(&self, nth: usize) -> Cell<'_, 't> {
        let spot = self.cells.get(self.text, self.header.positions[nth]);
        let (start, end) = spot.unwrap_or_default();
        Cell {
            raw: &self.text[start..end],
            row: self,
            nth,
            start,
        }
    }

    /// The cell under the layout's nth column as one number, if it is short.
    #[inline(always)]
    pub(super) fn word(&self, nth: usize) -> Option<Word> {
        let (start, end) = self.cells.plain(self.header.positions[nth])?;
        Word::at(self.text.as_bytes(), start, end - start)
    }

    /// The digit that is all of the cell under the layout's nth column.
    #[inline(always)]
    pub(super) fn digit(&self, nth: usize) -> Option<u8> {
        let (start, end) = self.cells.plain(self.header.positions[nth])?;
        let digit = self.text.as_bytes().get(start)?.wrapping_sub(b'0');
        (end - start == 1 && digit <= 9).then_some(digit)
    }

    #[inline(always)]
    fn is_blank(&self) -> bool {
        let begins_at_once = matches!(self.text.as_bytes()[self.origin.start()], b'0'..=b'z');
        if begins_at_once {
            return false;
        }
        let mut cells = self.cells.all(self.text);
        cells.all(|(start, end)| is_white(&self.text[start..end]))
    }

    /// Whether the file has no such column.
    pub(super) fn lacks(&self, nth: usize) -> bool {
        self.header.positions[nth] == ABSENT
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
    each: impl FnMut(&Row<'_, 't>, &mut Findings),
) -> bool {
    let whole = 0..source.text().len();
    read_piece(source, columns, &whole, found, each)
}

/// As [`read`], of the rows that begin in a part of the text where lines begin.
pub(super) fn read_piece<'t>(
    source: &'t Source,
    columns: &[Column],
    piece: &Range<usize>,
    found: &mut Findings,
    mut each: impl FnMut(&Row<'_, 't>, &mut Findings),
) -> bool {
    let Some(header) = header(source, columns, found) else {
        return false;
    };
    let text = &source.text()[..piece.end];
    let start = piece.start.max(header.end);
    let may_hold_numbers = person::may_hold_number(&text.as_bytes()[piece.clone()]);
    let mut rows = Rows::from(text, start, header.width);
    let mut lost = 0;
    while let Some(start) = rows.start() {
        let origin = Origin::new(source.id(), start);
        match rows.cut() {
            Ok(cells) => {
                let row = Row {
                    source,
                    text,
                    cells,
                    header: &header,
                    origin,
                };
                if may_hold_numbers {
                    look_for_numbers(&row, found);
                }
                if row.is_blank() {
                    let finding = Finding::new(&codes::BLANK_ROW, origin, "a row without a value");
                    found.add(finding.help("delete the line"));
                } else if fits(&row, found) {
                    each(&row, found);
                } else {
                    lost += 1;
                }
            }
            Err(row) => {
                let (record, trouble) = *row;
                lost += 1;
                let width = Some(header.width);
                rows.go_to(broken(source, width, origin, &record, trouble, found));
            }
        }
        if lost > MOST_LOST {
            found.add(too_many_lost(origin));
            return false;
        }
    }
    lost == 0
}

fn look_for_numbers(row: &Row<'_, '_>, found: &mut Findings) {
    let account = row.header.account;
    let account = account.and_then(|position| row.cells.get(row.text, position));
    let account = account.map_or(0..0, |(start, end)| start..end);
    let start = row.origin.start();
    let text = &row.text[start..row.cells.end()];
    person::look_for_numbers(text, start, account, row.origin.file, found);
}

/// Whether a text is blank, or has nothing but spaces.
#[inline]
pub(super) fn is_white(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'!'..=b'~') => false,
        _ => text.trim().is_empty(),
    }
}

fn too_many_lost(origin: Origin) -> Finding {
    let message = format!("more than {MOST_LOST} rows are broken: reading stops here");
    Finding::new(&codes::ROW_LENGTH, origin, message).help("is this a file of rows at all?")
}

pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |line| at + line + 1)
}
