//! One sheet before its header is known: rows of cells, as the file has them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::reading;
use crate::source::{FileId, Sources};

use super::cell::Cell;

/// So many blank cells are drawn between two others.
#[cfg(feature = "spreadsheets")]
const MOST_BARS: usize = 100;

/// Cells beside and below one another: rows from 1 and columns from 0.
pub(super) type Area = (Range<usize>, Range<usize>);

/// The rows of one sheet; blank ones are left out, their numbers are not.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) file: FileId,
    /// The sheet's name in a spreadsheet.
    pub(super) name: Option<String>,
    /// How the file was read, in a few words each.
    pub(super) said: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Areas of which only the first cell has the value.
    pub(super) merged: Vec<Area>,
    /// Rows, from 1, that the spreadsheet does not show.
    pub(super) hidden: BTreeSet<usize>,
}

/// Takes a text into the sources. Numbers of persons are covered in it, so
/// that no finding which shows a line of the file shows one.
pub(super) fn add(sources: &mut Sources, name: &str, text: &str) -> FileId {
    sources.add(name.to_owned(), reading::cover_persons(text))
}

/// Lays cells out as a text that findings can point into: a line for each
/// row, so that the line is the row's number, and `|` between cells.
#[cfg(feature = "spreadsheets")]
pub(super) fn lay_out(rows: &mut [Vec<Cell>]) -> String {
    let mut text = String::new();
    let mut line = 1;
    for cells in rows {
        let number = cells.first().map_or(line, |cell| cell.row);
        while line < number {
            text.push('\n');
            line += 1;
        }
        let mut column = 0;
        for cell in cells {
            // A cell far out is not worth a thousand bars.
            let gap = (cell.column - column).min(MOST_BARS);
            text.push_str(&" | ".repeat(gap));
            column = cell.column;
            let start = text.len();
            text.push_str(&cell.text());
            cell.bytes = start..text.len();
        }
    }
    text.push('\n');
    text
}
