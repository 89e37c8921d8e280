//! What a command takes, worked out when somebody asks: a run asks of one
//! command, and to work out all of them takes longer than to check a small folder.

use std::env;
use std::ops::Deref;

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// The arguments of a command that had better be named on the line: for any
/// other, clap asks only if it is to be explained.
#[derive(Debug)]
pub(super) struct WhenNamed<T>(T);

impl<T> Deref for WhenNamed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Args> Args for WhenNamed<T> {
    fn augment_args(command: Command) -> Command {
        // What is deferred stands behind the global options, also in the help.
        match is_named(&command) {
            true => T::augment_args(command),
            false => command.defer(T::augment_args),
        }
    }

    fn augment_args_for_update(command: Command) -> Command {
        T::augment_args_for_update(command)
    }
}

impl<T: FromArgMatches> FromArgMatches for WhenNamed<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

/// Whether a command's name is a word of the line, whatever it says there.
fn is_named(command: &Command) -> bool {
    env::args_os().any(|word| word == command.get_name())
}
