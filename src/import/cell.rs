//! One cell of a foreign table, with its type and its place.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

/// What a cell holds. The cells of CSV are blank or text.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Nothing.
    #[default]
    Blank,
    /// Text, without spaces around it and in one line.
    Text(String),
    /// A number: the shortest decimal that is the cell's own.
    Number(Decimal),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Day(NaiveDate),
    /// A day and a time of it, by the clock of who wrote it.
    Time(NaiveDateTime),
    /// What a formula came to that came to nothing: `#REF!`.
    Error(String),
}

/// One cell, and where a person finds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// The row of the sheet, or the line of the file, from 1.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Its bytes in the text of the table's source.
    pub(super) bytes: Range<usize>,
}

/// What stands for the value of a formula that no program has computed.
pub(super) const NOT_COMPUTED: &str = "formula without a value";

impl Cell {
    /// Whether it holds nothing.
    pub fn is_blank(&self) -> bool {
        self.content == Content::Blank
    }

    /// What it says as plain text: a number as a plain decimal, a day as
    /// `2024-06-14`, yes and no as `true` and `false`.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.content {
            Content::Blank => Cow::Borrowed(""),
            Content::Text(text) | Content::Error(text) => Cow::Borrowed(text),
            Content::Number(number) => Cow::Owned(number.to_string()),
            Content::Bool(bool) => Cow::Owned(bool.to_string()),
            Content::Day(day) => Cow::Owned(day.to_string()),
            Content::Time(time) => Cow::Owned(time.format("%Y-%m-%dT%H:%M:%S").to_string()),
        }
    }

    /// `C14`, as a spreadsheet names it.
    pub fn reference(&self) -> String {
        format!("{}{}", letters(self.column), self.row)
    }
}

/// Text as a cell keeps it: one line, no spaces around it, composed letters.
/// Blank text is no content.
pub(super) fn text(text: &str) -> Content {
    use unicode_normalization::UnicodeNormalization;
    let is_edge = |letter: char| letter.is_whitespace() || letter == '\u{feff}';
    let text = text.trim_matches(is_edge);
    if text.is_empty() {
        return Content::Blank;
    }
    if !text.contains(|letter: char| letter.is_control()) {
        return Content::Text(text.nfc().collect());
    }
    let words = text.split(|letter: char| letter.is_control());
    let words: Vec<&str> = words
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    Content::Text(words.join(" ").nfc().collect())
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        let letter = u8::try_from(rest % 26).expect("less than 26");
        letters.push(char::from(b'A' + letter));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// Cells below one another.
#[cfg(test)]
pub(super) fn column(texts: &[&str]) -> Vec<Cell> {
    let numbered = (1..).zip(texts);
    let cells = numbered.map(|(row, words)| Cell {
        content: text(words),
        row,
        column: 0,
        bytes: 0..0,
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let names = [0, 25, 26, 701, 702].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn text_is_one_line_without_spaces_around_it() {
        assert_eq!(text(" \u{a0} "), Content::Blank);
        assert_eq!(text(" a\r\n b "), Content::Text("a b".into()));
        assert_eq!(text("A\u{30a}l"), Content::Text("Ål".into()));
    }
}
