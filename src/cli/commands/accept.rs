//! `grants accept`: a recipient says yes.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Record that a recipient accepts an award
///
/// Where the scheme pays only after the acceptance, nothing is paid before it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants accept digdir-2024/D24-004\n  grants accept digdir-2024/D24-004 --account 86011117947 --date 2024-09-10\n  grants accept digdir-2024 --from accepted.csv      columns: application,\n                                                     date, account, note"
)]
pub(in crate::cli) struct AcceptArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// The account to be paid
    #[arg(long, value_name = "NUMBER")]
    account: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &AcceptArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        account: arguments.account.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Accept, &arguments.entry, &typed)
}
