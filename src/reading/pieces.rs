//! A large CSV file read in pieces, on all processors.

use std::ops::Range;

use crate::diagnostic::Findings;
use crate::parallel::{in_turn, threads};
use crate::source::Source;

use super::csv::{Column, Row, read, read_piece};
use super::value::Read;

/// So many bytes are read by one thread at a time.
const PIECE: usize = 256 << 10;
/// A file of fewer bytes is read as a whole.
const LARGE: usize = 4 << 20;

/// What is made of a file piece by piece.
pub(super) trait Joined: Send {
    /// Nothing yet, with room for what so many rows say.
    fn with_room(rows: usize) -> Self;

    /// Takes in what was made of the next piece.
    fn join(&mut self, next: Self);
}

impl<T: Send> Joined for Vec<T> {
    fn with_room(rows: usize) -> Self {
        let mut made = Self::new();
        // Of a file of blank lines, the system may not have it: it is not needed.
        let _ = made.try_reserve_exact(rows);
        made
    }

    fn join(&mut self, mut next: Self) {
        self.append(&mut next);
    }
}

/// Reads every row of a file; `false` when rows were lost on the way. A large
/// file is read in pieces on all processors: what is made of each is joined in
/// their order while the next ones are read, and only a few are held beside the
/// whole.
pub(super) fn read_in_pieces<'t, M: Joined>(
    source: &'t Source,
    columns: &[Column],
    found: &mut Findings,
    each: impl Fn(&mut M, &Row<'_, 't>, &mut Findings) + Sync,
) -> (M, bool) {
    if source.text().len() >= LARGE {
        let pieces = pieces(source.text(), PIECE);
        if let Some(made) = pieces_made(source, columns, threads(), &pieces, &each) {
            return (made, true);
        }
    }
    let mut made = M::with_room(lines(source.text()));
    let is_whole = read(source, columns, found, |row, found| {
        each(&mut made, row, found);
    });
    (made, is_whole)
}

/// What each row of a file says, where it can be understood; read as
/// [`read_in_pieces`] does. Of a file that there is not, nothing.
pub(super) fn read_each<'t, T: Send>(
    source: Option<&'t Source>,
    columns: &[Column],
    found: &mut Findings,
    make: impl Fn(&Row<'_, 't>, &mut Findings) -> Read<T> + Sync,
) -> Vec<T> {
    let Some(source) = source else {
        return Vec::new();
    };
    let each = |made: &mut Vec<T>, row: &Row<'_, 't>, found: &mut Findings| {
        made.extend(make(row, found));
    };
    read_in_pieces(source, columns, found, each).0
}

/// How many lines end in a text.
fn lines(text: &str) -> usize {
    // A byte holds what is counted of so few, and many are counted at once.
    let few = text.as_bytes().chunks(usize::from(u8::MAX));
    let ends = |few: &[u8]| few.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    few.map(|few| usize::from(ends(few))).sum()
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
        let mut found = Findings::new();
        let mut made = M::with_room(lines(&source.text()[piece.clone()]));
        let is_whole = read_piece(source, columns, piece, &mut found, |row, found| {
            each(&mut made, row, found);
        });
        (is_whole && found.is_empty()).then_some(made)
    };
    let mut all = M::with_room(lines(source.text()));
    let join = |made: Option<M>| made.map(|made| all.join(made)).is_some();
    in_turn(threads, pieces, make, join).then_some(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::csv::column;
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
