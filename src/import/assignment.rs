//! Which of their columns is which of ours: given, or proposed from the names.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::one_of;
use crate::model::{Scheme, folded};
use crate::reading::{self, Fact};

use super::mapping::{Mapping, keys};
use super::synonyms;
use super::table::Table;
use super::target::{How, Target};

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
