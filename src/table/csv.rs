//! A grid as CSV in the canonical form: keys as header, plain decimals, `\n`.
//!
//! Text stands as it is, so that what was read can be written again.

use ::csv::Writer;

use super::Grid;

pub(super) fn render(grid: &Grid) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    let header = grid.columns().iter().map(|column| column.key.as_ref());
    writer.write_record(header).expect("memory takes all bytes");
    for row in grid.rows() {
        let cells = row.iter().map(|cell| cell.plain());
        for cell in cells {
            writer
                .write_field(cell.as_ref())
                .expect("memory takes all bytes");
        }
        writer
            .write_record(None::<&[u8]>)
            .expect("a row has one cell for each column");
    }
    let bytes = writer.into_inner().expect("memory takes all bytes");
    String::from_utf8(bytes).expect("cells are UTF-8")
}
