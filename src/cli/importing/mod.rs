//! Importing: a foreign table read, mapped, drafted, judged and shown, and then
//! recorded like all else that is written.

mod carried;
mod decision;
mod drafting;
mod judgement;
mod missing;
mod shown;
mod task;

pub(super) use missing::say_missing;
pub(super) use task::{Given, Task};

use super::arguments::Global;
use super::output::Status;
use super::writing::record;

/// Imports, once confirmed.
pub(super) fn run(global: &Global, task: &Task<'_>) -> anyhow::Result<Status> {
    record(global, &task.consent, |session, look| {
        decision::decide(global, session, look, task)
    })
}
