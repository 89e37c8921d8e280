//! Amounts: the one plain form, and what other forms were probably meant to say.

use rust_decimal::Decimal;

use crate::model::{Currency, Money, NotMoney, counted};

use super::item::plain_decimal;
use super::plain_amount::plain_amount;

/// What stands before decimals in a foreign file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1.234,50`
    Comma,
    /// `1,234.50`
    Point,
}

/// Why a text is not an amount as files have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    why: String,
    help: String,
    meant: Option<String>,
}

impl Misread {
    fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            help: String::new(),
            meant: None,
        }
    }

    pub(super) fn meaning(number: Decimal) -> Self {
        Self {
            meant: Some(number.to_string()),
            ..Self::new("")
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// What to write instead, where it was understood.
    pub fn replacement(&self) -> Option<String> {
        self.meant.clone()
    }

    /// What is wrong, and what to write.
    pub fn sentences(&self, text: &str) -> (String, String) {
        self.say(text, "amount", "120000 or 1234.50")
    }

    pub(super) fn say(&self, text: &str, what: &str, forms: &str) -> (String, String) {
        match &self.meant {
            Some(meant) => (
                format!("`{text}` is not written as a plain {what}; it was understood as {meant}"),
                format!("write {meant}"),
            ),
            None if self.help.is_empty() => (
                format!("`{text}` is not a plain {what}: {}", self.why),
                format!("write digits, and a point before decimals: {forms}"),
            ),
            None => (
                format!("`{text}` is not a plain {what}: {}", self.why),
                self.help.clone(),
            ),
        }
    }
}

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
        Ok(money) => Err(Misread {
            meant: Some(written(money, currency)),
            ..Misread::new("")
        }),
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
        Err(misread) => misread.meant,
    }
}

/// A number that was understood, as files have it; `None` where it is plain
/// already, and for any other text.
pub(super) fn canonical_number(text: &str) -> Option<String> {
    if plain_decimal(text).is_some() {
        return None;
    }
    understand(text, false)
        .ok()
        .map(|number| number.to_string())
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

/// What a number in some other dress says: `418 750`, `2.011.854,50`.
pub(super) fn understand(text: &str, no_decimals: bool) -> Result<Decimal, Misread> {
    understand_in(text, no_decimals, None)
}

fn understand_in(
    text: &str,
    no_decimals: bool,
    mark: Option<DecimalMark>,
) -> Result<Decimal, Misread> {
    let bare: String = text
        .trim()
        .chars()
        .map(|letter| match letter {
            '\u{2212}' => '-',
            space if space.is_whitespace() => ' ',
            other => other,
        })
        .collect();
    let digits = bare.trim_start_matches(['+', '-']).trim_start();
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Misread::new("there are no digits"));
    }
    let stray = |letter: &char| !letter.is_ascii_digit() && !MARKS.contains(letter);
    if let Some(stray) = digits.chars().find(stray) {
        return Err(Misread::new(format!("`{stray}` is not part of a number")));
    }
    let plain = match mark {
        None => separated(digits, no_decimals)?,
        Some(mark) => marked(digits, no_decimals, mark)?,
    };
    let minus = if bare.starts_with('-') { "-" } else { "" };
    plain_decimal(&format!("{minus}{plain}")).ok_or_else(|| Misread::new("it has too many digits"))
}

/// What may stand between the digits of a number.
const MARKS: [char; 4] = ['.', ',', '\'', ' '];

/// Tells thousands from decimals, or says why that cannot be told.
fn separated(bare: &str, no_decimals: bool) -> Result<String, Misread> {
    let Some(at) = bare.rfind(MARKS) else {
        return Ok(bare.to_owned());
    };
    let joined = |text: &str| text.replace(MARKS, "");
    let ungrouped = || Misread::new("its digits are not in groups of three");
    let (whole, fraction) = (&bare[..at], &bare[at + 1..]);
    let mark = &bare[at..=at];
    if no_decimals || mark == " " || mark == "'" || whole.contains(mark) {
        return grouped(bare).then(|| joined(bare)).ok_or_else(ungrouped);
    }
    if fraction.is_empty() || whole.is_empty() {
        return Err(Misread::new("digits are missing beside the mark"));
    }
    if fraction.len() == 3 && !whole.contains(MARKS) && grouped(bare) {
        let (thousands, decimal) = (joined(bare), format!("{whole}.{fraction}"));
        let short = decimal.trim_end_matches('0').trim_end_matches('.');
        return Err(
            Misread::new(format!("it may mean {thousands} or {decimal}"))
                .help(format!("write {thousands} or {short}, as it was meant")),
        );
    }
    if !grouped(whole) {
        return Err(ungrouped());
    }
    Ok(format!("{}.{fraction}", joined(whole)))
}

/// The plain form of a number of which it is known what stands before decimals.
fn marked(bare: &str, no_decimals: bool, mark: DecimalMark) -> Result<String, Misread> {
    let point = match mark {
        DecimalMark::Comma => ',',
        DecimalMark::Point => '.',
    };
    let (whole, fraction) = bare.split_once(point).unwrap_or((bare, ""));
    let has_fraction = whole.len() < bare.len();
    let is_fraction = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if has_fraction && (no_decimals || fraction.is_empty() || !is_fraction) {
        return Err(Misread::new("its digits are not in groups of three"));
    }
    let is_whole = !whole.is_empty() && grouped(whole);
    let begins_with_zero = whole.starts_with('0') && whole.contains(MARKS);
    if !is_whole || begins_with_zero {
        return Err(Misread::new("its digits are not in groups of three"));
    }
    let whole = whole.replace(MARKS, "");
    Ok(match has_fraction {
        true => format!("{whole}.{fraction}"),
        false => whole,
    })
}

/// Whether digits stand in groups of three, always with the same mark between.
fn grouped(text: &str) -> bool {
    let Some(mark) = text.chars().find(|letter| !letter.is_ascii_digit()) else {
        return true;
    };
    let mut groups = text.split(mark);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3 && digits(group))
}
