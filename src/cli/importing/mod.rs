//! Importing: a foreign table read, mapped, drafted, judged and shown, and then
//! recorded like all else that is written.

mod carried;
mod missing;
mod shown;
mod task;

pub(super) use missing::say_missing;
pub(super) use task::{Given, Task};

use anyhow::bail;
use chrono::NaiveDate;

use crate::diagnostic::{Finding, Format, Located, Severity, locate};
use crate::import::{self, Assignment, Draft, DraftRow, Ledger, Table};
use crate::model::{Book, counted};
use crate::reading::{self, Fact};
use crate::recording::Row;

use super::arguments::Global;
use super::output::{self, Status};
use super::round;
use super::session::Session;
use super::writing::{Decided, Entry, Look, foreseen, new_text, record};

use carried::Carried;
use shown::Shown;

/// Imports, once confirmed.
pub(super) fn run(global: &Global, task: &Task<'_>) -> anyhow::Result<Status> {
    record(global, &task.consent, |session, look| {
        decide(global, session, look, task)
    })
}

fn decide(
    global: &Global,
    session: &Session,
    look: Look,
    task: &Task<'_>,
) -> anyhow::Result<Decided> {
    let Some((book, _)) = session.facts(task.scheme, NaiveDate::MAX)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    round::not_a_programme(book.scheme)?;
    let given = Given::of(task)?;
    let show = Shown {
        session,
        task,
        is_silent: look == Look::Again,
    };
    let table = match given.table(task)? {
        Ok(table) => table,
        Err(refused) => {
            let (sources, found) = *refused;
            show.findings(&locate(&sources, found), false)?;
            return Ok(Decided::Ended(Status::Findings));
        }
    };
    let assignment = match import::assign(&table, &given.mapping, task.fact, book.scheme) {
        Ok(assignment) => assignment,
        Err(wrong) => bail!("{}", wrong.join("\n")),
    };
    if look == Look::First && task.write_mapping {
        given.write(&assignment.toml(&table, &given.read))?;
    }
    let missing = missing(&book, task.fact, &assignment);
    if !missing.is_empty() {
        show.reading(&table, &[])?;
        show.mapping(&table, &assignment, &given)?;
        let what = shown::word(task.fact);
        let set = "or what each row has: --set OURS=VALUE".to_owned();
        say_missing(&missing, what, "nothing was recorded", &[set]);
        return Ok(Decided::Ended(Status::Findings));
    }
    let draft = drafted(session, &book, &table, &assignment, &given, task);
    let (entry, homeless) = entry(session, &book, &table, &draft, task);
    let mut first = Session::open(global)?;
    let (mut found, elsewhere) = judged(global, &mut first, &entry, &draft, (&table, &assignment))?;
    found.extend(homeless);
    let mut wrong = draft.wrong.clone();
    wrong.extend(table.rows_with_errors(&found));
    let mut all = locate(table.sources(), found);
    all.extend(elsewhere);
    show.reading(&table, &draft.said)?;
    show.mapping(&table, &assignment, &given)?;
    show.rows(&book, &draft, &table, &wrong)?;
    show.findings(&all, true)?;
    let is_empty = table.rows().is_empty();
    end(session, &assignment, &given, &all, (entry, is_empty), task)
}

/// All that is wrong: with the table, with its cells, and with the folder as it
/// would be; at foreign cells, and elsewhere.
fn judged<'s>(
    global: &Global,
    session: &'s mut Session,
    entry: &Entry,
    draft: &Draft,
    (table, assignment): (&Table, &Assignment),
) -> anyhow::Result<(Vec<Finding>, Vec<Located<'s>>)> {
    let mut found = table.found_in(|nth| assignment.is_read(nth));
    found.extend(draft.found.as_slice().iter().cloned());
    let judged = judge(session, entry, &draft.rows, table)?;
    let (rest, rows) = without_wrong(entry, &draft.rows, &judged);
    // What cannot be read hides what is wrong with the rows that can be.
    if rows.len() < draft.rows.len() && !rows.is_empty() {
        let mut second = Session::open(global)?;
        let judged = judge(&mut second, &rest, &rows, table)?;
        found.extend(judged.found.into_iter().map(|(_, finding)| finding));
    }
    found.extend(judged.found.into_iter().map(|(_, finding)| finding));
    Ok((found, judged.elsewhere))
}

/// What would be wrong with the folder if these rows were recorded.
fn judge<'s>(
    session: &'s mut Session,
    entry: &Entry,
    rows: &[DraftRow],
    table: &Table,
) -> anyhow::Result<Carried<'s>> {
    let file = new_text(session, entry)?;
    let news = foreseen(session, entry, &file)?;
    Ok(carried::carried(&news, entry, &file.text, rows, table))
}

/// The rows that nothing is wrong with so far, and their entry.
fn without_wrong(entry: &Entry, rows: &[DraftRow], judged: &Carried<'_>) -> (Entry, Vec<DraftRow>) {
    let is_sound = |nth: usize| {
        let mut found = judged.found.iter();
        !rows[nth].is_wrong()
            && !found.any(|(row, finding)| *row == nth && finding.severity == Severity::Error)
    };
    let sound: Vec<usize> = (0..rows.len()).filter(|nth| is_sound(*nth)).collect();
    let entry = Entry {
        rows: sound.iter().map(|nth| entry.rows[*nth].clone()).collect(),
        ..entry.clone()
    };
    let rows = sound.iter().map(|nth| rows[*nth].clone());
    (entry, rows.collect())
}

/// Whether it can be recorded, and what is said where it cannot.
fn end(
    session: &Session,
    assignment: &Assignment,
    given: &Given,
    all: &[Located<'_>],
    (entry, is_empty): (Entry, bool),
    task: &Task<'_>,
) -> anyhow::Result<Decided> {
    let errors = all
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let errors = errors.count();
    if errors > 0 {
        let errors = counted(errors, "error");
        output::say(&format!("grants: {errors}: nothing was recorded"));
        return Ok(Decided::Ended(Status::Findings));
    }
    if entry.rows.is_empty() {
        session.say(&match is_empty {
            true => format!(
                "grants: {} has no row to record below its header",
                task.file.display()
            ),
            false => "grants: there is nothing new to record".to_owned(),
        });
        return Ok(Decided::Ended(Status::Fine));
    }
    let consent = &task.consent;
    // On a terminal, a yes to what is shown takes the mapping too.
    let is_asked = !consent.yes && output::is_terminal();
    let is_open = assignment.is_proposed() && !task.is_accepted;
    if is_open && !consent.dry_run && !is_asked {
        output::say("grants: nothing was recorded: the mapping is only proposed");
        output::say(&given.ways());
        let status = if consent.yes {
            Status::Findings
        } else {
            Status::Fine
        };
        return Ok(Decided::Ended(status));
    }
    Ok(Decided::Record(entry))
}

/// Our columns that each row needs and nothing gives.
fn missing(book: &Book<'_>, fact: Fact, assignment: &Assignment) -> Vec<String> {
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

fn drafted(
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
fn entry(
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

/// Whether people are to be told how a file was read.
fn is_for_people(task: &Task<'_>) -> bool {
    task.format == Format::Full
}
