//! Dates: the one plain form, and what other forms were probably meant to say.

use chrono::{DateTime, NaiveDate};

use crate::diagnostic::Findings;
use crate::model::Received;

use super::codes;
use super::csv::{Cell, Row};
use super::value::{Read, Unread, misread, unread};

/// A day, or nothing.
#[inline(always)]
pub(super) fn date(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<NaiveDate>> {
    if cell.is_blank() {
        return Ok(None);
    }
    match day_of(cell) {
        Ok(day) => Ok(Some(day)),
        Err(Unread) => not_a_day(cell, found),
    }
}

/// As [`date`] of a cell that mostly says what it did in the row before: then
/// there is no need to look at more of it than its bytes.
#[inline(always)]
pub(super) fn day_again(
    row: &Row<'_, '_>,
    nth: usize,
    found: &mut Findings,
) -> Read<Option<NaiveDate>> {
    match row.header.last.day.of(row.word(nth)) {
        Some(day) => Ok(Some(day)),
        None => another_day(row, nth, found),
    }
}

#[inline(never)]
fn another_day(row: &Row<'_, '_>, nth: usize, found: &mut Findings) -> Read<Option<NaiveDate>> {
    date(row.cell(nth), found)
}

#[cold]
fn not_a_day<T>(cell: Cell<'_, '_>, found: &mut Findings) -> Read<T> {
    not_a_date(cell, "2024-06-14", found)
}

/// The day of a cell, which is mostly that of the row before; nothing is said.
#[inline(always)]
fn day_of(cell: Cell<'_, '_>) -> Read<NaiveDate> {
    let last = &cell.last().day;
    last.or_read(cell.word(), || day(cell.raw).ok_or(Unread))
}

/// The day of a cell that holds a time as well, where only a day belongs.
fn day_of_a_time(text: &str) -> Option<NaiveDate> {
    let (date, time) = text.split_once(['T', ' '])?;
    time.contains(':').then(|| day(date)).flatten()
}

/// When an application came in: a day, or an instant with its offset.
pub(super) fn received(cell: Cell<'_, '_>, found: &mut Findings) -> Read<Option<Received>> {
    if cell.is_blank() {
        return Ok(None);
    }
    if let Ok(day) = day_of(cell) {
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
    let only_a_day = day_of_a_time(&text).filter(|_| !forms.contains('T'));
    if let Some(day) = only_a_day {
        let message = format!("`{text}` is a day and a time; only the day belongs here");
        return unread(
            cell,
            &codes::DATE_FORMAT,
            message,
            format!("write {day}"),
            found,
        );
    }
    let meant = meant_day(&text);
    let (message, help) = match &meant {
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
    let replacement = meant.and_then(Result::ok).map(|day| day.to_string());
    misread(
        cell,
        &codes::DATE_FORMAT,
        (message, help),
        replacement,
        found,
    )
}

/// A day that was understood, as files have it; `None` for any other text.
pub(super) fn canonical(text: &str) -> Option<String> {
    if day(text).is_some() {
        return None;
    }
    let meant = meant_day(text)?.ok()?;
    Some(meant.to_string())
}

/// `2024-06-14`, and nothing else.
#[inline(never)]
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let &[c, d, y, z, b'-', m, n, b'-', e, f] = text.as_bytes() else {
        return None;
    };
    if ![c, d, y, z, m, n, e, f].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| u32::from(tens - b'0') * 10 + u32::from(ones - b'0');
    let year = i32::try_from(two(c, d) * 100 + two(y, z)).ok()?;
    NaiveDate::from_ymd_opt(year, two(m, n), two(e, f))
}

/// A day of another program: `14.06.2024`, `14. juni 2024`, `2024-06-14 12:30`,
/// of which the time is given back as it stands. With `day_first`, `03/04/2024`
/// is in April.
///
/// # Errors
/// When it is no day that can be told for certain: why.
pub fn foreign_day(text: &str, day_first: bool) -> Result<(NaiveDate, Option<&str>), String> {
    let text = text.trim();
    let (date, time) = match text.find([':']) {
        Some(colon) => {
            let at = text[..colon].rfind(['T', ' ']);
            let at = at.ok_or_else(|| format!("`{text}` is no date"))?;
            (
                text[..at].trim_end_matches([',', ' ']),
                Some(&text[at + 1..]),
            )
        }
        None => (text, None),
    };
    let date = date.trim_end_matches('.').trim_end_matches(" kl").trim();
    if let Some(day) = day(date) {
        return Ok((day, time));
    }
    let meant = meant_day_in(date, Some(day_first))
        .unwrap_or_else(|| Err("it is not written as one".to_owned()));
    let meant = meant.map_err(|why| format!("`{date}` is no date: {why}"))?;
    Ok((meant, time))
}

/// The months as Norwegian, Danish, Swedish and English write them.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january", "januari", "jan"],
    &["februar", "february", "februari", "feb"],
    &["mars", "marts", "march", "mar"],
    &["april", "apr"],
    &["mai", "maj", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["august", "augusti", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["desember", "december", "des", "dec"],
];

/// `14. juni 2024` as its parts: year, month, day.
fn in_words(text: &str) -> Option<[u32; 3]> {
    let text = text.to_lowercase();
    let mut parts = text
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '-'))
        .filter(|part| !part.is_empty());
    let mut part = || parts.next();
    let (one, two, three, None) = (part()?, part()?, part()?, part()) else {
        return None;
    };
    let month = |word: &str| {
        let nth = MONTHS.iter().position(|names| names.contains(&word))?;
        u32::try_from(nth + 1).ok()
    };
    let number = |word: &str| (word.len() <= 4).then(|| word.parse().ok()).flatten();
    match (month(one), month(two)) {
        (None, Some(month)) => Some([number(three)?, month, number(one)?]),
        (Some(month), None) => Some([number(three)?, month, number(two)?]),
        _ => None,
    }
}

/// The day that some other form of a date means, or why there is none.
fn meant_day(text: &str) -> Option<Result<NaiveDate, String>> {
    meant_day_in(text, None)
}

fn meant_day_in(text: &str, day_first: Option<bool>) -> Option<Result<NaiveDate, String>> {
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
        _ if in_words(text).is_some() => in_words(text)?,
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
    // `14/6-2024` is written by those alone who write the day first.
    let is_either = text.matches('/').count() == 2;
    if is_either && day_first == Some(false) {
        return Some(other.ok_or_else(|| "the calendar has no such day".to_owned()));
    }
    if let (Some(meant), Some(other)) = (meant, other)
        && is_either
        && day_first.is_none()
        && meant != other
    {
        return Some(Err(format!("it may mean {meant} or {other}")));
    }
    Some(meant.ok_or_else(|| "the calendar has no such day".to_owned()))
}
