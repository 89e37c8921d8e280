//! Which columns people are shown, and how each writes its cells.

use super::style::Style;
use super::{Cell, Grid};

/// A column that is shown to people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Which cell of a row.
    pub index: usize,
    pub style: Style,
    /// Whether it holds numbers and nothing else, and is set to the right.
    pub right: bool,
}

/// The columns that have something to show.
pub(super) fn shown(grid: &Grid) -> Vec<Shown> {
    let columns = grid.columns().iter().enumerate();
    columns
        .filter(|(index, column)| {
            let has_cells = || cells(grid, *index).any(|cell| !cell.is_blank());
            !column.data_only && (!column.optional || has_cells())
        })
        .map(|(index, _)| Shown {
            index,
            style: Style {
                language: grid.language(),
                decimals: cells(grid, index).any(Cell::has_minor_units),
            },
            right: is_numeric(cells(grid, index)),
        })
        .collect()
}

/// The cells of a column, those of the totals among them.
pub(super) fn cells(grid: &Grid, index: usize) -> impl Iterator<Item = &Cell> {
    let totals = grid.totals().iter().map(|total| &total.cells);
    let rows = grid.rows().iter().chain(totals);
    rows.map(move |row| &row[index])
}

/// Whether a column holds numbers and nothing else.
pub(super) fn is_numeric<'g>(cells: impl Iterator<Item = &'g Cell>) -> bool {
    let mut filled = cells.filter(|cell| !cell.is_blank()).peekable();
    filled.peek().is_some() && filled.all(Cell::is_number)
}
