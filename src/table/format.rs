//! The formats in which a view is printed.

use super::dialect::Dialect;
use super::document::Document;
use super::{csv, html, json, markdown, page, tsv, xlsx};

/// How a view is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned text, for people.
    #[default]
    Table,
    /// Comma-separated values, for programs.
    Csv,
    /// Comma- or semicolon-separated values, for one language's Excel.
    ExcelCsv(Dialect),
    /// Tab-separated values, for programs.
    Tsv,
    /// An array of objects, for programs.
    Json,
    /// The same objects, a line each.
    JsonLines,
    /// Tables of Markdown as GitHub has them, for people.
    Markdown,
    /// A page for a browser, for people.
    Html,
    /// A workbook of Excel's, for people and sums.
    Xlsx,
}

/// Why a view cannot be written in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritable {
    /// The program was built without spreadsheets.
    NoSpreadsheets,
    /// A spreadsheet does not hold so many rows.
    TooManyRows(usize),
}

impl Format {
    /// Whether people read it: it has the words around the tables, and may have
    /// several tables.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown | Self::Html | Self::Xlsx)
    }

    /// Whether this build can write it.
    ///
    /// # Errors
    /// For a spreadsheet where the feature `spreadsheets` was left out.
    pub fn is_built(self) -> Result<(), Unwritable> {
        match self {
            Self::Xlsx if !cfg!(feature = "spreadsheets") => Err(Unwritable::NoSpreadsheets),
            _ => Ok(()),
        }
    }

    /// Writes a document, with a final line end where it is text; `width` is
    /// that of the terminal, in columns, and counts for [`Format::Table`] alone.
    ///
    /// # Errors
    /// When a spreadsheet cannot hold it, or the program cannot write one.
    pub fn write(self, document: &Document<'_>, width: usize) -> Result<Vec<u8>, Unwritable> {
        let text = match self {
            Self::Table => page::render(document, width),
            Self::Csv => csv::render(document.data()),
            Self::ExcelCsv(dialect) => csv::render_for_excel(document.data(), dialect),
            Self::Tsv => tsv::render(document.data()),
            Self::Json => json::render(document.data()),
            Self::JsonLines => json::render_lines(document.data()),
            Self::Markdown => markdown::render(document),
            Self::Html => html::render(document),
            Self::Xlsx => return xlsx::render(document),
        };
        Ok(text.into_bytes())
    }
}

impl std::fmt::Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSpreadsheets => f.write_str(
                "this build writes no spreadsheets: build it with the feature `spreadsheets`, \
                 or use --csv-dialect",
            ),
            Self::TooManyRows(rows) => write!(
                f,
                "a spreadsheet holds 1048576 rows, and this view has {rows}: use csv"
            ),
        }
    }
}

impl std::error::Error for Unwritable {}
