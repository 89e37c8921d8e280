//! A grid as tab-separated values: keys as header, plain decimals, `\n`.
//!
//! Nothing is quoted, so that `cut` and `awk` work: a tab, a line feed, a
//! carriage return and a backslash in a cell are `\t`, `\n`, `\r` and `\\`.

use super::Grid;

pub(super) fn render(grid: &Grid<'_>) -> String {
    render_part(grid, true)
}

/// A part of a table: its rows, and the first time the header above them.
pub(super) fn render_part(part: &Grid<'_>, is_first: bool) -> String {
    let mut out = String::new();
    if is_first {
        let keys = part.columns().iter().map(|column| column.key.as_ref());
        push_line(&mut out, keys);
    }
    for row in part.rows() {
        let cells: Vec<_> = row.iter().map(|cell| cell.plain()).collect();
        push_line(&mut out, cells.iter().map(AsRef::as_ref));
    }
    out
}

fn push_line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (nth, cell) in cells.enumerate() {
        if nth > 0 {
            out.push('\t');
        }
        for character in cell.chars() {
            match character {
                '\t' => out.push_str("\\t"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\\' => out.push_str("\\\\"),
                other => out.push(other),
            }
        }
    }
    out.push('\n');
}
