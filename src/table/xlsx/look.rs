//! How cells look: their number formats, alignment and rules.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::table::Cell;
use crate::table::style::{indents, may_wrap};

/// Excel indents no further.
const DEEPEST: u8 = 15;

/// How the cells of one column look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Whether amounts show their decimals even where these are zero, since
    /// another amount of the column has some.
    pub decimals: bool,
    /// Whether long text is broken.
    pub wraps: bool,
}

impl Look {
    /// How a cell looks; where it is a total, under a rule.
    pub(super) fn of(self, cell: &Cell<'_>, is_total: bool) -> Format {
        let format = Format::new().set_align(FormatAlign::Top);
        let format = match cell {
            Cell::Count(_) => format.set_num_format("#,##0"),
            Cell::Amount(_, currency) => {
                let places = if self.decimals {
                    currency.minor_digits()
                } else {
                    0
                };
                format.set_num_format(format!("{} [${}]", number(places), currency.code()))
            }
            Cell::Decimal(_, places) => format.set_num_format(number(*places)),
            Cell::Date(_) => format
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            Cell::Bool(_) => return Format::new(),
            long if is_long(long) => format,
            // As text, also what is typed there later.
            Cell::Blank | Cell::Text(_) | Cell::Tree { .. } | Cell::Id(_) | Cell::List(_) => {
                format.set_num_format("@")
            }
        };
        let format = match u8::try_from(indents(cell).0).unwrap_or(DEEPEST) {
            // A number does not touch the text of the next column.
            0 if cell.is_number() => format.set_align(FormatAlign::Right).set_indent(1),
            0 => format,
            indent => format
                .set_align(FormatAlign::Left)
                .set_indent(indent.min(DEEPEST)),
        };
        let format = if self.wraps {
            format.set_text_wrap()
        } else {
            format
        };
        if is_total {
            return format.set_bold().set_border_top(FormatBorder::Thin);
        }
        format
    }
}

/// Whether two cells of a column have the same look.
pub(super) fn is_alike(one: &Cell<'_>, other: &Cell<'_>) -> bool {
    match (one, other) {
        (Cell::Amount(_, one), Cell::Amount(_, other)) => one == other,
        (Cell::Decimal(_, one), Cell::Decimal(_, other)) => one == other,
        (Cell::Tree { depth: one, .. }, Cell::Tree { depth: other, .. }) if one != other => false,
        _ => {
            std::mem::discriminant(one) == std::mem::discriminant(other)
                && is_long(one) == is_long(other)
        }
    }
}

/// Whether a cell holds more text than some versions of Excel show in a cell
/// that is marked as text.
fn is_long(cell: &Cell<'_>) -> bool {
    may_wrap(cell) && cell.plain().len() > 255
}

/// Of a heading.
pub(super) fn heading(is_number: bool) -> Format {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_border_bottom(FormatBorder::Thin);
    if is_number {
        format.set_align(FormatAlign::Right).set_indent(1)
    } else {
        format.set_align(FormatAlign::Left)
    }
}

/// A number with groups and so many decimals; each computer writes them its
/// own way.
fn number(places: u32) -> String {
    match places {
        0 => "#,##0".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places as usize)),
    }
}
