//! `grants close`: an account ends.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Close an account: all is paid, reported and settled
///
/// Refused while money is committed and not paid, or claimed and not back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants close digdir-2024/D24-004\n  grants close digdir-2024 --from done.csv --date 2026-12-31"
)]
pub(in crate::cli) struct CloseArguments {
    #[command(flatten)]
    entry: EntryArguments,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &CloseArguments) -> anyhow::Result<Status> {
    let typed = Typed::signed(&arguments.signature);
    enter(global, Kind::Close, &arguments.entry, &typed)
}
