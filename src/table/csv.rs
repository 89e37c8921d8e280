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
    filled(writer, grid, Cell::plain, verbatim)
}

/// With a byte order mark, by which Excel knows UTF-8, and CRLF.
pub(super) fn render_for_excel(grid: &Grid, dialect: Dialect) -> String {
    let writer = WriterBuilder::new()
        .delimiter(dialect.separator())
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    filled(
        writer,
        grid,
        |cell| Cow::Owned(dialect.cell(cell)),
        |key| Cow::Owned(dialect.text(key)),
    )
}

fn verbatim(key: &str) -> Cow<'_, str> {
    Cow::Borrowed(key)
}

fn filled(
    mut writer: Writer<Vec<u8>>,
    grid: &Grid,
    cell: impl for<'c> Fn(&'c Cell) -> Cow<'c, str>,
    key: impl for<'c> Fn(&'c str) -> Cow<'c, str>,
) -> String {
    let columns = grid.columns().iter();
    let header = columns.map(|column| key(&column.key).into_owned());
    writer
        .write_record(header.collect::<Vec<_>>())
        .expect("memory takes all bytes");
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
    let bytes = writer.into_inner().expect("memory takes all bytes");
    String::from_utf8(bytes).expect("cells are UTF-8")
}
