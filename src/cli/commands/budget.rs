//! `grants budget`: where every krone stands.

use clap::Args;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::diagnostic::Findings;
use crate::ledger::Tree;
use crate::view;

/// Show where the money stands: the tree of budgets, with totals per currency
///
/// budget: the sum of the scheme's budget entries. committed: awards less
/// releases, openings included. outstanding: committed - (paid - repaid).
/// remaining: budget - committed, below zero when it is.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants budget\n  grants budget digital-participation     a programme and all below it\n  grants budget --as-of 2018-12-31\n  grants budget -O csv -o budget.csv"
)]
pub(in crate::cli) struct BudgetArguments {
    /// Only these schemes, with all that stands below them
    #[arg(value_name = "SCHEME")]
    schemes: Vec<String>,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &BudgetArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let mut found = Findings::new();
    let summaries = session.summaries(day, &mut found);
    if session.has_errors(&found) {
        return Ok(Status::Findings);
    }
    for id in &arguments.schemes {
        session.scheme(id)?;
    }
    let tree = Tree::of(&summaries);
    let grid = view::budget(
        &tree,
        session.folder.schemes(),
        &arguments.schemes,
        session.language(),
    );
    output::print_with(&grid, &view::budget_notes(&tree), &arguments.view)?;
    Ok(Status::Fine)
}
