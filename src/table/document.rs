//! What a view prints: tables for people with the words that belong to them,
//! and one table for programs.

use super::Grid;

/// A view, whatever the format.
#[derive(Debug, Clone)]
pub struct Document<'g> {
    title: String,
    data: &'g Grid<'g>,
    parts: Vec<Part<'g>>,
}

/// What stands below one another on a page.
#[derive(Debug, Clone)]
pub(super) enum Part<'g> {
    Grid(&'g Grid<'g>),
    /// Sentences, a line each.
    Notes(Vec<String>),
    /// A title and the lines under it. A line that begins with spaces is set in
    /// further.
    Section {
        title: String,
        lines: Vec<String>,
    },
}

impl<'g> Document<'g> {
    /// A table, for people and programs.
    pub fn of(grid: &'g Grid<'g>) -> Self {
        Self {
            title: grid.title().into_owned(),
            data: grid,
            parts: vec![Part::Grid(grid)],
        }
    }

    /// A page of that title for people, which has no parts as yet; programs get
    /// `data` instead.
    pub fn page(title: impl Into<String>, data: &'g Grid<'g>) -> Self {
        Self {
            title: title.into(),
            data,
            parts: Vec::new(),
        }
    }

    /// Adds a table.
    pub fn grid(mut self, grid: &'g Grid<'g>) -> Self {
        self.parts.push(Part::Grid(grid));
        self
    }

    /// Adds sentences, a line each, to those that stand there.
    pub fn notes(mut self, lines: impl Into<Vec<String>>) -> Self {
        let lines = lines.into();
        match self.parts.last_mut() {
            Some(Part::Notes(before)) => before.extend(lines),
            _ if lines.is_empty() => {}
            _ => self.parts.push(Part::Notes(lines)),
        }
        self
    }

    /// Adds a title and the lines under it.
    pub fn section(mut self, title: impl Into<String>, lines: impl Into<Vec<String>>) -> Self {
        let (title, lines) = (title.into(), lines.into());
        self.parts.push(Part::Section { title, lines });
        self
    }

    /// What it is about, in a few words.
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn parts(&self) -> &[Part<'g>] {
        &self.parts
    }

    /// The table for programs.
    pub(super) fn data(&self) -> &'g Grid<'g> {
        self.data
    }
}
