//! Recording facts: asked for, shown with what each does, and recorded like
//! all else that is written.
//!
//! What may not be is the audit's business; here a row is made, and where none
//! can be made, because there is no amount to assume, it is said why.

mod arguments;
mod asked;
mod assumed;
mod decision;
mod following;
mod kind;
mod offered;
mod plan;
mod row;
mod shown;

pub(super) use arguments::{EntryArguments, Signature, Typed};
pub(super) use kind::Kind;

use super::arguments::Global;
use super::output::Status;
use super::writing::{Consent, author, record};

/// Records what is asked for, once confirmed.
pub(super) fn run(
    global: &Global,
    kind: Kind,
    arguments: &EntryArguments,
    typed: &Typed<'_>,
) -> anyhow::Result<Status> {
    let consent = Consent {
        by: author(typed.by),
        dry_run: arguments.dry_run,
        yes: arguments.yes,
    };
    record(global, &consent, |session, look| {
        decision::decide(session, look, kind, arguments, typed, &consent.by)
    })
}
