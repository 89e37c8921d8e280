//! `grants pay`: money went out.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Record a payment
///
/// Without an AMOUNT it is what the scheme's instalments let be paid now; where
/// the scheme has none, all that is outstanding. The money itself moves elsewhere:
/// this records that it did.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants pay digdir-2024/D24-004 --reference 4711\n  grants pay digdir-2024/D24-004 100000 --date 2024-11-15\n  grants pay digdir-2024 --from paid.csv --dry-run     columns: application,\n                                                       amount, date, reference, note"
)]
pub(in crate::cli) struct PayArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// How much (default: what the instalments let be paid now)
    #[arg(value_name = "AMOUNT")]
    amount: Option<String>,

    /// The finance system's reference
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &PayArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        amount: arguments.amount.as_deref(),
        reference: arguments.reference.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Pay, &arguments.entry, &typed)
}
