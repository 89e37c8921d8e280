//! One file a command: its arguments, its run.

pub(super) mod accept;
pub(super) mod award;
mod award_entry;
mod award_explain;
mod award_terms;
pub(super) mod budget;
pub(super) mod catalogue;
pub(super) mod check;
pub(super) mod claim;
pub(super) mod close;
pub(super) mod diff;
pub(super) mod compare;
pub(super) mod due;
pub(super) mod explain;
pub(super) mod export;
mod export_frictionless;
mod export_giving;
mod export_journal;
pub(super) mod fmt;
mod foreign_reading;
pub(super) mod list;
pub(super) mod pay;
pub(super) mod rank;
pub(super) mod recipients;
pub(super) mod reconcile;
pub(super) mod reject;
pub(super) mod release;
pub(super) mod repay;
pub(super) mod report;
mod check_format;
pub(super) mod completions;
pub(super) mod help;
pub(super) mod import;
pub(super) mod man;
pub(super) mod schema;
pub(super) mod show;
pub(super) mod waive;
pub(super) mod withdraw;
pub(super) mod write_off;

use super::arguments::{Arguments, Command};
use super::output::Status;

/// Runs the command that the user named.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Check(arguments) => check::run(global, arguments),
        Command::Import(arguments) => import::run(global, arguments),
        Command::Award(arguments) => award::run(global, arguments),
        Command::Accept(arguments) => accept::run(global, arguments),
        Command::Reject(arguments) => reject::run(global, arguments),
        Command::Withdraw(arguments) => withdraw::run(global, arguments),
        Command::Pay(arguments) => pay::run(global, arguments),
        Command::Report(arguments) => report::run(global, arguments),
        Command::Claim(arguments) => claim::run(global, arguments),
        Command::Repay(arguments) => repay::run(global, arguments),
        Command::WriteOff(arguments) => write_off::run(global, arguments),
        Command::Release(arguments) => release::run(global, arguments),
        Command::Close(arguments) => close::run(global, arguments),
        Command::Waive(arguments) => waive::run(global, arguments),
        Command::Budget(arguments) => budget::run(global, arguments),
        Command::List(arguments) => list::run(global, arguments),
        Command::Show(arguments) => show::run(global, arguments),
        Command::Rank(arguments) => rank::run(global, arguments),
        Command::Compare(arguments) => compare::run(global, arguments),
        Command::Explain(arguments) => explain::run(global, arguments),
        Command::Due(arguments) => due::run(global, arguments),
        Command::Recipients(arguments) => recipients::run(global, arguments),
        Command::Export(arguments) => export::run(global, arguments),
        Command::Reconcile(arguments) => reconcile::run(global, arguments),
        Command::Diff(arguments) => diff::run(global, arguments),
        Command::Fmt(arguments) => fmt::run(global, arguments),
        Command::Schema(_) => schema::run(),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
        Command::Help(arguments) => help::run(arguments),
    }
}
