//! A grid as CSV: in the canonical form (keys as header, plain decimals, `\n`),
//! or as one language's Excel reads it.
//!
//! In the canonical form text stands as it is, so that what was read can be
//! written again.

use super::dialect::Dialect;
use super::{Cell, Column, Grid};

/// The canonical form.
pub(super) fn render(grid: &Grid<'_>) -> String {
    render_part(grid, true)
}

/// The canonical form of a part of a table: its rows, and the first time the
/// header above them.
pub(super) fn render_part(part: &Grid<'_>, is_first: bool) -> String {
    let mut out = String::with_capacity(part.rows().len() * ROW);
    if is_first {
        let header = part.columns().iter();
        CANONICAL.line(header, &mut out, |column, out| out.push_str(&column.key));
    }
    for row in part.rows() {
        CANONICAL.line(row, &mut out, Cell::write_plain);
    }
    out
}

/// With a byte order mark, by which Excel knows UTF-8, and CRLF.
pub(super) fn render_for_excel(grid: &Grid<'_>, dialect: Dialect) -> String {
    let form = Form {
        separator: dialect.separator(),
        line_end: "\r\n",
    };
    let mut out = "\u{feff}".to_owned();
    let header = grid.columns().iter();
    form.line(header, &mut out, |column: &Column, out| {
        out.push_str(&dialect.text(&column.key));
    });
    for row in grid.rows() {
        form.line(row, &mut out, |cell, out| out.push_str(&dialect.cell(cell)));
    }
    out
}

/// A row takes about so many bytes.
const ROW: usize = 160;

/// What parts cells and lines.
#[derive(Clone, Copy)]
struct Form {
    separator: u8,
    line_end: &'static str,
}

const CANONICAL: Form = Form {
    separator: b',',
    line_end: "\n",
};

impl Form {
    /// Writes a line of cells.
    fn line<T>(
        self,
        cells: impl IntoIterator<Item = T>,
        out: &mut String,
        write: impl Fn(T, &mut String),
    ) {
        let start = out.len();
        for (nth, cell) in cells.into_iter().enumerate() {
            if nth > 0 {
                out.push(char::from(self.separator));
            }
            let start = out.len();
            write(cell, out);
            self.quote(start, out);
        }
        if out.len() == start {
            // An empty line would be no row.
            out.push_str("\"\"");
        }
        out.push_str(self.line_end);
    }

    /// Puts the cell that begins there in quotes where it would else be read as
    /// something other than one cell.
    fn quote(self, start: usize, out: &mut String) {
        let is_odd = |byte: u8| matches!(byte, b'"' | b'\n' | b'\r') || byte == self.separator;
        let cell = out.as_bytes()[start..].iter();
        // Without a way out of the middle, so that many bytes are looked at at once.
        if cell.fold(false, |odd, &byte| odd | is_odd(byte)) {
            let doubled = out[start..].replace('"', "\"\"");
            out.truncate(start);
            out.push('"');
            out.push_str(&doubled);
            out.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use csv::{Terminator, WriterBuilder};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_those_of_the_csv_crate(
            cells in prop::collection::vec("[ab,;\"\r\n ÆØ]{0,5}", 1..5),
            is_for_excel in any::<bool>(),
        ) {
            let (separator, line_end, terminator) = if is_for_excel {
                (b';', "\r\n", Terminator::CRLF)
            } else {
                (b',', "\n", Terminator::Any(b'\n'))
            };
            let mut builder = WriterBuilder::new();
            let builder = builder.delimiter(separator).terminator(terminator);
            let mut writer = builder.from_writer(Vec::new());
            writer.write_record(&cells).expect("memory takes all bytes");
            let line = writer.into_inner().expect("memory takes all bytes");
            let mut out = "before\n".to_owned();
            let form = Form { separator, line_end };
            form.line(&cells, &mut out, |cell, out| out.push_str(cell));
            prop_assert_eq!(out, format!("before\n{}", String::from_utf8_lossy(&line)));
        }
    }
}
