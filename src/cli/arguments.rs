//! What the user may type.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ColorChoice, CommandFactory, Parser, Subcommand};

use super::commands;
pub(super) use super::view_arguments::ViewArguments;
use super::when_named::WhenNamed;

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
    after_help = "Exit status: 0 nothing wrong; 1 findings, or an entry refused; 2 wrong use, trouble with files, or nothing to check.\n\nExamples:\n  grants check                      everything that is wrong with the folder\n  grants budget                     where every krone stands\n  grants award SCHEME --dry-run     a proposal for the board, recorded by nobody\n\nMore: grants help COMMAND, and grants help files|schemes|words|formats|columns|importing|exit-status|environment|basis"
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

/// The whole command line, as whoever explains it needs it.
pub(super) fn whole() -> clap::Command {
    let mut program = Arguments::command();
    program.build();
    program
}

/// The commands, in the order of an award's life.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(WhenNamed<commands::check::CheckArguments>),
    List(WhenNamed<commands::list::ListArguments>),
    Show(WhenNamed<commands::show::ShowArguments>),
    Rank(WhenNamed<commands::rank::RankArguments>),
    Diff(WhenNamed<commands::diff::DiffArguments>),
    Fmt(WhenNamed<commands::fmt::FmtArguments>),
    Compare(WhenNamed<commands::compare::CompareArguments>),
    Import(WhenNamed<commands::import::ImportArguments>),
    Award(WhenNamed<commands::award::AwardArguments>),
    Accept(WhenNamed<commands::accept::AcceptArguments>),
    Reject(WhenNamed<commands::reject::RejectArguments>),
    Withdraw(WhenNamed<commands::withdraw::WithdrawArguments>),
    Pay(WhenNamed<commands::pay::PayArguments>),
    Report(WhenNamed<commands::report::ReportArguments>),
    Claim(WhenNamed<commands::claim::ClaimArguments>),
    Repay(WhenNamed<commands::repay::RepayArguments>),
    WriteOff(WhenNamed<commands::write_off::WriteOffArguments>),
    Release(WhenNamed<commands::release::ReleaseArguments>),
    Close(WhenNamed<commands::close::CloseArguments>),
    Waive(WhenNamed<commands::waive::WaiveArguments>),
    Due(WhenNamed<commands::due::DueArguments>),
    Budget(WhenNamed<commands::budget::BudgetArguments>),
    Reconcile(WhenNamed<commands::reconcile::ReconcileArguments>),
    Recipients(WhenNamed<commands::recipients::RecipientsArguments>),
    Export(WhenNamed<commands::export::ExportArguments>),
    Explain(WhenNamed<commands::explain::ExplainArguments>),
    Schema(WhenNamed<commands::schema::SchemaArguments>),
    Completions(WhenNamed<commands::completions::CompletionsArguments>),
    Man(WhenNamed<commands::man::ManArguments>),
    Help(WhenNamed<commands::help::HelpArguments>),
}

/// A date as files have it.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| "write a date such as 2024-06-14".to_owned())
}
