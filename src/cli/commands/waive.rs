//! `grants waive`: an exception from one check.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::Global;
use crate::cli::complete;
use crate::cli::entering::{EntryArguments, Kind, Typed, run as enter};
use crate::cli::output::Status;

/// Record an exception from one check for one application
///
/// The waiver stays in the open: `grants show` tells it, and `grants check --waived`
/// what it excuses. `grants explain --list` lists the checks; requirement:<id> is one
/// for each requirement of the scheme.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants waive digdir-2024/D24-004 over-requested --reason \"board, item 7\"\n  grants waive digdir-2024/D24-003 requirement:minimum-request --reason \"…\""
)]
pub(in crate::cli) struct WaiveArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// The check
    #[arg(value_name = "CHECK", add = ArgValueCompleter::new(complete::waivable_checks))]
    check: Option<String>,

    /// Why, in words
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// Who waives it (default: git's user.name)
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

pub(super) fn run(global: &Global, arguments: &WaiveArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        check: arguments.check.as_deref(),
        reason: arguments.reason.as_deref(),
        by: arguments.by.as_deref(),
        ..Typed::default()
    };
    enter(global, Kind::Waive, &arguments.entry, &typed)
}
