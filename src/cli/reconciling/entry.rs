//! The rows of payments.csv for what is missing here.

use std::path::Path;

use crate::cli::writing::{Brief, Entry};
use crate::model::{Book, counted};
use crate::reading::Fact;
use crate::recording::Row;

use super::asked::Reconciling;
use super::finance::Line;

pub(super) fn entry(book: &Book<'_>, lines: &[&Line], asked: &Reconciling<'_>) -> Entry {
    let place = |line: &&Line| place(asked.task.file, line.line.row);
    let backs = lines
        .iter()
        .filter(|line| line.line.movement.is_back())
        .count();
    let counts = [(lines.len() - backs, "payment"), (backs, "repayment")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| counted(count, word)).collect();
    Entry {
        scheme: book.scheme.id.clone(),
        fact: Fact::Payments,
        rows: lines
            .iter()
            .map(|line| row(book, line, &asked.task.consent.by))
            .collect(),
        new_columns: Vec::new(),
        what: counts.join(" and "),
        brief: Some(Brief {
            places: lines.iter().map(place).collect(),
            next: Vec::new(),
        }),
    }
}

fn place(file: &Path, row: usize) -> String {
    format!("{}:{row}", file.display())
}

/// The row of payments.csv for a line of the finance system.
fn row(book: &Book<'_>, line: &Line, by: &str) -> Row {
    let movement = &line.line.movement;
    let (entry, amount) = match movement.is_back() {
        true => ("repayment", -movement.amount),
        false => ("payment", movement.amount),
    };
    let amount = amount.decimal(book.scheme.currency).normalize();
    let application = movement.application().map(|index| book.application(index));
    let row = Row::new()
        .cell("entry", entry)
        .cell("amount", amount)
        .cell("by", by)
        .cell(
            "reference",
            movement.reference.as_deref().unwrap_or_default(),
        )
        .cell("note", line.note.as_deref().unwrap_or_default());
    let row = match movement.date {
        Some(date) => row.cell("date", date),
        None => row,
    };
    match application {
        Some(application) => row.cell("application", application.id),
        None => row,
    }
}
