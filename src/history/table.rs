//! A CSV text as rows of named cells, the same for equal facts: whatever the
//! order of the columns, the quotes, the line ends.

use std::borrow::Cow;

use crate::source::record_at;

/// How a cell of a column is written: equal values have equal texts.
pub type Form<'f> = &'f dyn Fn(&str, &str) -> String;

/// The rows of one file.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) columns: Vec<Cow<'t, str>>,
    pub(super) rows: Vec<Row>,
    /// The bytes of the header.
    pub(super) header: (usize, usize),
}

/// One row: what it says, and where it stands.
#[derive(Debug)]
pub(super) struct Row {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// The cells that are not blank, by column.
    pub(super) cells: Cells,
}

/// The cells of a row that are not blank, sorted by their columns' names.
pub(super) type Cells = Vec<(String, String)>;

/// Whether the header of a file has a column of that name.
pub fn has_column(text: &str, name: &str) -> bool {
    let header = record_at(text, next_record(text, 0));
    header.cells.iter().any(|cell| cell.value(text) == name)
}

impl<'t> Table<'t> {
    pub(super) fn of(text: &'t str, form: Form<'_>) -> Self {
        let start = next_record(text, 0);
        let header = record_at(text, start);
        let columns: Vec<Cow<'t, str>> = header.cells.iter().map(|cell| cell.value(text)).collect();
        let mut rows = Vec::new();
        let mut at = next_record(text, header.end);
        while at < text.len() {
            let record = record_at(text, at);
            let named = columns.iter().zip(&record.cells);
            let mut cells: Cells = named
                .map(|(column, cell)| (column.to_string(), form(column, &cell.value(text))))
                .filter(|(_, value)| !value.is_empty())
                .collect();
            cells.sort_unstable();
            if !cells.is_empty() {
                rows.push(Row {
                    start: at,
                    end: record.end,
                    cells,
                });
            }
            at = next_record(text, record.end.max(at + 1));
        }
        Self {
            columns,
            rows,
            header: (start, header.end),
        }
    }
}

impl Row {
    /// What stands under a column; nothing where the cell is blank.
    pub(super) fn cell(&self, column: &str) -> &str {
        let mut cells = self.cells.iter();
        let cell = cells.find(|(name, _)| name == column);
        cell.map_or("", |(_, value)| value)
    }
}

fn next_record(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    text.len() - rest.trim_start_matches(['\u{feff}', '\r', '\n']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_facts_are_equal_rows() {
        let plain = |_: &str, cell: &str| cell.to_owned();
        let one = Table::of("a,b\n1,\"x, y\"\n", &plain);
        let two = Table::of("\u{feff}b,c,a\r\n\"x, y\",,\"1\"\r\n\r\n,,\r\n", &plain);
        assert_eq!(one.rows.len(), 1);
        assert_eq!(two.rows.len(), 1);
        assert_eq!(one.rows[0].cells, two.rows[0].cells);
        assert_eq!(two.rows[0].cell("b"), "x, y");
        assert_eq!(two.rows[0].cell("c"), "");
        assert!(Table::of("", &plain).rows.is_empty());
    }
}
