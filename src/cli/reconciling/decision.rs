//! What is shown of a comparison, and what of it is to be recorded.

use std::collections::BTreeSet;

use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::cli::writing::{Decided, Look};
use crate::view::{self, Reconciliation};

use super::asked::Reconciling;
use super::comparison::{book, reconciliation, status};
use super::entry::entry;
use super::finance::{Finance, Line};

pub(super) fn look(session: &Session, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
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
pub(super) fn decide(
    session: &Session,
    look: Look,
    asked: &Reconciling<'_>,
) -> anyhow::Result<Decided> {
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
            let why = line.why_not.as_ref().map(|why| why.sentence(&book));
            let why = why.unwrap_or_default();
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
