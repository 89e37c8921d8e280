//! One cell to one value: exactly the written form, or a finding that says
//! what was probably meant.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings, one_of};
use crate::model::{Currency, Money, NotMoney, Received};

use super::codes;
use super::csv::{Cell, Row};
use super::document::plain_decimal;

/// A cell that could not be understood; the finding is made already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread;

type Read<T> = Result<T, Unread>;

fn unread<T>(
    cell: Cell<'_, '_>,
    code: &'static Code,
    message: String,
    help: String,
    found: &mut Findings,
) -> Read<T> {
    found.add(Finding::new(code, cell.place(), message).help(help));
    Err(Unread)
}

/// A cell that must not be blank.
pub(super) fn need<'r, 't>(
    row: &Row<'r, 't>,
    nth: usize,
    found: &mut Findings,
) -> Read<Cell<'r, 't>> {
    if row.lacks(nth) {
        row.needs_column(nth, found);
        return Err(Unread);
    }
    let cell = row.cell(nth);
    if cell.raw.trim().is_empty() {
        return unread(
            cell,
            &codes::MISSING_VALUE,
            format!("`{}` is blank", cell.column()),
            "it must be filled in".to_owned(),
            found,
        );
    }
    Ok(cell)
}

/// Text, or nothing.
pub(super) fn text<'t>(cell: Cell<'_, 't>) -> Option<Cow<'t, str>> {
    (!cell.is_blank()).then(|| cell.text())
}

/// An amount, or nothing.
pub(super) fn money(
    cell: Cell<'_, '_>,
    currency: Currency,
    found: &mut Findings,
) -> Read<Option<Money>> {
    if cell.is_blank() {
        return Ok(None);
    }
    match amount(cell.raw, currency) {
        Ok(money) => Ok(Some(money)),
        Err(misread) => {
            let (message, help) = misread.sentences(&cell.text());
            unread(cell, &codes::AMOUNT_FORMAT, message, help, found)
        }
    }
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

    fn meaning(number: Decimal) -> Self {
        Self {
            meant: Some(number.to_string()),
            ..Self::new("")
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// What is wrong, and what to write.
    pub fn sentences(&self, text: &str) -> (String, String) {
        self.say(text, "amount", "120000 or 1234.50")
    }

    fn say(&self, text: &str, what: &str, forms: &str) -> (String, String) {
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
        Ok(_) => Err(Misread::meaning(number)),
        Err(NotMoney::TooFine) => {
            let digits = currency.minor_digits();
            let plural = if digits == 1 { "" } else { "s" };
            Err(
                Misread::new(format!("{currency} has {digits} decimal{plural}"))
                    .help(format!("write at most {digits}, after a point")),
            )
        }
        Err(error) => Err(Misread::new(error.to_string())),
    }
}

fn plain_amount(text: &[u8], decimals: u32) -> Option<Money> {
    let decimals = decimals as usize;
    let point = text.iter().position(|&byte| byte == b'.');
    let (whole, fraction) = match point {
        Some(point) => (&text[..point], &text[point + 1..]),
        None => (text, &[][..]),
    };
    let fits = !whole.is_empty()
        && whole.len() + decimals <= Money::MAX_DIGITS as usize
        && fraction.len() <= decimals
        && (point.is_none() || !fraction.is_empty());
    if !fits {
        return None;
    }
    let padding = std::iter::repeat_n(&b'0', decimals - fraction.len());
    let mut minor: i64 = 0;
    for digit in whole.iter().chain(fraction).chain(padding) {
        if !digit.is_ascii_digit() {
            return None;
        }
        minor = minor * 10 + i64::from(digit - b'0');
    }
    Money::from_minor(minor)
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
    for (word, currencies) in WORDS {
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
fn understand(text: &str, no_decimals: bool) -> Result<Decimal, Misread> {
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
    let plain = separated(digits, no_decimals)?;
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

/// A number, or nothing: digits with a point before decimals.
pub(super) fn number(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<Decimal>> {
    if cell.is_blank() {
        return Ok(None);
    }
    if let Some(number) = plain_decimal(cell.raw) {
        return Ok(Some(number));
    }
    let misread = match understand(&cell.text(), false) {
        Ok(number) => Misread::meaning(number),
        Err(misread) => misread,
    };
    let (message, help) = misread.say(&cell.text(), "number", "12 or 3.5");
    unread(cell, &codes::NUMBER_FORMAT, message, help, found)
}

/// A day, or nothing.
pub(super) fn date(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<NaiveDate>> {
    if cell.is_blank() {
        return Ok(None);
    }
    match day(cell.raw) {
        Some(day) => Ok(Some(day)),
        None => not_a_date(cell, "2024-06-14", found),
    }
}

/// When an application came in: a day, or an instant with its offset.
pub(super) fn received(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<Received>> {
    if cell.is_blank() {
        return Ok(None);
    }
    if let Some(day) = day(cell.raw) {
        return Ok(Some(Received::Day(day)));
    }
    let strict = cell.raw.as_bytes().get(10) == Some(&b'T')
        && day(&cell.raw[..10.min(cell.raw.len())]).is_some();
    match DateTime::parse_from_rfc3339(cell.raw) {
        Ok(instant) if strict => Ok(Some(Received::Instant(instant))),
        _ => not_a_date(cell, "2024-06-14 or 2024-06-14T12:00:00+02:00", found),
    }
}

fn not_a_date<T>(cell: Cell<'_, '_>, forms: &str, found: &mut Findings) -> Read<T> {
    let text = cell.text();
    let (message, help) = match meant_day(&text) {
        Some(Ok(meant)) => (
            format!("`{text}` is not written as a date; it was understood as {meant}"),
            format!("write {meant}"),
        ),
        Some(Err(why)) => (
            format!("`{text}` is no date: {why}"),
            format!("a date has the form {forms}"),
        ),
        None => (
            format!("`{text}` is no date"),
            format!("a date has the form {forms}"),
        ),
    };
    unread(cell, &codes::DATE_FORMAT, message, help, found)
}

/// `2024-06-14`, and nothing else.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit()
                .then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let year = i32::try_from(number(0..4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?)
}

/// The day that some other form of a date means, or why there is none.
fn meant_day(text: &str) -> Option<Result<NaiveDate, String>> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    if date.len() < text.len() && day(date).is_some() {
        let time = &text[date.len() + 1..];
        return Some(Err(if time.contains(['+', 'Z']) || time.contains('-') {
            "its time is not written as 12:00:00+02:00".to_owned()
        } else {
            "a time needs its offset from UTC, such as +02:00".to_owned()
        }));
    }
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let numbers: Option<Vec<u32>> = parts
        .iter()
        .map(|part| (part.len() <= 4).then(|| part.parse().ok()).flatten())
        .collect();
    let numbers = match (numbers.as_deref(), text.len()) {
        (Some(&[one, two, three]), _) => [one, two, three],
        (_, 8) if text.bytes().all(|byte| byte.is_ascii_digit()) => [
            text[..4].parse().ok()?,
            text[4..6].parse().ok()?,
            text[6..].parse().ok()?,
        ],
        _ => return None,
    };
    let [year, month, day] = if numbers[0] > 999 {
        numbers
    } else if numbers[2] > 999 {
        [numbers[2], numbers[1], numbers[0]]
    } else {
        return Some(Err("the year needs four digits".to_owned()));
    };
    let year = i32::try_from(year).ok()?;
    let meant = NaiveDate::from_ymd_opt(year, month, day);
    let other = NaiveDate::from_ymd_opt(year, day, month);
    if let (Some(meant), Some(other)) = (meant, other)
        && text.contains('/')
        && meant != other
    {
        return Some(Err(format!("it may mean {meant} or {other}")));
    }
    Some(meant.ok_or_else(|| "the calendar has no such day".to_owned()))
}

/// `true` or `false`, or nothing.
pub(super) fn bool(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<bool>> {
    match cell.raw {
        "" => Ok(None),
        "true" => Ok(Some(true)),
        "false" => Ok(Some(false)),
        other => {
            let help = match other.trim().to_lowercase().as_str() {
                "ja" | "yes" | "sann" | "sand" | "1" | "x" | "true" => "write true",
                "nei" | "nej" | "no" | "usann" | "falsk" | "0" | "false" => "write false",
                _ => "write true or false, or leave it blank",
            };
            let message = format!("`{}` is neither true nor false", cell.text());
            unread(cell, &codes::UNKNOWN_WORD, message, help.to_owned(), found)
        }
    }
}

/// One of a fixed set of words.
pub(super) fn word<T>(
    cell: Cell<'_, '_>,
    what: &str,
    words: &[&str],
    read: impl Fn(&str) -> Option<T>,
    found: &mut Findings,
) -> Read<T> {
    match read(cell.raw) {
        Some(value) => Ok(value),
        None => unread(
            cell,
            &codes::UNKNOWN_WORD,
            format!("`{}` is no {what}", cell.text()),
            one_of(cell.raw, words.iter().copied()),
            found,
        ),
    }
}
