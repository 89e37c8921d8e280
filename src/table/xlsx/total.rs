//! Totals as formulas, where these come to the very figure of the total.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, utility::row_col_to_cell};

use super::cell::exact;
use super::sheet::FIRST_ROW;
use crate::table::grid::Total;
use crate::table::{Cell, Grid};

/// The formula of one cell of a total that stands in that row of the sheet;
/// `None` where it is no sum of the column's cells.
pub(super) fn formula(grid: &Grid<'_>, total: &Total<'_>, at: usize, row: u32) -> Option<Formula> {
    if total.by.contains(&at) {
        // It says what is added up.
        return None;
    }
    let result = exact(&total.cells[at])?;
    let addends = || summed(grid, total).map(|row| &row[at]);
    let is_sum = sum(addends())? == value(&total.cells[at])?;
    // A cell that no number holds exactly would be left out.
    let is_seen = addends().all(|cell| cell.is_blank() || exact(cell).is_some());
    if !is_sum || !is_seen || grid.is_empty() {
        return None;
    }
    let last = FIRST_ROW + u32::try_from(grid.rows().len()).ok()? - 1;
    let column = |at: usize| {
        let at = u16::try_from(at).ok()?;
        let (first, last) = (row_col_to_cell(FIRST_ROW, at), row_col_to_cell(last, at));
        Some(format!("{first}:{last}"))
    };
    let mut formula = if summed(grid, total).count() == grid.rows().len() {
        format!("SUM({})", column(at)?)
    } else {
        let mut arguments = column(at)?;
        for &by in &total.by {
            let wanted = row_col_to_cell(row, u16::try_from(by).ok()?);
            arguments += &format!(",{},{}", column(by)?, criterion(&total.cells[by], &wanted)?);
        }
        format!("SUMIFS({arguments})")
    };
    // Sums of binary fractions go astray far behind the decimal mark.
    let places = addends()
        .filter_map(value)
        .map(|value| value.normalize().scale())
        .max();
    if let Some(places @ 1..) = places {
        formula = format!("ROUND({formula},{places})");
    }
    Some(Formula::new(formula).set_result(result.to_string()))
}

/// The rows that a total adds up.
fn summed<'c>(grid: &'c Grid<'_>, total: &'c Total<'_>) -> impl Iterator<Item = &'c [Cell<'c>]> {
    let same = |row: &&[Cell<'_>]| total.by.iter().all(|&at| row[at] == total.cells[at]);
    grid.rows().filter(same)
}

/// What a cell of a column has to be, by the total's own cell; `None` where a
/// spreadsheet would take it for a pattern or a comparison.
fn criterion(cell: &Cell<'_>, at: &str) -> Option<String> {
    let is_plain = match cell {
        Cell::Count(_) => true,
        Cell::Text(text) | Cell::Id(text) => {
            let is_plain = |letter: char| letter.is_alphanumeric() || letter == '-';
            text.starts_with(char::is_alphabetic) && text.chars().all(is_plain)
        }
        _ => false,
    };
    is_plain.then(|| at.to_owned())
}

/// The sum of cells; `None` where one is no number, or it is too large.
fn sum<'c>(mut cells: impl Iterator<Item = &'c Cell<'c>>) -> Option<Decimal> {
    cells.try_fold(Decimal::ZERO, |sum, cell| match cell {
        blank if blank.is_blank() => Some(sum),
        cell => sum.checked_add(value(cell)?),
    })
}

/// The number of a cell, if it is one that can be added up.
fn value(cell: &Cell<'_>) -> Option<Decimal> {
    match cell {
        Cell::Count(count) => Some(Decimal::from(*count)),
        Cell::Amount(amount, currency) => Some(amount.decimal(*currency)),
        _ => None,
    }
}
