//! One value of a TOML document, asked for as what it should be.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::{Finding, Findings, one_of};
use crate::source::{FileId, Span};

use super::codes;
use super::document::Keys;
use super::meant;

/// One value of the document, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Item<'d> {
    pub(super) file: FileId,
    pub(super) value: &'d Spanned<DeValue<'d>>,
}

/// A date or a local date and time, as TOML writes them.
pub(super) enum Moment {
    Day(NaiveDate),
    Local(NaiveDateTime),
}

impl<'d> Item<'d> {
    /// Where the value stands.
    pub(super) fn span(&self) -> Span {
        let span = self.value.span();
        Span::new(self.file, span.start, span.end)
    }

    fn value(&self) -> &'d DeValue<'d> {
        self.value.get_ref()
    }

    /// A finding of `wrong-type` here, and no value.
    pub(super) fn wrong_type<T>(
        &self,
        wanted: &str,
        help: &str,
        found: &mut Findings,
    ) -> Option<T> {
        let is = match self.value() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(_), Some(_)) => "a date with a time",
                (Some(_), None) => "a date",
                (None, _) => "a time of day",
            },
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let message = format!("this is {is}, but {wanted} is expected");
        found.add(Finding::new(&codes::WRONG_TYPE, self.span(), message).help(help.to_owned()));
        None
    }

    /// A finding of `wrong-value` here, and no value.
    pub(super) fn refuse<T>(
        &self,
        message: impl Into<Cow<'static, str>>,
        help: impl Into<Cow<'static, str>>,
        found: &mut Findings,
    ) -> Option<T> {
        found.add(Finding::new(&codes::WRONG_VALUE, self.span(), message).help(help));
        None
    }

    pub(super) fn holds_tables(&self) -> bool {
        match self.value() {
            DeValue::Array(items) => items.iter().any(|item| item.get_ref().is_table()),
            value => value.is_table(),
        }
    }

    /// Text, if it is one; says nothing otherwise.
    pub(super) fn as_text(&self) -> Option<&'d str> {
        self.value().as_str()
    }

    /// The table, if it is one; says nothing otherwise.
    pub(super) fn as_keys(&self) -> Option<Keys<'d>> {
        let table = self.value().as_table()?;
        Some(Keys::of(self.file, table, self.value.span()))
    }

    /// A text that is not blank.
    pub(super) fn text(&self, found: &mut Findings) -> Option<&'d str> {
        match self.as_text() {
            Some(text) if !text.trim().is_empty() => Some(text),
            Some(_) => self.refuse("the text is blank", "write it, or leave the key out", found),
            None => self.wrong_type("a text", "write it in quotes: \"…\"", found),
        }
    }

    /// One of a fixed set of words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)], found: &mut Findings) -> Option<T> {
        if self.as_text().is_none() {
            let known: Vec<String> = words.iter().map(|(it, _)| format!("\"{it}\"")).collect();
            let which = if known.len() > 1 { "one of: " } else { "" };
            return self.wrong_type(
                "a text",
                &format!("write {which}{}", known.join(", ")),
                found,
            );
        }
        let word = self.text(found)?;
        let known = words.iter().find(|(known, _)| *known == word);
        match known {
            Some((_, value)) => Some(*value),
            None => self.refuse(
                format!("`{word}` is not known here"),
                one_of(word, words.iter().map(|(known, _)| *known)),
                found,
            ),
        }
    }

    /// `true` or `false`.
    pub(super) fn bool(&self, found: &mut Findings) -> Option<bool> {
        match self.value().as_bool() {
            Some(value) => Some(value),
            None => self.wrong_type(
                "true or false",
                "write true or false, without quotes",
                found,
            ),
        }
    }

    /// A table.
    pub(super) fn keys(&self, found: &mut Findings) -> Option<Keys<'d>> {
        match self.as_keys() {
            Some(keys) => Some(keys),
            None => self.wrong_type(
                "a table",
                "write keys and values in braces: { … = … }, or below a line [ … ]",
                found,
            ),
        }
    }

    /// The items of a list.
    pub(super) fn list(&self, found: &mut Findings) -> Option<Vec<Item<'d>>> {
        match self.value().as_array() {
            Some(array) => Some(
                array
                    .iter()
                    .map(|value| Item {
                        file: self.file,
                        value,
                    })
                    .collect(),
            ),
            None => self.wrong_type("a list", "write it in brackets: [ … ]", found),
        }
    }

    /// The tables of a list: `[[key]]`.
    pub(super) fn tables(&self, key: &str, found: &mut Findings) -> Option<Vec<Item<'d>>> {
        if self.value().is_table() {
            return self.wrong_type("a list of tables", &format!("write [[{key}]]"), found);
        }
        self.list(found)
    }

    /// A count: a whole number from 1.
    pub(super) fn count(&self, found: &mut Findings) -> Option<u32> {
        let Some(count) = self.integer() else {
            return self.wrong_type(
                "a whole number",
                "write it without quotes and without a point",
                found,
            );
        };
        match u32::try_from(count) {
            Ok(count) if count > 0 => Some(count),
            _ => self.refuse(
                "the number is out of range",
                "write a whole number from 1",
                found,
            ),
        }
    }

    fn integer(&self) -> Option<i64> {
        let integer = self.value().as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    /// An exact number: a whole one, or a decimal in quotes. `negative` says
    /// whether it may be below zero.
    pub(super) fn decimal(&self, negative: bool, found: &mut Findings) -> Option<Decimal> {
        let number = match self.value() {
            DeValue::Integer(_) => self.integer().map(Decimal::from),
            DeValue::String(text) => plain_decimal(text),
            DeValue::Float(float) => {
                found.add(
                    Finding::new(
                        &codes::FLOAT_AMOUNT,
                        self.span(),
                        "a bare number with a point is not exact",
                    )
                    .label("computers round this")
                    .help(quoted(float.as_str())),
                );
                return None;
            }
            _ => {
                return self.wrong_type(
                    "a number",
                    "write a whole number, or a decimal in quotes: 1234 or \"1234.50\"",
                    found,
                );
            }
        };
        match number {
            Some(number) if negative || !number.is_sign_negative() || number.is_zero() => {
                Some(number)
            }
            Some(_) => self.refuse("the number is below zero", "write a number from 0", found),
            None => {
                let help = self.as_text().and_then(meant::amount).unwrap_or_else(|| {
                    "digits, and a point before decimals: 1234 or \"1234.50\"".to_owned()
                });
                self.refuse("this is not a plain number", help, found)
            }
        }
    }

    /// A date, or a local date and time.
    pub(super) fn moment(&self, found: &mut Findings) -> Option<Moment> {
        let day = self.value().as_datetime().and_then(|moment| moment.date);
        let day = day.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        let (Some(moment), Some(day)) = (self.value().as_datetime(), day) else {
            let day = self.as_text().and_then(meant::day);
            let day = day.unwrap_or_else(|| "2024-06-14".to_owned());
            let help = format!("write it without quotes, such as {day}");
            return self.wrong_type("a date", &help, found);
        };
        if moment.offset.is_some() {
            return self.refuse(
                "a time with an offset is not expected here",
                "write the local time of the scheme's time zone: 2024-06-14T12:00:00",
                found,
            );
        }
        let Some(time) = moment.time else {
            return Some(Moment::Day(day));
        };
        let time = NaiveTime::from_hms_opt(
            time.hour.into(),
            time.minute.into(),
            time.second.unwrap_or(0).into(),
        );
        match time {
            Some(time) => Some(Moment::Local(day.and_time(time))),
            None => self.refuse(
                "there is no such time of day",
                "00:00:00 to 23:59:59",
                found,
            ),
        }
    }

    /// A date.
    pub(super) fn day(&self, found: &mut Findings) -> Option<NaiveDate> {
        match self.moment(found)? {
            Moment::Day(day) => Some(day),
            Moment::Local(_) => self.wrong_type("a date", "leave the time out", found),
        }
    }

    /// Whether it is a list without items; says nothing otherwise.
    pub(super) fn is_empty_list(&self) -> bool {
        self.value()
            .as_array()
            .is_some_and(|items| items.is_empty())
    }

    /// A date, if it is one; says nothing otherwise.
    pub(super) fn is_moment(&self) -> bool {
        self.value().as_datetime().is_some()
    }
}

/// How to write a bare float: in quotes, if its digits are plain.
fn quoted(float: &str) -> String {
    let plain = float.replace('_', "");
    let plain = plain.strip_prefix('+').unwrap_or(&plain);
    match plain_decimal(plain) {
        Some(_) => format!("put it in quotes: \"{plain}\""),
        None => "write digits, in quotes if there is a point: 1234 or \"1234.50\"".to_owned(),
    }
}

/// Digits with at most one point between them, and a minus before: nothing else.
pub(super) fn plain_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (plain(whole) && plain(fraction) && text.len() <= 28)
        .then(|| Decimal::from_str(text).ok())
        .flatten()
}
