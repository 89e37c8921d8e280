//! How cells look: their number formats, alignment and rules.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::table::Cell;
use crate::table::style::indents;

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
    pub(super) fn of(self, cell: &Cell, is_total: bool) -> Format {
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
            Cell::Bool(_) => format.set_align(FormatAlign::Left),
            // As text, also what is typed there later.
            Cell::Blank | Cell::Text(_) | Cell::Tree { .. } | Cell::Id(_) | Cell::List(_) => {
                format.set_num_format("@")
            }
        };
        let format = match u8::try_from(indents(cell).0) {
            Ok(0) => format,
            indent => format.set_indent(indent.unwrap_or(DEEPEST).min(DEEPEST)),
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

/// Of a heading.
pub(super) fn heading(is_number: bool) -> Format {
    let side = if is_number {
        FormatAlign::Right
    } else {
        FormatAlign::Left
    };
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Bottom)
        .set_align(side)
        .set_border_bottom(FormatBorder::Thin)
}

/// A number with groups and so many decimals; each computer writes them its
/// own way.
fn number(places: u32) -> String {
    match places {
        0 => "#,##0".to_owned(),
        places => format!("#,##0.{}", "0".repeat(places as usize)),
    }
}
