//! `grants list`: the applications of a scheme with their derived state.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::diagnostic::one_of;
use crate::ledger::State;
use crate::model::{Currency, Money};
use crate::reading::amount;
use crate::view::{self, Filter, Situation};

/// List a scheme's applications with their state, worked out from the facts
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants list digdir-2024\n  grants list digdir-2024 --state ineligible --state unknown\n  grants list digdir-2024 --type municipality --min 200000 --text bibliotek\n  grants list digihjelpen-2018 -O csv | head"
)]
pub(in crate::cli) struct ListArguments {
    /// The scheme
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    scheme: String,

    /// Only applications in this state (may be given more than once)
    #[arg(long = "state", value_name = "STATE", value_parser = state)]
    states: Vec<State>,

    /// Only applications from this place (may be given more than once)
    #[arg(long = "place", value_name = "PLACE")]
    places: Vec<String>,

    /// Only applicants of this type (may be given more than once)
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,

    /// Only applications that ask for at least so much
    #[arg(long, value_name = "AMOUNT")]
    min: Option<String>,

    /// Only applications that ask for at most so much
    #[arg(long, value_name = "AMOUNT")]
    max: Option<String>,

    /// Only applications of which a text field contains this
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,

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
    round::not_a_programme(book.scheme)?;
    let situation = Situation::of(&book, &elsewhere, day);
    let filter = filter(arguments, book.scheme.currency)?;
    output::print_grid(&view::list(&situation, &filter), &arguments.view)?;
    match filter.unknown_amounts(&situation) {
        0 => {}
        1 => session.say("grants: 1 application is left out: how much it asks for is not known"),
        count => session.say(&format!(
            "grants: {count} applications are left out: how much they ask for is not known"
        )),
    }
    Ok(Status::Fine)
}

/// What the user wants to see, amounts in the scheme's currency.
fn filter(arguments: &ListArguments, currency: Currency) -> anyhow::Result<Filter> {
    let amount = |text: &Option<String>| -> anyhow::Result<Option<Money>> {
        let Some(text) = text else {
            return Ok(None);
        };
        match amount(text, currency) {
            Ok(money) => Ok(Some(money)),
            Err(misread) => {
                let (message, help) = misread.sentences(text);
                anyhow::bail!("{message}: {help}")
            }
        }
    };
    Ok(Filter {
        states: arguments.states.clone(),
        places: arguments.places.clone(),
        types: arguments.types.clone(),
        min: amount(&arguments.min)?,
        max: amount(&arguments.max)?,
        text: arguments.text.clone(),
    })
}
