//! What the pot was shared by, and what became of set-asides, in plain words.

use rust_decimal::Decimal;

use crate::model::{ApplicationIndex, Book, FieldKind, Scheme, ShareBy, TestKind, Unfilled, Value};

use super::exact::{common_divisor, divide_product};
use super::sentence::id;
use super::{Filled, Proportion, RoundingTie};

impl Proportion {
    /// What each unit of weight gets: rounded for people, and the exact
    /// fraction beside it.
    pub fn sentence(self, book: &Book<'_>) -> String {
        let scheme = book.scheme;
        match self.by {
            ShareBy::Requested => format!("{} of what it can get at most", self.percent(scheme)),
            ShareBy::Equal => format!("{} each, or all it can get", self.amount(1, scheme)),
            ShareBy::Field(field) => {
                let name = scheme.field_name(field);
                match scheme.field_kind(field) {
                    FieldKind::Money => {
                        format!("{} of {name}, or all it can get", self.percent(scheme))
                    }
                    _ => {
                        let amount = self.amount(1_000_000, scheme);
                        format!("{amount} for each 1 of {name}, or all it can get")
                    }
                }
            }
        }
    }

    /// `77,98 % (804/1031)`.
    fn percent(self, scheme: &Scheme) -> String {
        let rounded = rounded(self.numerator, 10_000, self.denominator, 2);
        let fraction = fraction(self.numerator, self.denominator);
        match rounded {
            Some(percent) => format!("{} % ({fraction})", scheme.language.format(percent)),
            None => fraction,
        }
    }

    /// `33 333,33 NOK (100000/3)`: what so many units of weight get.
    fn amount(self, units: i128, scheme: &Scheme) -> String {
        let digits = scheme.currency.minor_digits();
        let rounded = rounded(self.numerator, units, self.denominator, digits);
        let divisor = common_divisor(units, self.denominator);
        let (units, denominator) = (units / divisor, self.denominator / divisor);
        let minor = 10_i128.pow(digits);
        let exact = self
            .numerator
            .checked_mul(units)
            .zip(denominator.checked_mul(minor));
        let fraction = exact.map(|(numerator, denominator)| fraction(numerator, denominator));
        let currency = scheme.currency;
        match (rounded, fraction) {
            (Some(amount), Some(fraction)) => {
                let amount = scheme.language.format(amount);
                format!("{amount} {currency} ({fraction})")
            }
            _ => format!(
                "{} {currency} (minor units)",
                self::fraction(self.numerator, self.denominator)
            ),
        }
    }
}

/// A product over a number, rounded half up to so many decimals, which the
/// product already counts; `None` when people could not read it any more.
fn rounded(numerator: i128, factor: i128, denominator: i128, decimals: u32) -> Option<Decimal> {
    let (whole, rest) = divide_product(numerator, factor, denominator);
    let up = i128::from(rest >= denominator - rest);
    Decimal::try_from_i128_with_scale(whole + up, decimals).ok()
}

/// The reduced fraction; a whole number stands alone.
fn fraction(numerator: i128, denominator: i128) -> String {
    let divisor = common_divisor(numerator, denominator);
    let (numerator, denominator) = (numerator / divisor, denominator / divisor);
    if denominator == 1 {
        numerator.to_string()
    } else {
        format!("{numerator}/{denominator}")
    }
}

impl RoundingTie {
    /// Who lost the same, and who was rounded up all the same.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let (up, count) = (self.up.len(), self.up.len() + self.down.len());
        if count > MOST_IDS {
            return format!(
                "{up} of {count} that lost the same by rounding down are rounded up, in rank order"
            );
        }
        let (up, down) = (ids(book, &self.up), ids(book, &self.down));
        format!("{up}, {down}: lost the same by rounding down; rounded up in rank order: {up}")
    }
}

/// So many ids stand in one sentence; of more only the number is said.
const MOST_IDS: usize = 20;

/// Some ids, and how many more there are.
pub(super) fn ids(book: &Book<'_>, indexes: &[ApplicationIndex]) -> String {
    let some = indexes.iter().take(MOST_IDS);
    let some: Vec<_> = some.map(|&index| id(book, index)).collect();
    match indexes.len().saturating_sub(MOST_IDS) {
        0 => some.join(", "),
        more => format!("{} and {more} more", some.join(", ")),
    }
}

impl Filled {
    /// What it was to be, what it is, and what becomes of the rest.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let written = |amount| book.scheme.written(amount);
        let mut words = set_aside_name(book, self.nth);
        words += ":";
        if let Some(least) = self.at_least {
            words += &format!(" at least {},", written(least));
        }
        if let Some(most) = self.at_most {
            words += &format!(" at most {},", written(most));
        }
        words += &format!(" {} proposed", written(self.awarded));
        if !self.before.is_zero() {
            words += &format!(" beside {} committed before", written(self.before));
        }
        let missing = self.missing();
        if !missing.is_zero() {
            let what = match self.unfilled {
                Unfilled::Release => "are released to everyone",
                Unfilled::Hold => "are held",
            };
            words += &format!("; {} of it not used {what}", written(missing));
        }
        words
    }
}

/// The name of a set-aside, or for whom it is.
pub(super) fn set_aside_name(book: &Book<'_>, nth: usize) -> String {
    let scheme = book.scheme;
    let rules = scheme.allocation.as_ref();
    let Some(set_aside) = rules.and_then(|rules| rules.set_asides.get(nth)) else {
        return format!("set-aside {}", nth + 1);
    };
    if let Some(name) = &set_aside.name {
        return format!("“{name}”");
    }
    let field = scheme.field_name(set_aside.condition.field);
    match &set_aside.condition.test {
        TestKind::Equals(asked) => {
            format!("those whose {field} is {}", value(&asked.value, scheme))
        }
        TestKind::OneOf(asked) => {
            let asked: Vec<_> = asked
                .iter()
                .map(|asked| value(&asked.value, scheme))
                .collect();
            format!("those whose {field} is {}", asked.join(" or "))
        }
        TestKind::Present(false) => format!("those without {field}"),
        _ => format!("those with {field}"),
    }
}

fn value(value: &Value<'_>, scheme: &Scheme) -> String {
    match value {
        Value::Blank => "blank".to_owned(),
        Value::Bool(answer) => answer.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Number(number) => scheme.language.format(*number),
        Value::Money(amount) => scheme.written(*amount),
        Value::Date(date) => date.to_string(),
    }
}
