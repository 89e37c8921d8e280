//! What the user may type.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ColorChoice, Parser, Subcommand};

use super::commands;
pub(super) use super::view_arguments::ViewArguments;

/// A grant ledger over plain files.
///
/// A folder in git holds schemes (TOML) and the facts about them (CSV): who
/// applied, how they were assessed, what was decided, what was paid and came
/// back. `grants` says everything that is wrong with it, proposes and records
/// awards, and tells where every krone stands.
#[derive(Debug, Parser)]
#[command(
    name = "grants",
    version,
    max_term_width = 100,
    infer_subcommands = false,
    disable_help_subcommand = true,
    after_help = "Exit status: 0 nothing wrong; 1 findings, or an entry refused; 2 wrong use, trouble with files, or nothing to check.\n\nExamples:\n  grants check                      everything that is wrong with the folder\n  grants budget                     where every krone stands\n  grants award SCHEME --dry-run     a proposal for the board, recorded by nobody\n\nMore: grants help COMMAND, and grants help files|schemes|formats|columns|importing|exit-status|environment|basis"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// The folder that holds schemes/ (otherwise found from here upwards)
    #[arg(
        short = 'C',
        value_name = "DIR",
        global = true,
        env = "GRANTS_ROOT",
        hide_env_values = true
    )]
    pub(super) root: Option<PathBuf>,

    /// When to use colours
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        hide_default_value = true
    )]
    pub(super) color: ColorChoice,

    /// Say nothing but data and errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,

    /// What counts as today
    #[arg(long, value_name = "DATE", global = true, value_parser = date)]
    pub(super) today: Option<NaiveDate>,

    /// How long to wait while another process writes in the folder (default: 10)
    #[arg(
        long,
        value_name = "SECONDS",
        global = true,
        default_value_t = 10,
        hide_default_value = true
    )]
    pub(super) wait: u16,
}

/// The commands, in the order of an award's life.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(commands::check::CheckArguments),
    List(commands::list::ListArguments),
    Show(commands::show::ShowArguments),
    Rank(commands::rank::RankArguments),
    Diff(commands::diff::DiffArguments),
    Fmt(commands::fmt::FmtArguments),
    Compare(commands::compare::CompareArguments),
    Import(commands::import::ImportArguments),
    Award(commands::award::AwardArguments),
    Accept(commands::accept::AcceptArguments),
    Reject(commands::reject::RejectArguments),
    Withdraw(commands::withdraw::WithdrawArguments),
    Pay(commands::pay::PayArguments),
    Report(commands::report::ReportArguments),
    Claim(commands::claim::ClaimArguments),
    Repay(commands::repay::RepayArguments),
    WriteOff(commands::write_off::WriteOffArguments),
    Release(commands::release::ReleaseArguments),
    Close(commands::close::CloseArguments),
    Waive(commands::waive::WaiveArguments),
    Due(commands::due::DueArguments),
    Budget(commands::budget::BudgetArguments),
    Reconcile(commands::reconcile::ReconcileArguments),
    Recipients(commands::recipients::RecipientsArguments),
    Export(commands::export::ExportArguments),
    Explain(commands::explain::ExplainArguments),
    Schema(commands::schema::SchemaArguments),
    Completions(commands::completions::CompletionsArguments),
    Man(commands::man::ManArguments),
    Help(commands::help::HelpArguments),
}

/// A date as files have it.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| "write a date such as 2024-06-14".to_owned())
}
