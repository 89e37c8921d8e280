//! What is said where no column has what each row needs.

use crate::cli::output;

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
