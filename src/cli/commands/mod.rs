//! One file a command: its arguments, its run.

pub(super) mod check;
pub(super) mod explain;

use super::arguments::{Arguments, Command};
use super::output::Status;

/// Runs the command that the user named.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let global = &arguments.global;
    match &arguments.command {
        Command::Check(arguments) => check::run(global, arguments),
        Command::Explain(arguments) => explain::run(arguments),
    }
}
