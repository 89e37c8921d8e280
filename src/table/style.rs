//! Cells as people read them, in the language of the grid.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::Cell;
use super::cell::rounded;
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
    pub(super) fn shown<'c>(&self, cell: &'c Cell) -> Cow<'c, str> {
        match cell {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) | Cell::Tree { text, .. } | Cell::Id(text) => visible(text),
            Cell::Count(count) => Cow::Owned(self.language.format(Decimal::from(*count))),
            Cell::Amount(amount, currency) => {
                Cow::Owned(self.number(amount.decimal(*currency), self.decimals))
            }
            Cell::Decimal(number, places) => {
                Cow::Owned(self.number(rounded(*number, *places), true))
            }
            Cell::Date(date) => Cow::Owned(date.to_string()),
            Cell::Bool(true) => Cow::Borrowed("yes"),
            Cell::Bool(false) => Cow::Borrowed("no"),
            Cell::List(items) => Cow::Owned(visible(&items.join("; ")).into_owned()),
        }
    }

    /// The lines of a cell for a page that can break them, without the indent
    /// of a tree.
    pub(super) fn lines<'c>(&self, cell: &'c Cell) -> Vec<Cow<'c, str>> {
        match cell {
            Cell::Text(text) | Cell::Tree { text, .. } | Cell::Id(text) => {
                let lines = text.split("\r\n").flat_map(|part| part.split('\n'));
                lines.map(visible).collect()
            }
            other => vec![self.shown(other)],
        }
    }

    /// A number in the language, with all its decimals if asked for.
    fn number(&self, number: Decimal, decimals: bool) -> String {
        let mut text = self.language.format(number);
        if decimals && number.scale() > 0 && number.fract().is_zero() {
            text.push(self.language.marks().1);
            text.extend(std::iter::repeat_n('0', number.scale() as usize));
        }
        text
    }
}

/// Deeper levels of a tree are indented no further: a line has an end.
const DEEPEST: usize = 20;

/// How far a cell is indented: its first line, and those that follow.
pub(super) fn indents(cell: &Cell) -> (usize, usize) {
    match cell {
        Cell::Tree { depth, .. } => {
            let indent = (*depth).min(DEEPEST) * STEP;
            (indent, indent + STEP)
        }
        _ => (0, 0),
    }
}

/// Whether a cell may be broken between words; numbers, ids and dates never.
pub(super) fn may_wrap(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Tree { .. } | Cell::List(_))
}

#[cfg(test)]
mod tests {
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
