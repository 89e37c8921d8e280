//! `grants report`: what a recipient spent and did.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::arguments::{Global, date};
use crate::cli::entering::{EntryArguments, Kind, Typed, run as enter};
use crate::cli::output::Status;

/// Record a recipient's report: what was spent and done
///
/// The actual cost decides the final amount of the award where the scheme has a
/// [settlement]: what is paid over it is to be claimed back. A blank is not a zero:
/// without --spent the actual cost stays unknown.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants report digdir-2024/D24-004 --spent 570000 --completed 2026-06-15\n  grants report digdir-2024/D24-004 --spent 450000 --own-contribution 225000\n  grants report digdir-2024 --from reports.csv     columns: application, date,\n                                                   spent, own_contribution, completed"
)]
pub(in crate::cli) struct ReportArguments {
    #[command(flatten)]
    entry: EntryArguments,

    /// The actual cost of the whole project
    #[arg(long, value_name = "AMOUNT")]
    spent: Option<String>,

    /// What the recipient brought
    #[arg(long, value_name = "AMOUNT")]
    own_contribution: Option<String>,

    /// The day on which the project was completed
    #[arg(long, value_name = "DATE", value_parser = date)]
    completed: Option<NaiveDate>,
}

pub(super) fn run(global: &Global, arguments: &ReportArguments) -> anyhow::Result<Status> {
    let typed = Typed {
        spent: arguments.spent.as_deref(),
        own_contribution: arguments.own_contribution.as_deref(),
        completed: arguments.completed,
        ..Typed::default()
    };
    enter(global, Kind::Report, &arguments.entry, &typed)
}
