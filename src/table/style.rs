//! Cells as people read them, in the language of the grid.

use std::borrow::Cow;

use super::Cell;
use super::cell::rounded;
use super::digits::Digits;
use super::measure::{is_plain, width};
use crate::model::Language;
use crate::source::visible;

/// How far each level of a tree is indented.
const STEP: usize = 2;

/// How one column writes its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub language: Language,
    /// Whether amounts show their decimals even where these are zero, since
    /// another amount of the column has some.
    pub decimals: bool,
}

impl Style {
    /// The cell on one line, without the indent of a tree.
    pub(super) fn shown<'c>(&self, cell: &'c Cell<'_>) -> Cow<'c, str> {
        match cell {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Tree { text, .. } | Cell::Id(text) if is_plain(text) => {
                Cow::Borrowed(text)
            }
            Cell::Text(text) | Cell::Tree { text, .. } | Cell::Id(text) => visible(text),
            Cell::Count(_) | Cell::Amount(..) | Cell::Decimal(..) => {
                let mut text = String::new();
                self.write(cell, &mut text);
                Cow::Owned(text)
            }
            Cell::Date(date) => Cow::Owned(date.to_string()),
            Cell::Bool(true) => Cow::Borrowed("yes"),
            Cell::Bool(false) => Cow::Borrowed("no"),
            Cell::List(items) => Cow::Owned(visible(&items.join("; ")).into_owned()),
        }
    }

    /// Writes the cell as it is shown.
    pub(super) fn write(&self, cell: &Cell<'_>, out: &mut String) {
        match self.number(cell) {
            Some((digits, number, decimals)) => digits.write(out, number, decimals),
            None => out.push_str(&self.shown(cell)),
        }
    }

    /// How many columns of a terminal the cell takes.
    pub(super) fn width(&self, cell: &Cell<'_>) -> usize {
        match self.number(cell) {
            Some((digits, number, decimals)) => digits.width(number, decimals),
            None => width(&self.shown(cell)),
        }
    }

    /// A number in so small a unit that it is whole, how many decimals that
    /// makes, and how it is written.
    fn number(&self, cell: &Cell<'_>) -> Option<(Digits, i128, u32)> {
        let Number {
            number,
            decimals,
            zeros,
        } = Number::of(cell)?;
        Some((self.digits(zeros), number, decimals))
    }

    /// How a number is written, `zeros` whether it always has its decimals.
    pub(super) fn digits(&self, zeros: bool) -> Digits {
        let (group, point) = self.language.marks();
        Digits {
            group: u8::try_from(group).ok(),
            point,
            zeros: zeros || self.decimals,
        }
    }

    /// The lines of a cell for a page that can break them, without the indent
    /// of a tree.
    pub(super) fn lines<'c>(&self, cell: &'c Cell<'_>) -> Vec<Cow<'c, str>> {
        match cell {
            Cell::Text(text) | Cell::Tree { text, .. } | Cell::Id(text) => {
                let lines = text.split("\r\n").flat_map(|part| part.split('\n'));
                lines.map(visible).collect()
            }
            other => vec![self.shown(other)],
        }
    }
}

/// The number of a cell: in so small a unit that it is whole.
pub(super) struct Number {
    pub number: i128,
    /// How many decimals that makes.
    pub decimals: u32,
    /// Whether it is always written with its decimals.
    pub zeros: bool,
}

impl Number {
    pub(super) fn of(cell: &Cell<'_>) -> Option<Self> {
        let (number, decimals, zeros) = match cell {
            Cell::Count(count) => ((*count).into(), 0, false),
            Cell::Amount(amount, currency) => (amount.minor(), currency.minor_digits(), false),
            Cell::Decimal(number, places) => {
                let number = rounded(*number, *places);
                (number.mantissa(), number.scale(), true)
            }
            _ => return None,
        };
        Some(Self {
            number,
            decimals,
            zeros,
        })
    }
}

/// Deeper levels of a tree are indented no further: a line has an end.
const DEEPEST: u32 = 20;

/// How far a cell is indented: its first line, and those that follow.
pub(super) fn indents(cell: &Cell<'_>) -> (usize, usize) {
    match cell {
        Cell::Tree { depth, .. } => {
            let indent = (*depth).min(DEEPEST) as usize * STEP;
            (indent, indent + STEP)
        }
        _ => (0, 0),
    }
}

/// Whether a cell may be broken between words; numbers, ids and dates never.
pub(super) fn may_wrap(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Tree { .. } | Cell::List(_))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::{Balance, Currency};

    #[test]
    fn numbers_follow_the_language() {
        let plain = |language| Style {
            language,
            decimals: false,
        };
        let nok = Currency::from_code("NOK").unwrap();
        let amount = Cell::Amount(Balance::from_minor(123_456_700), nok);
        let score = Cell::Decimal(Decimal::from(4), 2);
        let norwegian = plain(Language::Bokmal);
        assert_eq!(norwegian.shown(&amount), "1 234 567");
        assert_eq!(norwegian.shown(&score), "4,00");
        assert_eq!(norwegian.shown(&Cell::Count(12_345)), "12 345");
        assert_eq!(plain(Language::English).shown(&amount), "1,234,567");
        assert_eq!(plain(Language::English).shown(&score), "4.00");
        let with_decimals = Style {
            decimals: true,
            ..plain(Language::Danish)
        };
        assert_eq!(with_decimals.shown(&amount), "1.234.567,00");
    }

    #[test]
    fn control_characters_are_spelled_out() {
        let style = Style {
            language: Language::English,
            decimals: false,
        };
        let text = Cell::text("a\u{1b}[31m\u{9b}b\n\u{202e}c\td");
        assert_eq!(style.shown(&text), "a\\u{1b}[31m\\u{9b}b\\n\\u{202e}c\\td");
    }
}
