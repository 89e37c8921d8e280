//! Reconciling: a finance system's export read, held against payments.csv and
//! shown; what is missing here is recorded like all else that is written.

mod asked;
mod attribution;
mod comparison;
mod decision;
mod entry;
mod finance;
#[cfg(test)]
mod properties;

pub(super) use asked::Reconciling;

use super::arguments::Global;
use super::output::Status;
use super::session::Session;
use super::writing::record;

/// Compares, and where that is asked for records what is missing here.
pub(super) fn run(global: &Global, asked: &Reconciling<'_>) -> anyhow::Result<Status> {
    asked.check()?;
    if !asked.record {
        return decision::look(&Session::open(global)?, asked);
    }
    let consent = &asked.task.consent;
    let status = record(global, consent, |session, look| {
        decision::decide(session, look, asked)
    })?;
    if status != Status::Fine {
        return Ok(status);
    }
    // What is left over is only known when all is recorded that was to be.
    let session = Session::open(global)?;
    comparison::settled(&session, asked)
}
