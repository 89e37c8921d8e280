//! Which of their columns is which of ours: given, or proposed from the names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

use crate::diagnostic::one_of;
use crate::model::{Scheme, folded};
use crate::reading::{self, Fact};

use super::table::Table;
use super::{letters, synonyms};

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

/// What one of their columns is recorded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Our column of this name.
    Column(String),
    /// The score on this criterion.
    Criterion(String),
    /// Tells which application is meant, by this column of applications.csv.
    Application(String),
    /// It is not recorded.
    LeftOut,
}

impl Target {
    fn of(words: &str, fact: Fact, scheme: &Scheme) -> Result<Self, String> {
        if words.is_empty() {
            return Ok(Self::LeftOut);
        }
        let criterion = words.strip_prefix("criterion:");
        if let Some(id) = criterion.filter(|_| fact == Fact::Assessments) {
            let ids = scheme
                .criteria
                .iter()
                .map(|criterion| criterion.id.as_str());
            return match scheme.criterion(id) {
                Some(_) => Ok(Self::Criterion(id.to_owned())),
                None => Err(format!(
                    "the scheme has no criterion `{id}`: {}",
                    one_of(id, ids)
                )),
            };
        }
        let by = words.strip_prefix("application:");
        if let Some(by) = by.filter(|_| fact != Fact::Applications) {
            let known = ["org_number", "applicant"];
            return match known.contains(&by) {
                true => Ok(Self::Application(by.to_owned())),
                false => Err(format!(
                    "no application is known by `{by}`: {}",
                    one_of(by, known)
                )),
            };
        }
        let columns = reading::columns(scheme, fact);
        if columns.iter().any(|column| column == words) {
            return Ok(Self::Column(words.to_owned()));
        }
        let columns = columns.iter().map(String::as_str);
        let file = fact.file_name();
        Err(format!(
            "{file} has no column `{words}`: {}",
            one_of(words, columns)
        ))
    }

    /// The words that name it in a mapping.
    pub fn words(&self) -> String {
        match self {
            Self::Column(name) => name.clone(),
            Self::Criterion(id) => format!("criterion:{id}"),
            Self::Application(by) => format!("application:{by}"),
            Self::LeftOut => String::new(),
        }
    }
}

/// How it is known what a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The user said so.
    Given,
    /// It bears the very name of ours.
    Named,
    /// Its name is known for it, or is not known at all: the user has to agree.
    Proposed,
}

/// What each of a table's columns is.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// For each column of the table, in order.
    pub targets: Vec<(Target, How)>,
    /// Their words for ours; those that are proposed among them.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What each row has.
    pub set: BTreeMap<String, String>,
    /// Whether words for values are proposed.
    pub proposes_values: bool,
}

impl Assignment {
    /// Whether a column of theirs, by its index, is of any use.
    pub fn is_read(&self, nth: usize) -> bool {
        self.targets[nth].0 != Target::LeftOut
    }

    /// Whether the user has to agree before anything is recorded.
    pub fn is_proposed(&self) -> bool {
        self.proposes_values || self.targets.iter().any(|(_, how)| *how == How::Proposed)
    }

    /// Which of the table's columns has this target.
    pub fn column(&self, target: &Target) -> Option<usize> {
        self.targets.iter().position(|(known, _)| known == target)
    }

    /// Whether our column gets a value, from a column or for each row.
    pub fn has(&self, column: &str) -> bool {
        self.set.contains_key(column) || self.column(&Target::Column(column.to_owned())).is_some()
    }

    /// The mapping as a TOML text, for a file beside the table.
    pub fn toml(&self, table: &Table, read: &BTreeMap<String, String>) -> String {
        let mut out = String::new();
        let mut section = |title: &str, lines: Vec<(String, &str)>| {
            if lines.is_empty() {
                return;
            }
            let gap = if out.is_empty() { "" } else { "\n" };
            let width = lines.iter().map(|(key, _)| key.chars().count()).max();
            let width = width.unwrap_or(0);
            writeln!(out, "{gap}{title}").expect("a string takes all text");
            for (key, value) in lines {
                let value = quoted(value);
                writeln!(out, "{key:width$} = {value}").expect("a string takes all text");
            }
        };
        let words: Vec<String> = self
            .targets
            .iter()
            .map(|(target, _)| target.words())
            .collect();
        let lines = keys(table).into_iter().map(|key| quoted(&key));
        section(
            "# Their column = ours; \"\" leaves a column out.\n[columns]",
            lines.zip(words.iter().map(String::as_str)).collect(),
        );
        for (column, values) in &self.values {
            let lines = values.iter();
            section(
                &format!("# Their word = ours.\n[values.{}]", key(column)),
                lines
                    .map(|(key, value)| (quoted(key), value.as_str()))
                    .collect(),
            );
        }
        let plain = |map: &'_ BTreeMap<String, String>| -> Vec<(String, String)> {
            map.iter()
                .map(|(name, value)| (key(name), value.clone()))
                .collect()
        };
        let set = plain(&self.set);
        section(
            "# What each row has.\n[set]",
            set.iter()
                .map(|(key, value)| (key.clone(), value.as_str()))
                .collect(),
        );
        let read = plain(read);
        section(
            "# How the file is read.\n[read]",
            read.iter()
                .map(|(key, value)| (key.clone(), value.as_str()))
                .collect(),
        );
        out
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

/// What each column of a table is: what the mapping says, else its own name
/// where that is one of ours, else what its name is known for.
///
/// # Errors
/// What is wrong with the mapping, a sentence each.
pub fn assign(
    table: &Table,
    mapping: &Mapping,
    fact: Fact,
    scheme: &Scheme,
) -> Result<Assignment, Vec<String>> {
    let keys = keys(table);
    let mut wrong = Vec::new();
    for their in mapping.columns.keys() {
        if !keys.iter().any(|key| is_same(key, their)) {
            let near = one_of(their, keys.iter().map(String::as_str));
            wrong.push(format!("the file has no column `{their}`: {near}"));
        }
    }
    let ours = reading::columns(scheme, fact);
    for column in mapping.set.keys().chain(mapping.values.keys()) {
        if !ours.contains(column) {
            let near = one_of(column, ours.iter().map(String::as_str));
            wrong.push(format!(
                "{} has no column `{column}`: {near}",
                fact.file_name()
            ));
        }
    }
    let mut targets: Vec<Option<(Target, How)>> = Vec::new();
    for key in &keys {
        let given = mapping
            .columns
            .iter()
            .find(|(their, _)| is_same(key, their));
        targets.push(match given {
            Some((their, words)) => match Target::of(words, fact, scheme) {
                Ok(target) => Some((target, How::Given)),
                Err(why) => {
                    wrong.push(format!("`{their}`: {why}"));
                    Some((Target::LeftOut, How::Given))
                }
            },
            None => ours
                .iter()
                .find(|column| *column == key)
                .map(|column| (Target::Column(column.clone()), How::Named)),
        });
    }
    propose(&mut targets, &keys, mapping, fact, scheme);
    let targets = targets
        .into_iter()
        .map(|target| target.unwrap_or((Target::LeftOut, How::Proposed)));
    let mut assignment = Assignment {
        targets: targets.collect(),
        values: mapping.values.clone(),
        set: mapping.set.clone(),
        proposes_values: false,
    };
    wrong.extend(conflicts(&assignment, &keys));
    for column in ["applicant_type", "entry"] {
        propose_values(&mut assignment, column, table, scheme);
    }
    if wrong.is_empty() {
        Ok(assignment)
    } else {
        Err(wrong)
    }
}

/// `Søkt beløp` and `søkt  beløp` are one name.
fn is_same(key: &str, their: &str) -> bool {
    folded(key) == folded(their)
}

/// What is left, by the names that are known; each of ours at most once.
fn propose(
    targets: &mut [Option<(Target, How)>],
    keys: &[String],
    mapping: &Mapping,
    fact: Fact,
    scheme: &Scheme,
) {
    for nth in 0..keys.len() {
        if targets[nth].is_some() {
            continue;
        }
        let known = synonyms::column(&keys[nth], fact, scheme);
        let Some(target) = known.and_then(|words| Target::of(&words, fact, scheme).ok()) else {
            continue;
        };
        let taken = targets.iter().flatten().any(|(other, _)| *other == target);
        let is_set = matches!(&target, Target::Column(name) if mapping.set.contains_key(name));
        if !taken && !is_set {
            targets[nth] = Some((target, How::Proposed));
        }
    }
}

/// Two of their columns for one of ours, and the like.
fn conflicts(assignment: &Assignment, keys: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for ((target, _), key) in assignment.targets.iter().zip(keys) {
        if *target == Target::LeftOut {
            continue;
        }
        let words = target.words();
        if assignment.set.contains_key(&words) {
            wrong.push(format!(
                "`{words}` is set for each row, and `{key}` is mapped to it too"
            ));
        }
        if let Some(other) = seen.insert(words.clone(), key) {
            wrong.push(format!(
                "`{other}` and `{key}` are both mapped to `{words}`"
            ));
        }
    }
    let is_wide = seen.keys().any(|words| words.starts_with("criterion:"));
    for column in ["criterion", "score"] {
        if is_wide && assignment.has(column) {
            wrong.push(format!(
                "scores stand in columns of their own (criterion:…), and `{column}` is mapped too"
            ));
        }
    }
    wrong
}

/// The words of theirs that are known to stand for one of ours.
fn propose_values(assignment: &mut Assignment, column: &str, table: &Table, scheme: &Scheme) {
    let Some(nth) = assignment.column(&Target::Column(column.to_owned())) else {
        return;
    };
    let given = assignment.values.get(column);
    let words: BTreeSet<String> = table
        .column(nth)
        .map(|cell| cell.text().into_owned())
        .filter(|word| given.is_none_or(|given| !given.keys().any(|key| is_same(key, word))))
        .collect();
    for word in words {
        let our = synonyms::value(column, &word, scheme);
        if let Some(our) = our.filter(|our| *our != word) {
            let values = assignment.values.entry(column.to_owned()).or_default();
            values.insert(word, our);
            assignment.proposes_values = true;
        }
    }
}
