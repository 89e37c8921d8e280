//! New rows to the end of a CSV text, in the text's own columns.

use std::io;

use unicode_normalization::UnicodeNormalization;

use crate::source::record_at;

use super::Refusal;

/// A row to append: a value for each column that has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    cells: Vec<(String, String)>,
}

impl Row {
    /// A row without a value yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a value under a column; a blank one is the same as none.
    #[must_use]
    pub fn cell(mut self, column: impl Into<String>, value: impl ToString) -> Self {
        self.cells.push((column.into(), value.to_string()));
        self
    }

    /// The value under a column; blank where there is none.
    pub fn value(&self, column: &str) -> &str {
        let cell = self.cells.iter().find(|(name, _)| name == column);
        cell.map_or("", |(_, value)| value)
    }
}

/// What is to be appended to which text.
#[derive(Debug)]
pub struct Append<'a> {
    /// What the file holds now; `None` for no file.
    pub to: Option<&'a str>,
    /// The columns of a new file, in order.
    pub columns: &'a [String],
    /// The rows, each value under its column's name.
    pub rows: &'a [Row],
}

impl Append<'_> {
    /// The text with the rows. What stood there already stays as it is to the
    /// byte; only a missing last line end is added. New cells are written in
    /// composed Unicode.
    ///
    /// # Errors
    /// When the text lacks a column for a value.
    pub fn text(&self) -> Result<String, Refusal> {
        let mut text = self.to.unwrap_or_default().to_owned();
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            text.push_str(&self.columns.join(","));
            text.push('\n');
        }
        let start = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
        let header = record_at(&text, start);
        let names: Vec<String> = header
            .cells
            .iter()
            .map(|cell| cell.value(&text).into_owned())
            .collect();
        let crlf = text[header.end..].starts_with("\r\n");
        if !text.ends_with('\n') {
            text.push_str(if crlf { "\r\n" } else { "\n" });
        }
        let mut writer = csv::WriterBuilder::new()
            .terminator(if crlf {
                csv::Terminator::CRLF
            } else {
                csv::Terminator::Any(b'\n')
            })
            .from_writer(text.into_bytes());
        for row in self.rows {
            let homeless = row
                .cells
                .iter()
                .find(|(column, value)| !value.is_empty() && !names.contains(column));
            if let Some((column, _)) = homeless {
                return Err(Refusal::NoColumn(column.clone()));
            }
            let cells = names
                .iter()
                .map(|name| row.value(name).nfc().collect::<String>());
            writer.write_record(cells).map_err(io::Error::from)?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| Refusal::System(error.into_error()))?;
        Ok(String::from_utf8(bytes).expect("text and text is text"))
    }
}

/// A CSV text with further columns at its right, blank in each row. What stood
/// there already stays as it is to the byte.
pub fn widened(text: &str, columns: &[String]) -> String {
    if columns.is_empty() || text.trim_start_matches('\u{feff}').trim().is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len();
    out.push_str(&text[..at]);
    let mut is_header = true;
    while at < text.len() {
        let record = record_at(text, at);
        out.push_str(&text[at..record.end]);
        for column in columns {
            out.push(',');
            out.push_str(if is_header { column } else { "" });
        }
        is_header = false;
        let rest = &text[record.end..];
        let ends = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        out.push_str(&rest[..ends]);
        at = record.end + ends;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(to: Option<&str>, row: Row) -> Result<String, Refusal> {
        Append {
            to,
            columns: &["date".to_owned(), "note".to_owned()],
            rows: &[row],
        }
        .text()
    }

    fn row(note: &str) -> Row {
        Row::new().cell("note", note).cell("date", "2024-01-02")
    }

    #[test]
    fn a_new_file_gets_a_header() {
        for none in [None, Some(""), Some("\n")] {
            let text = after(none, row("a, \"b\"")).unwrap();
            assert_eq!(
                text.trim_start(),
                "date,note\n2024-01-02,\"a, \"\"b\"\"\"\n"
            );
        }
    }

    #[test]
    fn the_text_keeps_its_columns_bytes_and_line_ends() {
        let old = "\u{feff}note,x,date\r\n\"q\",,2023-01-01";
        assert_eq!(
            after(Some(old), row("a, b")).unwrap(),
            format!("{old}\r\n\"a, b\",,2024-01-02\r\n")
        );
    }

    #[test]
    fn new_cells_are_composed_and_old_ones_are_left() {
        let old = "date,note\n2024-01-01,A\u{30a}l\n";
        assert_eq!(
            after(Some(old), row("A\u{30a}l")).unwrap(),
            format!("{old}2024-01-02,\u{c5}l\n")
        );
    }

    #[test]
    fn a_value_without_a_column_is_refused_and_a_blank_one_is_not() {
        let refusal = after(Some("date\n"), row("x")).unwrap_err();
        assert!(matches!(refusal, Refusal::NoColumn(column) if column == "note"));
        assert!(after(Some("date\n"), row("")).is_ok());
    }

    #[test]
    fn a_text_gets_columns_and_keeps_its_bytes() {
        let wide = |text| widened(text, &["x".to_owned(), "y".to_owned()]);
        assert_eq!(wide("a,b\r\n\"1\",2\r\n"), "a,b,x,y\r\n\"1\",2,,\r\n");
        assert_eq!(wide("a\n\n1"), "a,x,y\n\n1,,");
        assert_eq!(wide("\u{feff}\n"), "\u{feff}\n");
    }
}
