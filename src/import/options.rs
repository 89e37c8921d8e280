//! What the user says about a foreign file where it is not to be recognised.

use std::collections::BTreeMap;

use crate::diagnostic::one_of;
use crate::reading::DecimalMark;

use super::{Encoding, Separator};

/// How a foreign file is to be read; what is `None` is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What stands between the cells of a CSV file.
    pub separator: Option<Separator>,
    /// How the letters of a CSV file are written.
    pub encoding: Option<Encoding>,
    /// Which sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// The row of the column names, from 1, as the spreadsheet or an editor
    /// counts them.
    pub header_row: Option<usize>,
    /// What stands before decimals.
    pub decimal: Option<DecimalMark>,
    /// Whether `03/04/2024` is in April.
    pub day_first: Option<bool>,
}

/// The names under which a mapping says how a file is read; those of the
/// command line.
pub const READ_KEYS: [&str; 6] = [
    "separator",
    "encoding",
    "sheet",
    "header-row",
    "decimal",
    "dates",
];

impl Reading {
    /// What the words of a mapping's `[read]` say.
    ///
    /// # Errors
    /// What is wrong with them, a sentence each.
    pub fn of_words(words: &BTreeMap<String, String>) -> Result<Self, Vec<String>> {
        let mut reading = Self::default();
        let mut wrong = Vec::new();
        for (key, value) in words {
            if let Err(why) = reading.take(key, value) {
                wrong.push(why);
            }
        }
        if wrong.is_empty() {
            Ok(reading)
        } else {
            Err(wrong)
        }
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "separator" => self.separator = Some(word(key, value, &Separator::ALL)?),
            "encoding" => self.encoding = Some(word(key, value, &Encoding::ALL)?),
            "sheet" => self.sheet = Some(value.to_owned()),
            "header-row" => {
                let row = value.parse().ok().filter(|row| *row > 0);
                let row = row.ok_or_else(|| format!("`{value}` is no row: rows count from 1"))?;
                self.header_row = Some(row);
            }
            "decimal" => {
                let words = [("comma", DecimalMark::Comma), ("point", DecimalMark::Point)];
                self.decimal = Some(word(key, value, &words)?);
            }
            "dates" => {
                let words = [("day-first", true), ("month-first", false)];
                self.day_first = Some(word(key, value, &words)?);
            }
            _ => return Err(format!("[read] has no `{key}`: {}", one_of(key, READ_KEYS))),
        }
        Ok(())
    }
}

fn word<T: Copy>(key: &str, value: &str, words: &[(&str, T)]) -> Result<T, String> {
    let known = words.iter().find(|(word, _)| *word == value);
    known.map(|(_, value)| *value).ok_or_else(|| {
        let words = words.iter().map(|(word, _)| *word);
        format!("{key} cannot be `{value}`: {}", one_of(value, words))
    })
}
