//! `grants repay`: money came back.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Record that money came back
///
/// It answers for an open claim, if there is one; money may also come back unasked.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants repay digdir-2024/D24-004 60000 --reference 4712\n  grants repay digdir-2024 --from bank.csv     columns: application, amount,\n                                               date, reference, note"
)]
pub(in crate::cli) struct RepayArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// How much came back
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,

    /// The finance system's reference
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &RepayArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        amount: arguments.amount.as_deref(),
        reference: arguments.reference.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Repay, &arguments.entry, &typed)
}
