//! A grid as CSV: in the canonical form (keys as header, plain decimals, `\n`),
//! or as one language's Excel reads it.
//!
//! In the canonical form text stands as it is, so that what was read can be
//! written again.

use std::borrow::Cow;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::dialect::Dialect;
use super::{Cell, Grid};

/// The canonical form.
pub(super) fn render(grid: &Grid<'_>) -> String {
    let writer = Writer::from_writer(Vec::new());
    text(filled(writer, grid, write_plain, verbatim))
}

/// The canonical form of a part of a table: its rows, and the first time the
/// header above them.
pub(super) fn render_part(part: &Grid<'_>, is_first: bool) -> String {
    if is_first {
        return render(part);
    }
    text(with_rows(
        Writer::from_writer(Vec::new()),
        part,
        write_plain,
    ))
}

/// With a byte order mark, by which Excel knows UTF-8, and CRLF.
pub(super) fn render_for_excel(grid: &Grid<'_>, dialect: Dialect) -> String {
    let writer = WriterBuilder::new()
        .delimiter(dialect.separator())
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    text(filled(
        writer,
        grid,
        |cell, out| out.push_str(&dialect.cell(cell)),
        |key| Cow::Owned(dialect.text(key)),
    ))
}

/// A cell as it stands in the canonical form.
fn write_plain(cell: &Cell<'_>, out: &mut String) {
    cell.write_plain(out);
}

fn verbatim(key: &str) -> Cow<'_, str> {
    Cow::Borrowed(key)
}

fn filled(
    mut writer: Writer<Vec<u8>>,
    grid: &Grid<'_>,
    write: impl Fn(&Cell<'_>, &mut String),
    key: impl for<'c> Fn(&'c str) -> Cow<'c, str>,
) -> Writer<Vec<u8>> {
    let columns = grid.columns().iter();
    let header = columns.map(|column| key(&column.key).into_owned());
    writer
        .write_record(header.collect::<Vec<_>>())
        .expect("memory takes all bytes");
    with_rows(writer, grid, write)
}

fn with_rows(
    mut writer: Writer<Vec<u8>>,
    grid: &Grid<'_>,
    write: impl Fn(&Cell<'_>, &mut String),
) -> Writer<Vec<u8>> {
    let mut text = String::new();
    for row in grid.rows() {
        for cell in row {
            text.clear();
            write(cell, &mut text);
            writer.write_field(&text).expect("memory takes all bytes");
        }
        writer
            .write_record(None::<&[u8]>)
            .expect("a row has one cell for each column");
    }
    writer
}

fn text(writer: Writer<Vec<u8>>) -> String {
    let bytes = writer.into_inner().expect("memory takes all bytes");
    String::from_utf8(bytes).expect("cells are UTF-8")
}
