//! What every command that records a fact takes.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::date;
use crate::cli::complete;

/// Which application, from which file, on which day, and whether to ask.
#[derive(Debug, Args)]
pub(in crate::cli) struct EntryArguments {
    /// The application; with --from the scheme alone
    #[arg(value_name = "SCHEME/ID", add = ArgValueCompleter::new(complete::applications))]
    pub(in crate::cli) target: String,

    /// Record many at once: a CSV file with the column application, and what
    /// the entry has; all of them or none
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Option<PathBuf>,

    /// The day of the entry (default: today); a day to come is told, not refused
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<NaiveDate>,

    /// Show what would be recorded and what it would do, and record nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    /// Record without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub(in crate::cli) yes: bool,
}

/// Who records it, and what there is to say.
#[derive(Debug, Args)]
pub(in crate::cli) struct Signature {
    /// Who records it (default: git's user.name)
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: Option<String>,

    /// A note
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
}

/// What the command line says of the entry, as it was typed.
#[derive(Debug, Default)]
pub(in crate::cli) struct Typed<'a> {
    pub(in crate::cli) amount: Option<&'a str>,
    pub(in crate::cli) reason: Option<&'a str>,
    pub(in crate::cli) reference: Option<&'a str>,
    pub(in crate::cli) account: Option<&'a str>,
    pub(in crate::cli) check: Option<&'a str>,
    pub(in crate::cli) spent: Option<&'a str>,
    pub(in crate::cli) own_contribution: Option<&'a str>,
    pub(in crate::cli) completed: Option<NaiveDate>,
    pub(in crate::cli) by: Option<&'a str>,
    pub(in crate::cli) note: Option<&'a str>,
}

impl<'a> Typed<'a> {
    /// Signed, and nothing else.
    pub(in crate::cli) fn signed(signature: &'a Signature) -> Self {
        Self {
            by: signature.by.as_deref(),
            note: signature.note.as_deref(),
            ..Self::default()
        }
    }
}
