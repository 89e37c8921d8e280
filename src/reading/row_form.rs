//! Whether a row has the form of its file: as many cells as the header, none
//! of them monstrous.

use crate::diagnostic::{Finding, Findings};
use crate::model::counted;
use crate::source::Span;

use super::codes;
use super::csv::Row;

/// No honest cell is longer; a longer one is a file gone wrong.
const LONGEST_CELL: usize = 64 * 1024;

/// Whether a row has the header's length, and no monstrous cell.
#[inline]
pub(super) fn fits(row: &Row<'_, '_>, found: &mut Findings) -> bool {
    let is_long = row.cells.end() - row.origin.start() > LONGEST_CELL;
    let is_whole = row.cells.count() == row.header.width;
    (is_whole && !is_long) || fits_nevertheless(row, found)
}

fn fits_nevertheless(row: &Row<'_, '_>, found: &mut Findings) -> bool {
    let file = row.origin.file;
    let is_long = |(start, end): &(usize, usize)| end - start > LONGEST_CELL;
    if let Some((start, end)) = row.cells.all(row.text).find(is_long) {
        found.add(
            Finding::new(
                &codes::OVERSIZED_CELL,
                Span::new(file, start, start + 1),
                format!("a cell of {} bytes", end - start),
            )
            .label("begins here")
            .help("a cell has at most 64 KiB"),
        );
        return false;
    }
    let (is, wanted) = (row.cells.count(), row.header.width);
    if is == wanted {
        return true;
    }
    if row.cells.end() == row.text.len() && is < wanted {
        found.add(
            Finding::new(
                &codes::TORN_ROW,
                row.origin,
                format!("the last row breaks off after {is} of {wanted} cells"),
            )
            .label("no line end either: was the file cut short?")
            .help("complete the row, or delete it if it is recorded elsewhere"),
        );
        return false;
    }
    let finding = if is < wanted {
        Finding::new(
            &codes::ROW_LENGTH,
            row.origin,
            format!("the row has {is} cells, the header has {wanted}"),
        )
        .label(format!("{} missing", counted(wanted - is, "cell")))
        .help("blank cells keep their commas")
    } else {
        let more: Vec<_> = row.cells.all(row.text).skip(wanted).collect();
        let (start, end) = (more[0].0, more[more.len() - 1].1);
        Finding::new(
            &codes::ROW_LENGTH,
            Span::new(file, start, end),
            format!("the row has {is} cells, the header has {wanted}"),
        )
        .label(format!("{} too many", counted(is - wanted, "cell")))
        .help("put a cell that holds a comma in quotes: \"…, …\"")
    };
    found.add(finding);
    false
}
