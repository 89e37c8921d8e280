//! Every check by name: for `grants explain` and `grants check --list`.

use std::fmt::Write;

use crate::audit;
use crate::diagnostic::Code;
use crate::history;
use crate::model::Language;
use crate::reading;
use crate::table::{Cell, Column, Grid};

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

/// Checks as a table; with their pages where a program asked for one.
pub(super) fn grid(codes: &[&Code], pages: bool) -> Grid<'static> {
    let mut columns = vec![
        Column::new("check", "Check"),
        Column::new("severity", "Severity"),
        Column::new("summary", "What it finds").elastic(),
    ];
    columns.extend(pages.then(|| Column::new("page", "Page").elastic()));
    let mut grid = Grid::new(Language::English, columns);
    grid.set_title("Checks", "");
    for code in codes {
        let mut row = vec![
            Cell::id(code.name),
            Cell::text(code.severity.to_string()),
            Cell::text(code.summary()),
        ];
        row.extend(pages.then(|| Cell::text(code.page.trim_end())));
        grid.push(row);
    }
    grid
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
