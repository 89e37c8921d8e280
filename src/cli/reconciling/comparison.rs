//! The payments here held against the lines there.

use chrono::NaiveDate;

use crate::cli::output::Status;
use crate::cli::round;
use crate::cli::session::Session;
use crate::cli::writing::Look;
use crate::ledger::{Movement, reconcile};
use crate::model::Book;
use crate::view::Reconciliation;

use super::asked::Reconciling;
use super::finance::Finance;

/// Whether everything has its counterpart now.
pub(super) fn settled(session: &Session, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
    let Some(book) = book(session, asked)? else {
        return Ok(Status::Findings);
    };
    let Some(finance) = Finance::read(session, &book, asked, Look::Again)? else {
        return Ok(Status::Findings);
    };
    Ok(status(&reconciliation(&book, &finance, asked)))
}

pub(super) fn status(reconciliation: &Reconciliation<'_>) -> Status {
    if reconciliation.is_settled() {
        Status::Fine
    } else {
        Status::Findings
    }
}

pub(super) fn book<'s>(
    session: &'s Session,
    asked: &Reconciling<'_>,
) -> anyhow::Result<Option<Book<'s>>> {
    // What is recorded of days to come counts too: nothing is recorded twice.
    let day = asked.view.as_of.unwrap_or(NaiveDate::MAX);
    let Some((book, _)) = session.facts(asked.task.scheme, day)? else {
        return Ok(None);
    };
    round::not_a_programme(book.scheme)?;
    Ok(Some(book))
}

pub(super) fn reconciliation<'b>(
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
