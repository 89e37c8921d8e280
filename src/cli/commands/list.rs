//! `grants list`: the applications of a scheme with their derived state.

use clap::Args;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::diagnostic::one_of;
use crate::ledger::State;
use crate::view::{self, Situation};

/// List a scheme's applications with their state, worked out from the facts
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants list digdir-2024\n  grants list digdir-2024 --state ineligible --state unknown\n  grants list digihjelpen-2018 -O csv | head"
)]
pub(in crate::cli) struct ListArguments {
    /// The scheme
    #[arg(value_name = "SCHEME")]
    scheme: String,

    /// Only applications in this state (may be given more than once)
    #[arg(long = "state", value_name = "STATE", value_parser = state)]
    states: Vec<State>,

    #[command(flatten)]
    view: ViewArguments,
}

fn state(word: &str) -> Result<State, String> {
    State::from_word(word).ok_or_else(|| one_of(word, State::ALL.map(State::word)))
}

pub(super) fn run(global: &Global, arguments: &ListArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let Some((book, elsewhere)) = session.facts(&arguments.scheme, day)? else {
        return Ok(Status::Findings);
    };
    let situation = Situation::of(&book, &elsewhere, day);
    output::print_grid(&view::list(&situation, &arguments.states), &arguments.view)?;
    Ok(Status::Fine)
}
