//! Reconciling: a finance system's export read, held against payments.csv and
//! shown; what is missing here is recorded like all else that is written.

mod attribution;
mod finance;

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;

use crate::ledger::{Movement, reconcile};
use crate::model::{Book, counted};
use crate::reading::Fact;
use crate::recording::Row;
use crate::view::{self, Reconciliation};

use super::arguments::{Global, ViewArguments};
use super::importing::Task;
use super::output::{self, Status};
use super::round;
use super::session::Session;
use super::writing::{Brief, Decided, Entry, Look, record};

use finance::{Finance, Line};

/// One reconciliation as it was asked for.
pub(super) struct Reconciling<'a> {
    /// The file and how it is read.
    pub(super) task: Task<'a>,
    pub(super) days: u32,
    pub(super) since: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    pub(super) out_is_negative: bool,
    pub(super) record: bool,
    pub(super) view: &'a ViewArguments,
}

impl Reconciling<'_> {
    /// Whether what is asked for goes together; said before anything is done.
    fn check(&self) -> anyhow::Result<()> {
        if let Some((since, until)) = self.since.zip(self.until)
            && since > until
        {
            bail!("--since {since} is after --until {until}: no day lies between them");
        }
        let output = self.view.output.as_deref();
        if output.is_some_and(|output| is_same_file(output, self.task.file)) {
            let file = self.task.file.display();
            bail!("-o {file} would write over the file that is read: name another");
        }
        Ok(())
    }

    /// Whether something of a day is compared; what has no day is.
    fn compares(&self, day: Option<NaiveDate>) -> bool {
        let is_early = day.zip(self.since).is_some_and(|(day, since)| day < since);
        let is_late = day.zip(self.until).is_some_and(|(day, until)| day > until);
        !is_early && !is_late
    }
}

/// Whether two paths are of one file that is there.
fn is_same_file(one: &Path, other: &Path) -> bool {
    let (one, other) = (one.canonicalize(), other.canonicalize());
    one.is_ok_and(|one| other.is_ok_and(|other| one == other))
}

/// Compares, and where that is asked for records what is missing here.
pub(super) fn run(global: &Global, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
    asked.check()?;
    if !asked.record {
        return look(&Session::open(global)?, asked);
    }
    let consent = &asked.task.consent;
    let status = record(global, consent, |session, look| {
        decide(session, look, asked)
    })?;
    if status != Status::Fine {
        return Ok(status);
    }
    // What is left over is only known when all is recorded that was to be.
    let session = Session::open(global)?;
    settled(&session, asked)
}

/// Whether everything has its counterpart now.
fn settled(session: &Session, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
    let Some(book) = book(session, asked)? else {
        return Ok(Status::Findings);
    };
    let Some(finance) = Finance::read(session, &book, asked, Look::Again)? else {
        return Ok(Status::Findings);
    };
    Ok(status(&reconciliation(&book, &finance, asked)))
}

fn status(reconciliation: &Reconciliation<'_>) -> Status {
    if reconciliation.is_settled() {
        Status::Fine
    } else {
        Status::Findings
    }
}

fn book<'s>(session: &'s Session, asked: &Reconciling<'_>) -> anyhow::Result<Option<Book<'s>>> {
    // What is recorded of days to come counts too: nothing is recorded twice.
    let day = asked.view.as_of.unwrap_or(NaiveDate::MAX);
    let Some((book, _)) = session.facts(asked.task.scheme, day)? else {
        return Ok(None);
    };
    round::not_a_programme(book.scheme)?;
    Ok(Some(book))
}

fn reconciliation<'b>(
    book: &'b Book<'b>,
    finance: &Finance,
    asked: &Reconciling<'_>,
) -> Reconciliation<'b> {
    let here = book.payments.iter().filter_map(Movement::of);
    let here: Vec<Movement> = here.filter(|line| asked.compares(line.date)).collect();
    let there: Vec<Movement> = finance.movements().cloned().collect();
    Reconciliation {
        book,
        matches: reconcile(&here, &there, asked.days),
        there: finance.lines.iter().map(|line| line.line.clone()).collect(),
        here,
    }
}

fn look(session: &Session, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
    let Some(book) = book(session, asked)? else {
        return Ok(Status::Findings);
    };
    let Some(finance) = Finance::read(session, &book, asked, Look::First)? else {
        return Ok(Status::Findings);
    };
    let reconciliation = reconciliation(&book, &finance, asked);
    show(&reconciliation, &finance, asked)?;
    let (recordable, others) = recordable(&reconciliation, &finance);
    if !recordable.is_empty() {
        let (count, all) = (recordable.len(), recordable.len() + others.len());
        session.say(&format!(
            "grants: of {all} missing here {count} can be recorded: add --record"
        ));
    }
    Ok(status(&reconciliation))
}

fn show(
    reconciliation: &Reconciliation<'_>,
    finance: &Finance,
    asked: &Reconciling<'_>,
) -> anyhow::Result<()> {
    let mut lines = finance.notes.clone();
    lines.extend(view::reconcile_counts(reconciliation));
    output::print_with(&view::reconcile(reconciliation), &lines, asked.view)
}

/// What is missing here and can be recorded, and what cannot.
fn recordable<'f>(
    reconciliation: &Reconciliation<'_>,
    finance: &'f Finance,
) -> (Vec<&'f Line>, Vec<&'f Line>) {
    let missing: BTreeSet<usize> = reconciliation.missing_here().map(|line| line.row).collect();
    let lines = finance.lines.iter();
    let missing = lines.filter(|line| missing.contains(&line.line.row));
    missing.partition(|line| line.why_not.is_none())
}

/// Shows, and says what is to be recorded.
fn decide(session: &Session, look: Look, asked: &Reconciling<'_>) -> anyhow::Result<Decided> {
    let Some(book) = book(session, asked)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let Some(finance) = Finance::read(session, &book, asked, look)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let reconciliation = reconciliation(&book, &finance, asked);
    let (recordable, others) = recordable(&reconciliation, &finance);
    if look == Look::First {
        show(&reconciliation, &finance, asked)?;
        for line in &others {
            let why = line.why_not.as_deref().unwrap_or_default();
            session.say(&format!(
                "{}:{}: not recorded: {why}",
                asked.task.file.display(),
                line.line.row
            ));
        }
    }
    if recordable.is_empty() {
        session.say("grants: there is nothing to record");
        return Ok(Decided::Ended(status(&reconciliation)));
    }
    let consent = &asked.task.consent;
    if consent.yes && finance.is_proposed && !asked.task.is_accepted {
        output::say("grants: nothing was recorded: which column is which is only proposed");
        output::say("  take it as it is: --accept-mapping");
        output::say("  or say it: --map \"THEIRS=OURS\", or --map \"THEIRS=\" to leave one out");
        return Ok(Decided::Ended(Status::Findings));
    }
    Ok(Decided::Record(entry(&book, &recordable, asked)))
}

fn entry(book: &Book<'_>, lines: &[&Line], asked: &Reconciling<'_>) -> Entry {
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
