//! A foreign table, to rows of ours.

use crate::cli::session::Session;
use crate::cli::writing::Entry;
use crate::diagnostic::Finding;
use crate::import::{self, Assignment, Draft, Ledger, Table};
use crate::model::{Book, counted};
use crate::recording::Row;

use super::carried;
use super::shown;
use super::task::{Given, Task};

pub(super) fn drafted(
    session: &Session,
    book: &Book<'_>,
    table: &Table,
    assignment: &Assignment,
    given: &Given,
    task: &Task<'_>,
) -> Draft {
    let applications = book.applications.iter().map(|application| {
        let number = application.org_number.as_ref();
        (
            application.id.as_str().to_owned(),
            number.map(|number| number.as_str().to_owned()),
            application.applicant.into(),
        )
    });
    let applications: Vec<_> = applications.collect();
    let ledger = Ledger {
        scheme: book.scheme,
        fact: task.fact,
        text: session
            .folder
            .texts(&book.scheme.id)
            .get(task.fact)
            .map(|source| source.text()),
        applications: &applications,
        id_prefix: task.id_prefix,
    };
    import::draft(table, assignment, ledger, &given.reading)
}

/// What is to be recorded, and what our file has no column for.
pub(super) fn entry(
    session: &Session,
    book: &Book<'_>,
    table: &Table,
    draft: &Draft,
    task: &Task<'_>,
) -> (Entry, Vec<Finding>) {
    let texts = session.folder.texts(&book.scheme.id);
    let text = texts.get(task.fact).map_or("", |source| source.text());
    let header = carried::header(text);
    let lacks = |column: &&String| !header.is_empty() && !header.contains(*column);
    let lacking: Vec<&String> = draft.columns.iter().filter(lacks).collect();
    let file = format!("data/{}/{}", book.scheme.id, task.fact.file_name());
    let mut homeless = Vec::new();
    if !task.add_columns {
        for column in &lacking {
            let mut cells = draft.rows.iter().flat_map(|row| &row.cells);
            let cell = cells.find(|cell| cell.column == **column && cell.cell.is_some());
            let cell = cell.and_then(|cell| cell.cell.as_ref());
            let heading = cell.and_then(|cell| {
                let mut headings = table.columns().iter();
                headings.find(|heading| heading.cell.column == cell.column)
            });
            let place = heading.or(table.columns().first());
            if let Some(heading) = place {
                homeless.push(import::no_such_column(table, &heading.cell, column, &file));
            }
        }
    }
    let rows = draft.rows.iter().map(|row| {
        let cells = row.cells.iter();
        cells.fold(Row::new(), |made, cell| {
            made.cell(&cell.column, &cell.value)
        })
    });
    let rows: Vec<Row> = rows.collect();
    let entry = Entry {
        scheme: book.scheme.id.clone(),
        fact: task.fact,
        what: counted(rows.len(), shown::word(task.fact)),
        rows,
        new_columns: lacking.into_iter().cloned().collect(),
        brief: None,
    };
    (entry, homeless)
}
