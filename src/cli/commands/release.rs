//! `grants release`: committed money goes back to the budget.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Give committed money back to the budget
///
/// Without an AMOUNT all that is committed and not paid. What is paid comes back
/// by a claim and a repayment first.
///
/// Reason codes: declined, lapsed, reduced, unspent, misused, duplicate,
/// incomplete, withdrawn, annulled, other.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants release digdir-2024/D24-004 --reason declined\n  grants release digdir-2024/D24-004 15000 --reason reduced\n  grants release digdir-2024 --from lapsed.csv --reason lapsed"
)]
pub(in crate::cli) struct ReleaseArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// How much (default: all that is committed and not paid)
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,

    /// Why: a reason code; `other` needs a --note
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &ReleaseArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        amount: arguments.amount.as_deref(),
        reason: arguments.reason.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Release, &arguments.entry, &typed)
}
