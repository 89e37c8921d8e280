//! A cell as a spreadsheet holds it.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};

use crate::source::visible;
use crate::table::Cell;
use crate::table::cell::rounded;
use crate::table::number::{binary, is_day_of_spreadsheets};

/// A cell holds so many UTF-16 units of text.
const LONGEST: usize = 32_767;

/// Writes a cell with its type; a number or a day that spreadsheets would change
/// is text.
pub(super) fn write(
    sheet: &mut Worksheet,
    at: (u32, u16),
    cell: &Cell<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    let (row, column) = at;
    if let Some(number) = exact(cell) {
        sheet.write_number_with_format(row, column, number, format)?;
        return Ok(());
    }
    match cell {
        Cell::Bool(truth) => sheet.write_boolean_with_format(row, column, *truth, format)?,
        Cell::Date(date) => match day(*date) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, format)?,
            None => sheet.write_string_with_format(row, column, cell.plain(), format)?,
        },
        blank if blank.is_blank() => sheet.write_blank(row, column, format)?,
        text => sheet.write_string_with_format(row, column, safe(&text.plain()), format)?,
    };
    Ok(())
}

/// The number of a cell, where it is one and spreadsheets hold it exactly.
pub(super) fn exact(cell: &Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Count(count) => binary(Decimal::from(*count)),
        Cell::Amount(amount, currency) => binary(amount.decimal(*currency)),
        Cell::Decimal(number, places) => binary(rounded(*number, *places)),
        _ => None,
    }
}

fn day(date: NaiveDate) -> Option<ExcelDateTime> {
    if !is_day_of_spreadsheets(date) {
        return None;
    }
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month() as u8, date.day() as u8);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Text that a cell can hold: line feeds end lines, other controls are spelled
/// out, and what is too long is cut, which the text then says.
pub(super) fn safe(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(visible).collect();
    let text = lines
        .join("\n")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let units = text.encode_utf16().count();
    if units <= LONGEST {
        return text;
    }
    let end = format!("… (cut: {} characters in all)", text.chars().count());
    let mut room = LONGEST - end.encode_utf16().count();
    let fits = |character: &char| {
        let fits = character.len_utf16() <= room;
        room = room.saturating_sub(character.len_utf16());
        fits
    };
    text.chars().take_while(fits).collect::<String>() + &end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_where_no_cell_could_hold_it_and_says_so() {
        assert_eq!(safe("a\r\nb\u{1b}"), "a\nb\\u{1b}");
        let cut = safe(&"𝄞".repeat(20_000));
        assert!(cut.encode_utf16().count() <= LONGEST);
        assert!(cut.ends_with("𝄞… (cut: 20000 characters in all)"));
    }
}
