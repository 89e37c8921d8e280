//! A document as a workbook: a sheet for each table, its words below it.
//!
//! The same document gives the same bytes.

mod cell;
mod look;
mod name;
mod sheet;
#[cfg(test)]
mod tests;
mod total;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::document::{Document, Part};
use super::format::Unwritable;
use name::Names;
use sheet::Sheet;

/// What stands in no cell may not depend on the day of the writing.
const CREATED: (u16, u8, u8) = (2000, 1, 1);

/// A sheet has so many rows.
const MOST_ROWS: usize = 1_048_576;

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    let shown = document.parts().iter().map(|part| match part {
        Part::Grid(grid) => grid.rows().len(),
        Part::Notes(_) | Part::Section { .. } => 0,
    });
    let most = shown.max().unwrap_or(0).max(document.data().rows().len());
    // The header, the totals and the words need some.
    if most > MOST_ROWS - 10_000 {
        return Err(Unwritable::TooManyRows(most));
    }
    Ok(workbook(document).expect("cells, names and widths are in the bounds of the format"))
}

fn workbook(document: &Document<'_>) -> Result<Vec<u8>, XlsxError> {
    let (year, month, day) = CREATED;
    let properties = DocProperties::new()
        .set_title(document.title())
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    let mut names = Names::default();
    let mut sheets = Vec::new();
    for part in document.parts() {
        match (part, sheets.last_mut()) {
            (Part::Grid(grid), _) => {
                let mut sheet = Sheet::new(&names.unique(grid.name()), document.title())?;
                sheet.write(grid)?;
                sheets.push(sheet);
            }
            (Part::Notes(lines), Some(sheet)) => sheet.write_notes(lines)?,
            (Part::Notes(_) | Part::Section { .. }, _) => {}
        }
    }
    if sheets.is_empty() {
        let mut sheet = Sheet::new(&names.unique(document.title()), document.title())?;
        sheet.write(document.data())?;
        sheets.push(sheet);
    }
    for sheet in sheets {
        workbook.push_worksheet(sheet.finish());
    }
    workbook.save_to_buffer()
}
