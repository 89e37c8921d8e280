//! `grants list`: applications with their derived state.

use anyhow::bail;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::{Session, elsewhere, summary};
use crate::diagnostic::Findings;
use crate::ledger::State;
use crate::model::{Book, Scheme};
use crate::view::{self, Filter, ListOrder, Listed, Situation};

/// List applications with their state, worked out from the facts
///
/// Of one scheme, of several, or of all; a programme stands for the schemes below
/// it. CSV and JSON have all that is known of each application, with the fields
/// that its scheme adds.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants list digdir-2024\n  grants list                               the applications of all schemes\n  grants list digdir-2024 --sort applicant\n  grants list digdir-2024 --state ineligible --state unknown\n  grants list digdir-2024 --type municipality --min 200000 --text bibliotek\n  grants list digihjelpen-2018 -O csv | head"
)]
pub(in crate::cli) struct ListArguments {
    /// The schemes (default: all)
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    schemes: Vec<String>,

    /// Only applications in this state (may be given more than once)
    #[arg(long = "state", value_name = "STATE", value_parser = PossibleValuesParser::new(State::ALL.map(State::word)).map(state))]
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

    /// In which order; what is not known comes last
    #[arg(long, value_name = "COLUMN", value_enum, default_value = "id")]
    sort: Sort,

    #[command(flatten)]
    view: ViewArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// By scheme and id, A-2 before A-10
    Id,
    /// By name, as the language of the scheme has it
    Applicant,
    /// By place, as the language of the scheme has it
    Place,
    /// The largest amount first
    Requested,
    /// The first that came in first
    Received,
    /// The highest score first
    Score,
}

impl From<Sort> for ListOrder {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Id => Self::Id,
            Sort::Applicant => Self::Applicant,
            Sort::Place => Self::Place,
            Sort::Requested => Self::Requested,
            Sort::Received => Self::Received,
            Sort::Score => Self::Score,
        }
    }
}

fn state(word: String) -> State {
    State::from_word(&word).expect("clap lets no other word through")
}

pub(super) fn run(global: &Global, arguments: &ListArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let asked = chosen(&session, &arguments.schemes)?;
    let Some(books) = session.books(&asked, day)? else {
        return Ok(Status::Findings);
    };
    let earlier = books
        .iter()
        .flat_map(|book| &book.scheme.applicants.not_funded_by);
    let earlier: Vec<String> = earlier.map(|scheme| scheme.id.to_string()).collect();
    let summaries: Vec<_> = match earlier.as_slice() {
        [] => Vec::new(),
        ids => {
            let Some(books) = session.books(ids, day)? else {
                return Ok(Status::Findings);
            };
            books.iter().map(|book| summary(book, day)).collect()
        }
    };
    let elsewhere = elsewhere(&summaries);
    let mut listed = Vec::new();
    for book in books.iter().filter(|book| !book.scheme.is_programme()) {
        listed.push(Listed {
            situation: Situation::of(book, &elsewhere, day),
            filter: filter(arguments, book)?,
        });
    }
    let language = match listed.as_slice() {
        [alone] => alone.situation.book.scheme.language,
        _ => session.language(),
    };
    let grid = view::list(&listed, arguments.sort.into(), language);
    output::print_grid(&grid, &arguments.view)?;
    let unknown = listed
        .iter()
        .map(|each| each.filter.unknown_amounts(&each.situation));
    match unknown.sum::<usize>() {
        0 => {}
        1 => session.say("grants: 1 application is left out: how much it asks for is not known"),
        count => session.say(&format!(
            "grants: {count} applications are left out: how much they ask for is not known"
        )),
    }
    Ok(Status::Fine)
}

/// The ids of the schemes that were named, and of those below the programmes
/// that were named; none when none was.
fn chosen(session: &Session, named: &[String]) -> anyhow::Result<Vec<String>> {
    let schemes = session.folder.schemes();
    let mut chosen = Vec::new();
    for name in named {
        // A folder that cannot be read is told of first.
        if !session.in_the_way(&[name], &Findings::new()).is_empty() {
            return Ok(named.to_vec());
        }
        if !session.scheme(name)?.is_programme() {
            chosen.push(name.clone());
            continue;
        }
        let is_below = |scheme: &Scheme| {
            session
                .ancestors(scheme)
                .any(|above| above.id.as_str() == name)
        };
        let below = schemes
            .iter()
            .filter(|scheme| !scheme.is_programme() && is_below(scheme));
        let ids: Vec<String> = below.map(|scheme| scheme.id.to_string()).collect();
        if ids.is_empty() {
            bail!("{name} is a programme: no scheme below it has applications");
        }
        chosen.extend(ids);
    }
    Ok(chosen)
}

/// What the user wants to see, amounts in the scheme's currency.
fn filter(arguments: &ListArguments, book: &Book<'_>) -> anyhow::Result<Filter> {
    let amount = |text: &Option<String>| {
        let amount = text.as_deref().map(|text| round::amount(text, book));
        amount.transpose()
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
