//! Commands: open, ask, show.
//!
//! Only this room prints, reads the environment, or asks what day it is.

mod against;
mod arguments;
mod commands;
mod complete;
mod each_scheme;
mod entering;
mod fix;
mod foresight;
mod importing;
mod in_the_way;
mod journals;
mod output;
mod patch;
mod progress;
mod reconciling;
mod refusal;
mod round;
mod place;
mod session;
mod talk;
mod view_arguments;
mod when_named;
mod writing;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::parallel;

use arguments::Arguments;
use output::Status;

/// Runs the program on the process's arguments.
pub fn main() -> ExitCode {
    match complete::answer() {
        Ok(false) => {}
        Ok(true) => return Status::Fine.into(),
        Err(error) => {
            output::say(&format!("grants: {error}"));
            return Status::Trouble.into();
        }
    }
    limit_threads();
    let mut command = Arguments::command();
    // Whoever needs help, or has mistyped, is told about every command.
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    let matches = matches.unwrap_or_else(|_| arguments::whole().get_matches());
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match view_arguments::check(&command, &matches).and_then(|()| commands::run(&arguments)) {
        Ok(status) => status.into(),
        Err(error) if output::is_closed_pipe(&error) => Status::Fine.into(),
        Err(error) => {
            output::say(&format!("grants: {error:#}"));
            Status::Trouble.into()
        }
    }
}

/// `GRANTS_THREADS=1` keeps the work on one processor, as benchmarks want it.
fn limit_threads() {
    let asked = std::env::var("GRANTS_THREADS").ok();
    if let Some(threads) = asked.and_then(|text| text.parse().ok()) {
        parallel::at_most(threads);
    }
}
