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

    /// Shown by the formats for programs and in spreadsheets: people would not
    /// miss it on a page.
    pub fn data_only(mut self) -> Self {
        self.data_only = true;
        self
    }

    /// What stands above the column on a page: its title, or where the text
    /// table needs none, the words of its key.
    pub(super) fn heading(&self) -> Cow<'_, str> {
        if self.title.is_empty() {
            Cow::Owned(self.words())
        } else {
            Cow::Borrowed(&self.title)
        }
    }

    /// The words of the key, such as `Paid is known`.
    pub(super) fn words(&self) -> String {
        let words = self.key.replace('_', " ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }
}

/// A row under a rule.
#[derive(Debug, Clone)]
pub(super) struct Total<'g> {
    /// One for each column.
    pub cells: Vec<Cell<'g>>,
    /// It adds up the rows that have the same cells as it in these columns.
    #[cfg_attr(
        not(feature = "spreadsheets"),
        expect(dead_code, reason = "only spreadsheets add up again")
    )]
    pub by: Vec<usize>,
}

/// A table of typed cells; every row has a cell for each column.
#[derive(Debug, Clone)]
pub struct Grid<'g> {
    name: String,
    about: String,
    language: Language,
    columns: Vec<Column>,
    /// Row by row.
    cells: Vec<Cell<'g>>,
    totals: Vec<Total<'g>>,
}

impl<'g> Grid<'g> {
    /// A grid without rows, whose text form writes numbers in `language`.
    pub fn new(language: Language, columns: impl Into<Vec<Column>>) -> Self {
        Self {
            name: String::new(),
            about: String::new(),
            language,
            columns: columns.into(),
            cells: Vec::new(),
            totals: Vec::new(),
        }
    }

    /// Says what the grid shows, in a word or two, and of what: the name of a
    /// sheet; together the caption of a page's table. The text table goes
    /// without.
    pub fn set_title(&mut self, name: impl Into<String>, about: impl Into<String>) {
        self.name = name.into();
        self.about = about.into();
    }

    /// Makes room for so many rows more.
    pub fn reserve(&mut self, rows: usize) {
        self.cells.reserve(rows * self.columns.len());
    }

    /// Adds a row.
    ///
    /// # Panics
    /// When it has not one cell for each column.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cell<'g>>) {
        let before = self.cells.len();
        self.cells.extend(row);
        self.hold(self.cells.len() - before);
    }

    /// Adds a row of totals, which programs do not get. It is the sum of the
    /// rows that have the same cells as it in the columns of the keys `by`;
    /// a blank among what is summed counts for nothing.
    ///
    /// # Panics
    /// When it has not one cell for each column, or a key is of no column.
    pub fn push_total(&mut self, row: impl Into<Vec<Cell<'g>>>, by: &[&str]) {
        let at = |key: &&str| {
            let position = self.columns.iter().position(|column| column.key == *key);
            position.expect("a total is grouped by keys of its columns")
        };
        let by = by.iter().map(at).collect();
        let cells = row.into();
        self.hold(cells.len());
        self.totals.push(Total { cells, by });
    }

    /// What the grid shows, in a word or two; may be empty.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the grid shows and of what; may be empty.
    pub fn title(&self) -> Cow<'_, str> {
        if self.about.is_empty() {
            Cow::Borrowed(&self.name)
        } else {
            Cow::Owned(format!("{}: {}", self.name, self.about))
        }
    }

    /// The language in which the text table writes numbers.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The columns, from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows, without the totals.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Cell<'g>]> + Clone {
        self.cells.chunks_exact(self.columns.len().max(1))
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The rows of totals.
    pub(super) fn totals(&self) -> &[Total<'g>] {
        &self.totals
    }

    /// Holds the length of a row against the columns.
    fn hold(&self, length: usize) {
        let count = self.columns.len();
        assert_eq!(length, count, "a row has one cell for each column");
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
