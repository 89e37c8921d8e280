//! The formats in which a grid is printed.

use super::{Grid, csv, json, text};

/// How a grid is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned text, for people.
    #[default]
    Table,
    /// Comma-separated values, for spreadsheets and programs.
    Csv,
    /// An array of objects, for programs.
    Json,
}

impl Format {
    /// Every format with the name that users give it.
    pub const ALL: [(&'static str, Self); 3] = [
        ("table", Self::Table),
        ("csv", Self::Csv),
        ("json", Self::Json),
    ];

    /// The format of a name such as `csv`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find_map(|(known, format)| (known == name).then_some(format))
    }
}

/// Writes a grid in a format, with a final line end; `width` is that of the
/// terminal, in columns, and counts for [`Format::Table`] alone.
pub fn render(grid: &Grid, format: Format, width: usize) -> String {
    match format {
        Format::Table => text::render(grid, width),
        Format::Csv => csv::render(grid),
        Format::Json => json::render(grid),
    }
}
