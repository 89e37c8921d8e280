//! `grants withdraw`: an applicant takes an application back.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Record that an applicant takes an application back
///
/// Before an award. Who declines an award gives the money back: `grants release
/// SCHEME/ID --reason declined`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants withdraw digdir-2024/D24-001\n  grants withdraw digdir-2024/D24-001 --date 2024-08-01 --note \"by letter\""
)]
pub(in crate::cli) struct WithdrawArguments {
    #[command(flatten)]
    entry: EntryArguments,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &WithdrawArguments) -> anyhow::Result<Status> {
    let typed = Typed::signed(&arguments.signature);
    enter(global, Kind::Withdraw, &arguments.entry, &typed)
}
