//! A large CSV file read in pieces, on all processors.

use std::ops::Range;

use crate::diagnostic::Findings;
use crate::parallel::{in_parallel, threads};
use crate::source::Source;

use super::csv::{Column, Row, read, read_piece};
use super::value::Read;

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
