//! New rows to the end of a CSV file, in the file's own columns.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use crate::source::record_at;

use super::replace;

/// Rows to append: a value for each column that has one.
pub type Row = Vec<(&'static str, String)>;

/// What is to be appended to which columns.
#[derive(Debug)]
pub struct Append<'a> {
    /// The columns of a new file, in order.
    pub columns: &'a [&'static str],
    /// The rows, each cell under its column's name; blank cells may be left out.
    pub rows: &'a [Row],
    /// What the file held when the rows were decided on; `None` for no file.
    pub expected: Option<&'a str>,
}

/// The file lacks a column for a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoColumn {
    /// Its name.
    pub column: &'static str,
}

impl fmt::Display for NoColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the file has no column `{}`: add it to the header, and a comma to each row",
            self.column
        )
    }
}

impl std::error::Error for NoColumn {}

/// Appends rows; bytes that stand there already are kept as they are.
///
/// # Errors
/// When the file lacks a column, changed since `expected` was read, or cannot
/// be written.
pub fn append(path: &Path, append: &Append<'_>) -> io::Result<()> {
    let now = match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if now.as_deref() != append.expected.map(str::as_bytes) {
        return Err(io::Error::other(
            "the file was changed meanwhile: nothing was recorded, run the command again",
        ));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let text = appended(append)?;
    replace(path, text.as_bytes())
}

fn appended(append: &Append<'_>) -> io::Result<String> {
    let mut text = append.expected.unwrap_or_default().to_owned();
    if text.trim().is_empty() {
        text = append.columns.join(",") + "\n";
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
    for row in append.rows {
        for (column, value) in row {
            if !value.is_empty() && !names.iter().any(|name| name == column) {
                return Err(io::Error::other(NoColumn { column }));
            }
        }
        let cells = names.iter().map(|name| {
            let cell = row.iter().find(|(column, _)| column == name);
            cell.map_or("", |(_, value)| value.as_str())
        });
        writer.write_record(cells)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(expected: Option<&str>, rows: &[Row]) -> io::Result<String> {
        appended(&Append {
            columns: &["date", "note"],
            rows,
            expected,
        })
    }

    #[test]
    fn the_file_keeps_its_columns_and_line_ends() {
        let row = vec![
            ("note", "a, \"b\"".to_owned()),
            ("date", "2024-01-02".to_owned()),
        ];
        assert_eq!(
            after(None, std::slice::from_ref(&row)).unwrap(),
            "date,note\n2024-01-02,\"a, \"\"b\"\"\"\n"
        );
        assert_eq!(
            after(
                Some("note,x,date\r\n\"q\",,2023-01-01"),
                std::slice::from_ref(&row)
            )
            .unwrap(),
            "note,x,date\r\n\"q\",,2023-01-01\r\n\"a, \"\"b\"\"\",,2024-01-02\r\n"
        );
    }

    #[test]
    fn a_value_without_a_column_is_refused() {
        let row = vec![("note", "x".to_owned())];
        let error = after(Some("date\n"), &[row]).unwrap_err();
        assert!(error.to_string().contains("no column `note`"));
    }
}
