//! One value of a table, with its type.

use std::borrow::Cow;
use std::fmt::Display;

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use super::digits::Digits;
use crate::model::{Balance, Currency};

/// One value; its type decides how each format writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'g> {
    /// Unknown, or nothing that could stand here; never a zero.
    Blank,
    /// Words. Wrapped at spaces where its column is elastic.
    Text(Cow<'g, str>),
    /// Words that stand `depth` levels down a tree: the text table indents
    /// them, the other formats do not.
    Tree {
        /// How many levels below the root.
        depth: u32,
        /// The words.
        text: Cow<'g, str>,
    },
    /// A name that is given once. Never broken.
    Id(Cow<'g, str>),
    /// How many.
    Count(u64),
    /// Money. A column of several currencies needs a column beside it that
    /// names them.
    Amount(Balance, Currency),
    /// A number and how many decimals of it to show, halves rounded up.
    Decimal(Decimal, u32),
    /// A calendar day.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// Several words.
    List(Vec<String>),
}

impl<'g> Cell<'g> {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    /// Words that are at hand.
    pub fn words(text: impl Into<Cow<'g, str>>) -> Self {
        Self::Text(text.into())
    }

    /// Words, so many levels down a tree.
    pub fn tree(depth: usize, text: impl Into<String>) -> Self {
        let text = Cow::Owned(text.into());
        let depth = u32::try_from(depth).unwrap_or(u32::MAX);
        Self::Tree { depth, text }
    }

    /// A name that is given once.
    pub fn id(id: impl Display) -> Self {
        Self::Id(Cow::Owned(id.to_string()))
    }

    /// A name that is given once, where it is at hand.
    pub fn name(id: &'g str) -> Self {
        Self::Id(Cow::Borrowed(id))
    }

    /// Money: an amount or a balance.
    pub fn amount(amount: impl Into<Balance>, currency: Currency) -> Self {
        Self::Amount(amount.into(), currency)
    }

    /// Whether the cell shows nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) | Self::Tree { text, .. } | Self::Id(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            _ => false,
        }
    }

    /// Whether the cell is a number, which text tables set to the right.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Amount(..) | Self::Decimal(..))
    }

    /// Whether the cell is an amount with something after the decimal mark.
    pub(super) fn has_minor_units(&self) -> bool {
        match self {
            Self::Amount(amount, currency) => {
                let (amount, digits) = (amount.minor(), currency.minor_digits());
                match i64::try_from(amount) {
                    Ok(amount) => amount % 10_i64.pow(digits) != 0,
                    Err(_) => amount % 10_i128.pow(digits) != 0,
                }
            }
            _ => false,
        }
    }

    /// The value as programs read it: no grouping, a decimal point, ISO dates,
    /// `;` between the items of a list.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Text(text) | Self::Tree { text, .. } | Self::Id(text) => Cow::Borrowed(text),
            Self::Count(_) | Self::Amount(..) | Self::Decimal(..) => {
                let mut text = String::new();
                self.write_plain(&mut text);
                Cow::Owned(text)
            }
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::List(items) => Cow::Owned(items.join(";")),
        }
    }

    /// Writes the value as programs read it.
    pub(super) fn write_plain(&self, out: &mut String) {
        match self {
            Self::Count(count) => PLAIN.write(out, i128::from(*count), 0),
            Self::Amount(amount, currency) => {
                PLAIN.write(out, amount.minor(), currency.minor_digits());
            }
            Self::Decimal(number, places) => {
                let number = rounded(*number, *places);
                WITH_ZEROS.write(out, number.mantissa(), number.scale());
            }
            Self::Blank => {}
            Self::Text(text) | Self::Tree { text, .. } | Self::Id(text) => out.push_str(text),
            other => out.push_str(&other.plain()),
        }
    }
}

/// An amount as files hold it: all decimals of the currency, or none where
/// they are zero.
const PLAIN: Digits = Digits {
    group: None,
    point: '.',
    zeros: false,
};

/// A number with all its decimals.
const WITH_ZEROS: Digits = Digits {
    zeros: true,
    ..PLAIN
};

impl<'g> From<Option<Cell<'g>>> for Cell<'g> {
    fn from(cell: Option<Cell<'g>>) -> Self {
        cell.unwrap_or(Self::Blank)
    }
}

/// A number with exactly so many decimals; never a negative zero.
pub(super) fn rounded(number: Decimal, places: u32) -> Decimal {
    if number.scale() == places && !number.is_zero() {
        return number;
    }
    let mut number = number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    number.rescale(places);
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(cell: Cell) -> String {
        cell.plain().into_owned()
    }

    #[test]
    fn amounts_are_canonical() {
        let amount = |minor, code| {
            let currency = Currency::from_code(code).unwrap();
            plain(Cell::Amount(Balance::from_minor(minor), currency))
        };
        assert_eq!(amount(12_000_000, "NOK"), "120000");
        assert_eq!(amount(123_450, "NOK"), "1234.50");
        assert_eq!(amount(-5, "NOK"), "-0.05");
        assert_eq!(amount(0, "NOK"), "0");
        assert_eq!(amount(1234, "ISK"), "1234");
    }

    #[test]
    fn decimals_are_rounded_and_padded() {
        let decimal = |text: &str| plain(Cell::Decimal(text.parse().unwrap(), 2));
        assert_eq!(decimal("4.5"), "4.50");
        assert_eq!(decimal("4.005"), "4.01");
        assert_eq!(decimal("-0.001"), "0.00");
        assert_eq!(plain(Cell::Decimal(Decimal::new(25, 1), 0)), "3");
    }

    #[test]
    fn blank_is_not_zero() {
        assert_eq!(plain(Cell::Blank), "");
        assert!(Cell::from(None).is_blank());
        assert!(Cell::text("").is_blank());
        assert!(!Cell::Count(0).is_blank());
    }
}
