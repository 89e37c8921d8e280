//! One file a command: its arguments, its run.

pub(super) mod award;
mod award_explain;
pub(super) mod budget;
pub(super) mod check;
pub(super) mod diff;
pub(super) mod compare;
pub(super) mod due;
pub(super) mod explain;
pub(super) mod fmt;
pub(super) mod list;
pub(super) mod rank;
pub(super) mod recipients;
pub(super) mod show;

use super::arguments::{Arguments, Command};
use super::output::Status;

/// Runs the command that the user named.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Check(arguments) => check::run(global, arguments),
        Command::Award(arguments) => award::run(global, arguments),
        Command::Budget(arguments) => budget::run(global, arguments),
        Command::List(arguments) => list::run(global, arguments),
        Command::Show(arguments) => show::run(global, arguments),
        Command::Rank(arguments) => rank::run(global, arguments),
        Command::Compare(arguments) => compare::run(global, arguments),
        Command::Explain(arguments) => explain::run(global, arguments),
        Command::Due(arguments) => due::run(global, arguments),
        Command::Recipients(arguments) => recipients::run(global, arguments),
        Command::Diff(arguments) => diff::run(global, arguments),
        Command::Fmt(arguments) => fmt::run(global, arguments),
    }
}
