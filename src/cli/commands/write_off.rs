//! `grants write-off`: a claim is given up.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Give up a claim
///
/// Without an AMOUNT all that is claimed and has not come back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants write-off digdir-2024/D24-004 --note \"bankrupt\"\n  grants write-off digdir-2024/D24-004 12000.50"
)]
pub(in crate::cli) struct WriteOffArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// How much (default: the open claims)
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &WriteOffArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        amount: arguments.amount.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::WriteOff, &arguments.entry, &typed)
}
