//! One cell to one value: exactly the written form, or a finding that says
//! what was probably meant.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings, one_of};
use crate::model::{Currency, Money};

use super::amount::amount;
use super::codes;
use super::csv::{Cell, Row, is_white};
use super::item::plain_decimal;
use super::misread::Misread;
use super::number::understand;

/// A cell that could not be understood; the finding is made already.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unread;

pub(super) type Read<T> = Result<T, Unread>;

pub(super) fn unread<T>(
    cell: Cell<'_, '_>,
    code: &'static Code,
    message: String,
    help: String,
    found: &mut Findings,
) -> Read<T> {
    found.add(Finding::new(code, cell.place(), message).help(help));
    Err(Unread)
}

/// As [`unread`], where it may be known what the cell was meant to be.
pub(super) fn misread<T>(
    cell: Cell<'_, '_>,
    code: &'static Code,
    (message, help): (String, String),
    replacement: Option<String>,
    found: &mut Findings,
) -> Read<T> {
    let mut finding = Finding::new(code, cell.place(), message).help(help);
    finding.replacement = replacement;
    found.add(finding);
    Err(Unread)
}

/// A cell that must not be blank.
#[inline(always)]
pub(super) fn need<'r, 't>(
    row: &'r Row<'r, 't>,
    nth: usize,
    found: &mut Findings,
) -> Read<Cell<'r, 't>> {
    let cell = row.cell(nth);
    if is_white(cell.raw) {
        return is_missing(row, nth, cell, found);
    }
    Ok(cell)
}

#[cold]
fn is_missing<T>(
    row: &Row<'_, '_>,
    nth: usize,
    cell: Cell<'_, '_>,
    found: &mut Findings,
) -> Read<T> {
    if row.lacks(nth) {
        row.needs_column(nth, found);
        return Err(Unread);
    }
    unread(
        cell,
        &codes::MISSING_VALUE,
        format!("`{}` is blank", cell.name()),
        "it must be filled in".to_owned(),
        found,
    )
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
            let said = misread.sentences(&cell.text());
            let meant = misread.replacement();
            self::misread(cell, &codes::AMOUNT_FORMAT, said, meant, found)
        }
    }
}

/// A number, or nothing: digits with a point before decimals.
pub(super) fn number(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<Decimal>> {
    if cell.is_blank() {
        return Ok(None);
    }
    if let Some(number) = small_number(cell.raw).or_else(|| plain_decimal(cell.raw)) {
        return Ok(Some(number));
    }
    let misread = match understand(&cell.text(), false) {
        Ok(number) => Misread::meaning(number.to_string()),
        Err(misread) => misread,
    };
    let said = misread.say(&cell.text(), "number", "12 or 3.5");
    let meant = misread.replacement();
    self::misread(cell, &codes::NUMBER_FORMAT, said, meant, found)
}

/// A whole number of up to nine digits, as most numbers are.
fn small_number(text: &str) -> Option<Decimal> {
    let mut number = 0;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 || text.len() > 9 {
            return None;
        }
        number = number * 10 + u32::from(digit);
    }
    Some(number.into())
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
