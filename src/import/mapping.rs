//! A mapping of their columns to ours as a TOML text, read and written.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::assignment::Assignment;
use super::letters;
use super::table::Table;

/// A mapping as a TOML file has it, and as the command line adds to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Their column, by its name: ours, or nothing for one that is left out.
    pub columns: BTreeMap<String, String>,
    /// By our column: their word, ours.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Our column: what each row has in it.
    pub set: BTreeMap<String, String>,
    /// How the file is read, in the words of the command line.
    pub read: BTreeMap<String, String>,
}

impl Mapping {
    /// The mapping of a TOML text.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn of_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }
}

impl Assignment {
    /// The mapping as a TOML text, for a file beside the table.
    pub fn toml(&self, table: &Table, read: &BTreeMap<String, String>) -> String {
        let mut out = String::new();
        let targets = self.targets.iter().map(|(target, _)| target.words());
        let columns = keys(table).into_iter().zip(targets);
        section(
            &mut out,
            "# Their column = ours; \"\" leaves a column out.\n[columns]",
            columns.map(|(their, our)| (quoted(&their), our)),
        );
        for (column, values) in &self.values {
            let lines = values.iter();
            section(
                &mut out,
                &format!("# Their word = ours.\n[values.{}]", key(column)),
                lines.map(|(their, our)| (quoted(their), our.clone())),
            );
        }
        let plain = |(name, value): (&String, &String)| (key(name), value.clone());
        let set = self.set.iter().map(plain);
        section(&mut out, "# What each row has.\n[set]", set);
        let read = read.iter().map(plain);
        section(&mut out, "# How the file is read.\n[read]", read);
        out
    }
}

/// Writes a section, its values below one another; none where it has no line.
fn section(out: &mut String, title: &str, lines: impl Iterator<Item = (String, String)>) {
    let lines: Vec<_> = lines.collect();
    let Some(width) = lines.iter().map(|(key, _)| key.chars().count()).max() else {
        return;
    };
    let gap = if out.is_empty() { "" } else { "\n" };
    writeln!(out, "{gap}{title}").expect("a string takes all text");
    for (key, value) in lines {
        let value = quoted(&value);
        writeln!(out, "{key:width$} = {value}").expect("a string takes all text");
    }
}

/// A TOML key: bare where it may be.
fn key(text: &str) -> String {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    match !text.is_empty() && text.chars().all(is_bare) {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => {
                write!(out, "\\u{:04X}", u32::from(control)).expect("a string takes all text");
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The names by which a mapping knows a table's columns: that of the header;
/// with the letter of the column where it is blank or stands there twice.
pub fn keys(table: &Table) -> Vec<String> {
    let headings = table.columns();
    let count = |name: &str| headings.iter().filter(|other| other.name == name).count();
    let key = |heading: &super::Heading| {
        let letter = letters(heading.cell.column);
        match heading.name.as_str() {
            "" => format!("[{letter}]"),
            name if count(name) > 1 => format!("{name} [{letter}]"),
            name => name.to_owned(),
        }
    };
    headings.iter().map(key).collect()
}
