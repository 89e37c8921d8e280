//! `grants reject`: an application is refused.

use clap::Args;

use crate::cli::arguments::Global;
use crate::cli::entering::{EntryArguments, Kind, Signature, Typed, run as enter};
use crate::cli::output::Status;

/// Refuse an application, with a reason code
///
/// Reason codes: late, applicant-type, requirement:<id>, below-score,
/// out-of-money, lower-priority, duplicate, incomplete, withdrawn, annulled,
/// other.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants reject digdir-2024/D24-003 --reason requirement:minimum-request\n  grants reject digdir-2024/D24-046 --reason other --note \"no scores\"\n  grants reject digdir-2024 --from ids.csv --reason lower-priority"
)]
pub(in crate::cli) struct RejectArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// Why: a reason code; `other` needs a --note
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,

    #[command(flatten)]
    signature: Signature,
}

pub(super) fn run(global: &Global, arguments: &RejectArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        reason: arguments.reason.as_deref(),
        ..Typed::signed(&arguments.signature)
    };
    enter(global, Kind::Reject, &arguments.entry, &typed)
}
