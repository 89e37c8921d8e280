//! Which columns people are shown, and how each writes its cells.

use super::style::Style;
use super::{Cell, Column, Grid};

/// A column that is shown to people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Which cell of a row.
    pub index: usize,
    pub style: Style,
    /// Whether it holds numbers and nothing else, and is set to the right.
    pub right: bool,
}

/// What was seen of the cells of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    is_filled: bool,
    has_words: bool,
    has_amounts: bool,
    has_minor_units: bool,
}

impl Seen {
    /// All cells of a column.
    fn of<'g>(cells: impl Iterator<Item = &'g Cell<'g>>) -> Self {
        let mut seen = Self::default();
        cells.for_each(|cell| seen.see(cell));
        seen
    }

    /// Another cell.
    pub(super) fn see(&mut self, cell: &Cell<'_>) {
        if cell.is_blank() {
            return;
        }
        self.is_filled = true;
        self.has_words |= !cell.is_number();
        self.has_amounts |= matches!(cell, Cell::Amount(..));
        self.has_minor_units = self.has_minor_units || cell.has_minor_units();
    }

    /// Whether a cell of the kind that was seen could say more.
    pub(super) fn wants_more(self) -> bool {
        !self.is_filled || (self.has_amounts && !self.has_minor_units)
    }

    /// Whether the column has something to show.
    pub(super) fn is_shown(self, column: &Column) -> bool {
        !column.data_only && (!column.optional || self.is_filled)
    }

    /// Whether it holds numbers and nothing else.
    pub(super) fn is_numeric(self) -> bool {
        self.is_filled && !self.has_words
    }

    /// Whether an amount has something after the decimal mark.
    pub(super) fn has_minor_units(self) -> bool {
        self.has_minor_units
    }
}

/// The columns that have something to show.
pub(super) fn shown(grid: &Grid<'_>) -> Vec<Shown> {
    let columns = grid.columns().iter().enumerate();
    columns
        .filter_map(|(index, column)| {
            let seen = Seen::of(cells(grid, index));
            seen.is_shown(column).then_some(Shown {
                index,
                style: Style {
                    language: grid.language(),
                    decimals: seen.has_minor_units(),
                },
                right: seen.is_numeric(),
            })
        })
        .collect()
}

/// The cells of a column, those of the totals among them.
pub(super) fn cells<'c>(grid: &'c Grid<'_>, index: usize) -> impl Iterator<Item = &'c Cell<'c>> {
    let totals = grid.totals().iter().map(|total| total.cells.as_slice());
    let rows = grid.rows().chain(totals);
    rows.map(move |row| &row[index])
}

/// Whether a column holds numbers and nothing else.
#[cfg(feature = "spreadsheets")]
pub(super) fn is_numeric<'g>(cells: impl Iterator<Item = &'g Cell<'g>>) -> bool {
    Seen::of(cells).is_numeric()
}
