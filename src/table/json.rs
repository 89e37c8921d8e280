//! A grid as JSON: an array with an object for each row, its keys in the order
//! of the columns; or the objects alone, a line each.
//!
//! Amounts and other decimals are strings, since many programs read a JSON
//! number as a binary fraction; a blank is `null`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Cell, Column, Grid};
use crate::source::visible_json;

struct Rows<'g>(&'g Grid<'g>);

struct Row<'g> {
    columns: &'g [Column],
    cells: &'g [Cell<'g>],
}

struct Value<'g>(&'g Cell<'g>);

pub(super) fn render(grid: &Grid<'_>) -> String {
    let mut json = serde_json::to_string_pretty(&Rows(grid)).expect("cells are JSON values");
    json.push('\n');
    visible_json(json)
}

/// An object for each row, on a line of its own.
pub(super) fn render_lines(grid: &Grid<'_>) -> String {
    let mut out = String::new();
    let columns = grid.columns();
    for cells in grid.rows() {
        let row = Row { columns, cells };
        out += &serde_json::to_string(&row).expect("cells are JSON values");
        out.push('\n');
    }
    visible_json(out)
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.0.columns();
        serializer.collect_seq(self.0.rows().map(|cells| Row { columns, cells }))
    }
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(&column.key, &Value(cell))?;
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Count(count) => serializer.serialize_u64(*count),
            Cell::Bool(truth) => serializer.serialize_bool(*truth),
            Cell::List(items) => serializer.collect_seq(items),
            blank if blank.is_blank() => serializer.serialize_none(),
            cell => serializer.serialize_str(&cell.plain()),
        }
    }
}
