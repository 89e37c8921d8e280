//! A TOML document as a tree of spots: every key is asked for by name, and
//! what nobody asked for is unknown.
//!
//! Built on the parsed tree and not on serde, because a typed reader stops at
//! the first wrong shape, and all of them are to be said in one run.

use std::cell::RefCell;
use std::ops::Range;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::source::{FileId, Source, Span};

use super::codes;

/// One value of the document, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Item<'d> {
    pub(super) file: FileId,
    value: &'d Spanned<DeValue<'d>>,
}

/// One table of the document: remembers which keys it was asked for, and what
/// is to be said of those that are missing.
pub(super) struct Keys<'d> {
    pub(super) file: FileId,
    table: &'d DeTable<'d>,
    span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
    missing: RefCell<Vec<(Vec<&'static str>, Finding)>>,
}

/// A date or a local date and time, as TOML writes them.
pub(super) enum Moment {
    Day(NaiveDate),
    Local(NaiveDateTime),
}

/// Parses a file; every syntax error is a finding, and then there is no document.
pub(super) fn parse<'d>(source: &'d Source, found: &mut Findings) -> Option<Spanned<DeTable<'d>>> {
    let text = source.text();
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(table);
    }
    let mut spots: Vec<(Range<usize>, String)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(mark..mark);
            (span, error.message().to_owned())
        })
        .collect();
    spots.sort_by_key(|(span, _)| (span.start, span.end));
    // One broken line makes the parser stumble several times; the first says why.
    let mut last_line = 0;
    for (span, message) in spots {
        let start = boundary(text, span.start);
        let line = source.position(start).line;
        if line <= last_line {
            continue;
        }
        last_line = line;
        let end = boundary(text, span.end).max(start);
        let end = end.min(source.line(line).end.max(start));
        found.add(syntax(
            &text[start..end],
            Span::new(source.id(), start, end),
            &message,
        ));
    }
    None
}

/// A syntax error in the parser's words, or in better ones.
fn syntax(text: &str, span: Span, message: &str) -> Finding {
    let said = |message: &str| Finding::new(&codes::TOML_SYNTAX, span, message);
    if message == "duplicate key" {
        return said(&format!("the key `{text}` is given twice")).help("keep one of the two");
    }
    let (message, expected) = message.split_once(", expected").unwrap_or((message, ""));
    let finding = said(&format!("this is not TOML: {message}"));
    match (message, expected) {
        ("string values must be quoted", _) => finding.help("write texts in quotes: \"…\""),
        (_, "") => finding,
        _ => finding.label(format!("expected{expected}")),
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'d> Keys<'d> {
    /// The whole document.
    pub(super) fn root(file: FileId, document: &'d Spanned<DeTable<'d>>) -> Self {
        Self {
            file,
            table: document.get_ref(),
            span: 0..0,
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// Where the table's header, or the inline table, stands.
    pub(super) fn span(&self) -> Span {
        Span::new(self.file, self.span.start, self.span.end)
    }

    /// The value of a key, if it is there.
    pub(super) fn get(&self, key: &'static str) -> Option<Item<'d>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key).map(|value| Item {
            file: self.file,
            value,
        })
    }

    /// The value of a key that must be there; `finish` says so where it is not.
    pub(super) fn need(&self, key: &'static str) -> Option<Item<'d>> {
        let item = self.get(key);
        if item.is_none() {
            let finding = Finding::new(
                &codes::MISSING_KEY,
                self.span(),
                format!("the key `{key}` is missing"),
            );
            self.lacks(&[key], finding.help(format!("add it: {key} = …")));
        }
        item
    }

    /// What `finish` is to say where none of `keys` is there: nothing, if one
    /// of them stands there misspelled.
    pub(super) fn lacks(&self, keys: &[&'static str], finding: Finding) {
        self.missing.borrow_mut().push((keys.to_vec(), finding));
    }

    /// Whether some key of the table was meant to be this one; known only once
    /// every key was asked for.
    pub(super) fn misspells(&self, key: &str) -> bool {
        self.strays()
            .any(|(stray, _, item)| nearest(stray, self.candidates(item)) == Some(key))
    }

    /// The keys that nobody asked for.
    fn strays(&self) -> impl Iterator<Item = (&'d str, Span, Item<'d>)> {
        let asked = self.asked.borrow().clone();
        let entries = self.entries().into_iter();
        entries.filter(move |(key, _, _)| !asked.contains(key))
    }

    /// The keys that a stray one may have been meant to be: those that are not
    /// there, and for a table also those that are, because `[table.one]` and
    /// `[tabel.two]` are parts of one.
    fn candidates(&self, stray: Item<'_>) -> Vec<&'static str> {
        let mut candidates = Vec::new();
        for key in self.asked.borrow().iter() {
            let free = !self.table.contains_key(*key) || stray.holds_tables();
            if free && !candidates.contains(key) {
                candidates.push(*key);
            }
        }
        candidates
    }

    /// Every key with its place and value, in the order of the file: for
    /// tables whose keys are names of the user's own.
    pub(super) fn entries(&self) -> Vec<(&'d str, Span, Item<'d>)> {
        let mut entries: Vec<_> = self
            .table
            .iter()
            .map(|(key, value)| {
                let span = key.span();
                (
                    key.get_ref().as_ref(),
                    Span::new(self.file, span.start, span.end),
                    Item {
                        file: self.file,
                        value,
                    },
                )
            })
            .collect();
        entries.sort_by_key(|(_, span, _)| span.range().start);
        entries
    }

    /// Says which keys nobody asked for, and which are missing.
    pub(super) fn finish(&self, found: &mut Findings) {
        #[cfg(test)]
        self.remember();
        let mut meant = Vec::new();
        let mut strays = 0;
        for (key, span, item) in self.strays() {
            let candidates = self.candidates(item);
            strays += 1;
            meant.extend(nearest(key, candidates.iter().copied()));
            let help = if candidates.is_empty() {
                "delete it, or make it a comment: # …".to_owned()
            } else {
                one_of(key, candidates)
            };
            let message = format!("there is no key `{key}` here");
            found.add(Finding::new(&codes::UNKNOWN_KEY, span, message).help(help));
        }
        for (keys, finding) in self.missing.take() {
            // One of several may have been meant by any stray.
            let explained = keys.iter().any(|key| meant.contains(key));
            if !explained && (keys.len() == 1 || strays == 0) {
                found.add(finding);
            }
        }
    }
}

#[cfg(test)]
thread_local! {
    /// Of each finished table the keys that it has and those it was asked for.
    pub(super) static ASKED: RefCell<Vec<(Vec<String>, Vec<&'static str>)>> = RefCell::default();
}

#[cfg(test)]
impl Keys<'_> {
    fn remember(&self) {
        let there = self.table.keys().map(|key| key.get_ref().to_string());
        let both = (there.collect(), self.asked.borrow().clone());
        ASKED.with_borrow_mut(|asked| asked.push(both));
    }
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
        found.add(Finding::new(&codes::WRONG_TYPE, self.span(), message).help(help));
        None
    }

    /// A finding of `wrong-value` here, and no value.
    pub(super) fn refuse<T>(
        &self,
        message: impl Into<String>,
        help: impl Into<String>,
        found: &mut Findings,
    ) -> Option<T> {
        found.add(Finding::new(&codes::WRONG_VALUE, self.span(), message).help(help));
        None
    }

    fn holds_tables(&self) -> bool {
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
        self.value().as_table().map(|table| Keys {
            file: self.file,
            table,
            span: self.value.span(),
            asked: RefCell::default(),
            missing: RefCell::default(),
        })
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
            None => self.refuse(
                "this is not a plain number",
                "digits, and a point before decimals: 1234 or \"1234.50\"",
                found,
            ),
        }
    }

    /// A date, or a local date and time.
    pub(super) fn moment(&self, found: &mut Findings) -> Option<Moment> {
        let day = self.value().as_datetime().and_then(|moment| moment.date);
        let day = day.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        let (Some(moment), Some(day)) = (self.value().as_datetime(), day) else {
            let help = "write it without quotes, such as 2024-06-14";
            return self.wrong_type("a date", help, found);
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
