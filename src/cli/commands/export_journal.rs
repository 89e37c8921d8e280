//! `grants export hledger`: double entries.

use clap::Args;

use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::export::{entries, for_beancount, for_hledger};

use super::export::{Chosen, stamp};

/// Write the ledger as double entries for hledger, ledger or beancount
#[derive(Debug, Args)]
#[command(after_help = include_str!("../topics/export-hledger.md"))]
pub(super) struct JournalArguments {
    #[command(flatten)]
    chosen: Chosen,

    /// In the form that beancount reads, not the one of hledger and ledger
    #[arg(long)]
    beancount: bool,
}

pub(super) fn run(session: &Session, arguments: &JournalArguments) -> anyhow::Result<Status> {
    let (form, endings): (&str, &[&str]) = match arguments.beancount {
        true => ("beancount's entries", &["beancount"]),
        false => ("hledger's entries", &["journal", "hledger", "ledger"]),
    };
    arguments.chosen.would_hold(form, endings)?;
    let Some(chosen) = arguments.chosen.read(session)? else {
        return Ok(Status::Findings);
    };
    let entries = entries(&chosen.tree, &chosen.books, &chosen.positions, chosen.day);
    let stamp = stamp(session);
    let text = if arguments.beancount {
        for_beancount(&entries, stamp.as_ref())
    } else {
        for_hledger(&entries, stamp.as_ref())
    };
    output::write(text.as_bytes(), arguments.chosen.output.as_deref())?;
    Ok(Status::Fine)
}
