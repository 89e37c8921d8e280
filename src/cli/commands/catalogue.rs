//! Every check by name: for `grants explain` and `grants check --list`.

use std::fmt::Write;

use crate::audit;
use crate::diagnostic::Code;
use crate::history;
use crate::reading;

/// Every check, sorted by name.
pub(in crate::cli) fn codes() -> Vec<&'static Code> {
    let mut codes: Vec<&Code> = reading::CODES
        .iter()
        .copied()
        .chain(audit::codes())
        .chain(history::CODES.iter().copied())
        .collect();
    codes.sort_by_key(|code| code.name);
    codes
}

/// Every check, a line each: its name, how bad it is, what it says.
pub(super) fn list() -> String {
    let codes = codes();
    let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for code in codes {
        let severity = code.severity.to_string();
        let (name, summary) = (code.name, code.summary());
        writeln!(out, "{name:width$}  {severity:7}  {summary}").expect("a string takes all text");
    }
    out
}
