//! A CSV file to rows of cells, with everything that is wrong with its form.
//!
//! Most rows are as they should be, and are handed on at once; the careful
//! looks are for those that have a sign of something else.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Finding, Findings};
use crate::parallel::{in_parallel, threads};
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

/// So many bytes are read by one thread at a time.
const PIECE: usize = 4 << 20;

/// What is made of a file piece by piece.
pub(super) trait Joined: Default + Send {
    /// Takes in what was made of the next piece.
    fn join(&mut self, next: Self);
}

impl<T: Send> Joined for Vec<T> {
    fn join(&mut self, mut next: Self) {
        if self.is_empty() {
            *self = next;
        } else {
            self.append(&mut next);
        }
    }
}

impl<A: Joined, B: Joined> Joined for (A, B) {
    fn join(&mut self, next: Self) {
        self.0.join(next.0);
        self.1.join(next.1);
    }
}

/// Reads every row of a file; `false` when rows were lost on the way. A large
/// file is read in pieces on all processors, a few at a time: what is made of
/// each is joined in their order before the next ones are read, and only a few
/// are held beside the whole.
pub(super) fn read_in_pieces<'t, M: Joined>(
    source: &'t Source,
    columns: &[Column],
    found: &mut Findings,
    each: impl Fn(&mut M, &Row<'_, 't>, &mut Findings) + Sync,
) -> (M, bool) {
    let pieces = pieces(source.text(), PIECE);
    if pieces.len() > 1
        && let Some(made) = pieces_made(source, columns, threads(), &pieces, &each)
    {
        return (made, true);
    }
    let mut made = M::default();
    let is_whole = read(source, columns, found, |row, found| {
        each(&mut made, row, found);
    });
    (made, is_whole)
}

/// A text in pieces that end where lines end.
fn pieces(text: &str, size: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = text.len().min(start + size);
        let line_end = text.as_bytes()[end..]
            .iter()
            .position(|byte| *byte == b'\n');
        let end = line_end.map_or(text.len(), |line_end| end + line_end + 1);
        pieces.push(start..end);
        start = end;
    }
    pieces
}

/// What is made of all pieces. `None` on one thread, and when anything was
/// found: a line may then have ended within a cell, and the pieces be none.
fn pieces_made<'t, M: Joined>(
    source: &'t Source,
    columns: &[Column],
    threads: usize,
    pieces: &[Range<usize>],
    each: &(impl Fn(&mut M, &Row<'_, 't>, &mut Findings) + Sync),
) -> Option<M> {
    if threads == 1 {
        return None;
    }
    let make = |piece: &Range<usize>| {
        let (mut made, mut found) = (M::default(), Findings::new());
        let is_whole = read_piece(source, columns, piece, &mut found, |row, found| {
            each(&mut made, row, found);
        });
        (is_whole && found.is_empty()).then_some(made)
    };
    let mut all = M::default();
    for few in pieces.chunks(threads) {
        for made in in_parallel(threads, few, make) {
            all.join(made?);
        }
    }
    Some(all)
}

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

fn read_piece<'t>(
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
            Err((record, trouble)) => {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Sources;

    const COLUMNS: [Column; 2] = [column("a", true), column("b", false)];

    /// The cells of a text that is read in pieces of so many bytes.
    fn cells(text: &str, size: usize, threads: usize) -> Option<Vec<String>> {
        let mut sources = Sources::new();
        let file = sources.add("awards.csv".into(), text.to_owned());
        let pieces = pieces(text, size);
        let each = |cells: &mut Vec<String>, row: &Row<'_, '_>, _: &mut Findings| {
            cells.extend([0, 1].map(|nth| row.cell(nth).text().into_owned()));
        };
        pieces_made(sources.get(file), &COLUMNS, threads, &pieces, &each)
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_hold_what_the_whole_does(
            rows in prop::collection::vec(("(x|å|\"y, z\"|\"\"\"\")", "[0-9]{0,3}", "(\n|\r\n|\n\n)"), 0..20),
            size in 1..200_usize,
        ) {
            let rows = rows.iter().map(|(a, b, end)| format!("{a},{b}{end}"));
            let text = rows.fold("a,b\n".to_owned(), |text, row| text + &row);
            let whole = cells(&text, text.len(), 2);
            prop_assert!(whole.is_some());
            prop_assert_eq!(cells(&text, size, 3), whole);
        }
    }

    #[test]
    fn a_line_that_ends_within_a_cell_is_read_on_one_thread() {
        let text = "a,b\nx,1\n\"two\nlines\",2\ny,3\n";
        assert!((1..text.len()).all(|size| cells(text, size, 2).is_none()));
        assert!(cells("a,b\nx,1\n", 4, 2).is_some());
        assert!(cells("a,b\nx,1\n", 4, 1).is_none());
    }
}
