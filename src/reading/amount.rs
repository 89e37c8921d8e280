//! Amounts: the one plain form, and what other forms were probably meant to say.

use rust_decimal::Decimal;

use crate::model::{Currency, Money, NotMoney, counted};

use super::misread::Misread;
use super::number::{DecimalMark, understand, understand_in};
use super::plain_amount::plain_amount;

/// An amount as files have it: digits, at most the currency's decimals after a
/// point, nothing else.
///
/// # Errors
/// When the text has any other form; says what it was understood as, if anything.
pub fn amount(text: &str, currency: Currency) -> Result<Money, Misread> {
    if let Some(money) = plain_amount(text.as_bytes(), currency.minor_digits()) {
        return Ok(money);
    }
    let (bare, no_decimals) = undressed(text, currency)?;
    let number = understand(&bare, no_decimals)?;
    if number.is_sign_negative() {
        let why = "it is below zero, and which way money goes is the entry's business";
        return Err(Misread::new(why).help("write it without the minus"));
    }
    match Money::from_decimal(number, currency) {
        Ok(money) => Err(Misread::meaning(written(money, currency))),
        Err(NotMoney::TooFine) => {
            let digits = currency.minor_digits();
            let decimals = counted(digits, "decimal");
            Err(Misread::new(format!("{currency} has {decimals}"))
                .help(format!("write at most {digits}, after a point")))
        }
        Err(error) => Err(Misread::new(error.to_string())),
    }
}

/// What the number of an amount says, and which marks are its decimals as far
/// as it tells; the sign is kept. For texts of other programs.
///
/// # Errors
/// When it is no number, with or without the words of money.
pub fn foreign_number(text: &str, currency: Currency) -> Result<ForeignNumber, Misread> {
    let (bare, no_decimals) = undressed(text, currency)?;
    let read = |mark| understand_in(&bare, no_decimals, Some(mark));
    match (read(DecimalMark::Comma), read(DecimalMark::Point)) {
        (Ok(one), Ok(other)) if one == other => Ok(ForeignNumber::Either(one)),
        (Ok(comma), Ok(point)) => Ok(ForeignNumber::Unclear { comma, point }),
        (Ok(comma), Err(_)) => Ok(ForeignNumber::Comma(comma)),
        (Err(_), Ok(point)) => Ok(ForeignNumber::Point(point)),
        (Err(why), Err(_)) => Err(understand(&bare, no_decimals).err().unwrap_or(why)),
    }
}

/// A number of another program, and what it tells of the form of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForeignNumber {
    /// The same in both forms: `1 200`.
    Either(Decimal),
    /// Only with a decimal comma: `3.300.000` and `22,5`.
    Comma(Decimal),
    /// Only with a decimal point: `1,234.50`.
    Point(Decimal),
    /// One number with a decimal comma, another with a decimal point: `1.234`.
    Unclear {
        /// With a decimal comma.
        comma: Decimal,
        /// With a decimal point.
        point: Decimal,
    },
}

/// An amount as files have it: all decimals of the currency, or none where
/// they are zero.
fn written(money: Money, currency: Currency) -> String {
    let number = money.decimal(currency);
    if number.is_integer() {
        number.trunc().to_string()
    } else {
        number.to_string()
    }
}

/// An amount that was understood, as files have it; `None` for any other text.
pub(super) fn canonical(text: &str, currency: Currency) -> Option<String> {
    match amount(text, currency) {
        Ok(money) => Some(written(money, currency)),
        Err(misread) => misread.replacement(),
    }
}

/// The words for money, each with the currencies that it may mean.
const WORDS: [(&str, &[&str]); 8] = [
    ("kroner", &["NOK", "DKK", "SEK"]),
    ("kr.", &["NOK", "DKK", "SEK"]),
    ("kr", &["NOK", "DKK", "SEK"]),
    ("nok", &["NOK"]),
    ("dkk", &["DKK"]),
    ("sek", &["SEK"]),
    ("eur", &["EUR"]),
    ("€", &["EUR"]),
];

/// An amount without the words and signs of money, and whether a `,-` said
/// that it has no decimals.
fn undressed(text: &str, currency: Currency) -> Result<(String, bool), Misread> {
    let mut bare = text.trim().to_lowercase();
    let mut whole = false;
    // Most have no more than digits and marks.
    let has_words = bare.contains(|sign: char| sign.is_alphabetic() || sign == '€');
    for (word, currencies) in WORDS.into_iter().filter(|_| has_words) {
        let without = bare.trim_start_matches(word).trim_end_matches(word).trim();
        if without == bare {
            continue;
        }
        if !currencies.contains(&currency.code()) {
            let why = format!("`{word}` is not {currency}, the scheme's currency");
            let help = format!("write the amount in {currency}: a scheme has one currency");
            return Err(Misread::new(why).help(help));
        }
        bare = without.to_owned();
    }
    for mark in [",-", ".-", ",–"] {
        if let Some(without) = bare.strip_suffix(mark) {
            bare = without.trim().to_owned();
            whole = true;
        }
    }
    Ok((bare, whole))
}
