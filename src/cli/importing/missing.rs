//! Which columns each row needs and nothing gives, and what is said then.

use crate::cli::output;
use crate::import::{self, Assignment};
use crate::model::Book;
use crate::reading::{self, Fact};

/// Our columns that each row needs and nothing gives.
pub(super) fn missing(book: &Book<'_>, fact: Fact, assignment: &Assignment) -> Vec<String> {
    let mut required = reading::required_columns(book.scheme, fact);
    let is_wide = assignment
        .targets
        .iter()
        .any(|(target, _)| matches!(target, import::Target::Criterion(_)));
    let is_found = assignment
        .targets
        .iter()
        .any(|(target, _)| matches!(target, import::Target::Application(_)));
    required.retain(|column| match column.as_str() {
        "id" | "entry" => false,
        "criterion" | "score" if is_wide => false,
        "application" if is_found => false,
        column => !assignment.has(column),
    });
    required
}

/// Says which of our columns nothing gives to each `what`, what was therefore
/// not done, and, line by line, the ways out of it.
pub(in crate::cli) fn say_missing(columns: &[String], what: &str, undone: &str, ways: &[String]) {
    let names: Vec<String> = columns.iter().map(|column| format!("`{column}`")).collect();
    let (names, it) = match names.as_slice() {
        [one] => (one.clone(), "it"),
        all => (all.join(", "), "them"),
    };
    output::say(&format!(
        "grants: each {what} needs {names}, and no column is mapped to {it}: {undone}"
    ));
    output::say("  say which column it is: --map \"THEIRS=OURS\"");
    for way in ways {
        output::say(&format!("  {way}"));
    }
}
