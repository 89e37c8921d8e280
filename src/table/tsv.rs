//! A grid as tab-separated values: keys as header, plain decimals, `\n`.
//!
//! Nothing is quoted, so that `cut` and `awk` work: a tab, a line feed, a
//! carriage return and a backslash in a cell are `\t`, `\n`, `\r` and `\\`.

use super::Grid;

pub(super) fn render(grid: &Grid<'_>) -> String {
    let mut out = String::new();
    push_line(
        &mut out,
        grid.columns().iter().map(|column| column.key.as_ref()),
    );
    for row in grid.rows() {
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
