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
pub(super) fn render(grid: &Grid) -> String {
    let writer = Writer::from_writer(Vec::new());
    text(filled(writer, grid, Cell::plain, verbatim))
}

/// The canonical form of one table whose rows come in parts with the same
/// columns, none of them kept.
pub fn csv_of_parts(parts: impl Iterator<Item = Grid>) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    for (nth, part) in parts.enumerate() {
        writer = match nth {
            0 => filled(writer, &part, Cell::plain, verbatim),
            _ => with_rows(writer, &part, Cell::plain),
        };
    }
    text(writer)
}

/// With a byte order mark, by which Excel knows UTF-8, and CRLF.
pub(super) fn render_for_excel(grid: &Grid, dialect: Dialect) -> String {
    let writer = WriterBuilder::new()
        .delimiter(dialect.separator())
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    text(filled(
        writer,
        grid,
        |cell| Cow::Owned(dialect.cell(cell)),
        |key| Cow::Owned(dialect.text(key)),
    ))
}

fn verbatim(key: &str) -> Cow<'_, str> {
    Cow::Borrowed(key)
}

fn filled(
    mut writer: Writer<Vec<u8>>,
    grid: &Grid,
    cell: impl for<'c> Fn(&'c Cell) -> Cow<'c, str>,
    key: impl for<'c> Fn(&'c str) -> Cow<'c, str>,
) -> Writer<Vec<u8>> {
    let columns = grid.columns().iter();
    let header = columns.map(|column| key(&column.key).into_owned());
    writer
        .write_record(header.collect::<Vec<_>>())
        .expect("memory takes all bytes");
    with_rows(writer, grid, cell)
}

fn with_rows(
    mut writer: Writer<Vec<u8>>,
    grid: &Grid,
    cell: impl for<'c> Fn(&'c Cell) -> Cow<'c, str>,
) -> Writer<Vec<u8>> {
    for row in grid.rows() {
        for value in row {
            writer
                .write_field(cell(value).as_ref())
                .expect("memory takes all bytes");
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
