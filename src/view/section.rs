//! Text for people in sections, and the same as a grid for programs.

use crate::model::Language;
use crate::table::{Cell, Column, Grid};

/// A title and the lines under it. A line that begins with spaces is set in
/// further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub lines: Vec<String>,
}

impl Section {
    /// A section.
    pub fn new(title: impl Into<String>, lines: Vec<String>) -> Self {
        Self {
            title: title.into(),
            lines,
        }
    }
}

/// Sections as a grid: a row for each line.
pub fn sections(language: Language, sections: &[Section]) -> Grid<'static> {
    let columns = [Column::new("part", "Part"), Column::new("line", "Line")];
    let mut grid = Grid::new(language, columns);
    for section in sections {
        for line in &section.lines {
            grid.push([
                Cell::text(section.title.as_str()),
                Cell::text(line.trim_start()),
            ]);
        }
    }
    grid
}
