//! Columns, and rows that fit them.

use std::borrow::Cow;

use super::Cell;
use crate::model::Language;

/// What stands in one column, and how it may be set where room is short.
#[derive(Debug, Clone)]
pub struct Column {
    pub(super) key: Cow<'static, str>,
    pub(super) title: String,
    pub(super) elastic: bool,
    pub(super) optional: bool,
    pub(super) data_only: bool,
}

impl Column {
    /// A column by its key, which CSV and JSON show (`snake_case`, a stable
    /// interface, one of a kind in its grid), and the title that people read.
    pub fn new(key: impl Into<Cow<'static, str>>, title: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            elastic: false,
            optional: false,
            data_only: false,
        }
    }

    /// Free text: its words may be wrapped where the table would be too wide.
    pub fn elastic(mut self) -> Self {
        self.elastic = true;
        self
    }

    /// Left out of the text table when every cell is blank.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Shown by CSV and JSON alone: people would not miss it.
    pub fn data_only(mut self) -> Self {
        self.data_only = true;
        self
    }
}

/// A table of typed cells; every row has a cell for each column.
#[derive(Debug, Clone)]
pub struct Grid {
    language: Language,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    footer: Vec<Vec<Cell>>,
}

impl Grid {
    /// A grid without rows, whose text form writes numbers in `language`.
    pub fn new(language: Language, columns: impl Into<Vec<Column>>) -> Self {
        Self {
            language,
            columns: columns.into(),
            rows: Vec::new(),
            footer: Vec::new(),
        }
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When it has not one cell for each column.
    pub fn push(&mut self, row: impl Into<Vec<Cell>>) {
        let row = self.fitting(row.into());
        self.rows.push(row);
    }

    /// Adds a row of totals, which only the text table shows, under a rule.
    ///
    /// # Panics
    /// When it has not one cell for each column.
    pub fn push_footer(&mut self, row: impl Into<Vec<Cell>>) {
        let row = self.fitting(row.into());
        self.footer.push(row);
    }

    /// The language in which the text table writes numbers.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The columns, from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, without the footer.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The rows of totals.
    pub fn footer(&self) -> &[Vec<Cell>] {
        &self.footer
    }

    fn fitting(&self, row: Vec<Cell>) -> Vec<Cell> {
        assert_eq!(
            row.len(),
            self.columns.len(),
            "a row has one cell for each column"
        );
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "a row has one cell for each column")]
    fn a_row_that_does_not_fit_is_a_mistake_in_the_program() {
        let mut grid = Grid::new(Language::English, [Column::new("id", "Id")]);
        grid.push([Cell::id("A"), Cell::Blank]);
    }
}
