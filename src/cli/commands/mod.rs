//! One file a command: its arguments, its run.

pub(super) mod award;
pub(super) mod budget;
mod catalogue;
pub(super) mod check;
mod check_format;
pub(super) mod completions;
pub(super) mod explain;
pub(super) mod help;
pub(super) mod list;
pub(super) mod man;
pub(super) mod rank;
pub(super) mod schema;
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
        Command::Explain(arguments) => explain::run(arguments),
        Command::Schema(_) => schema::run(),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
        Command::Help(arguments) => help::run(arguments),
    }
}
