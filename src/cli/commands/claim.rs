//! `grants claim`: money is demanded back.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Demand money back
///
/// Without an AMOUNT it is what the settlement says: what is paid over the final
/// amount. A claim stays open until the money comes back (`grants repay`) or is
/// given up (`grants write-off`).
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants claim digdir-2024/D24-004\n  grants claim digdir-2024/D24-004 50000 --note \"not spent on the project\""
)]
pub(in crate::cli) struct ClaimArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// How much (default: what the settlement says)
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &ClaimArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        amount: arguments.amount.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Claim, &arguments.entry, &typed)
}
