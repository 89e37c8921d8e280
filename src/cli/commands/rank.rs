//! `grants rank`: scores by criterion, weighted total, rank, ties.

use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::view::{self, Situation};

/// Show scores by criterion, the weighted total, and the rank
///
/// A score is the mean over assessors per criterion (recused ones left out),
/// times weight, over the sum of the weights; kept exact, shown with two
/// decimals. A missing criterion makes the total unknown, not zero.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants -C examples/digdir-2024 rank digdir-2024\n  grants rank digdir-2024 -O csv      with the exact fraction and the tie-break"
)]
pub(in crate::cli) struct RankArguments {
    /// The scheme
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    scheme: String,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &RankArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let Some((book, elsewhere, scores)) = session.scored_facts(&arguments.scheme, day, true)?
    else {
        return Ok(Status::Findings);
    };
    round::not_a_programme(book.scheme)?;
    if book.scheme.criteria.is_empty() {
        session.say(&format!(
            "grants: {} has no criteria: nothing is scored",
            book.scheme.id
        ));
    }
    let situation = Situation::scored(&book, &elsewhere, scores, day);
    let grid = view::rank(&situation);
    let ties = view::ties(&situation, &situation.ranking());
    let ties: Vec<String> = ties.iter().map(|line| format!("tie: {line}")).collect();
    if output::is_page(&arguments.view) {
        output::print_with(&grid, &ties, &arguments.view)?;
    } else {
        output::print_grid(&grid, &arguments.view)?;
        for line in ties {
            session.say(&line);
        }
    }
    Ok(Status::Fine)
}
