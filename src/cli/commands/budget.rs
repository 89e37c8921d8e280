//! `grants budget`: where every krone stands.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::diagnostic::Findings;
use crate::ledger::Tree;
use crate::view::{self, Grouping};

/// Show where the money stands: the tree of budgets, with totals per currency
///
/// budget: the sum of the scheme's budget entries. committed: awards less
/// releases, openings included. outstanding: committed - (paid - repaid).
/// remaining: budget - committed, below zero when it is.
///
/// Reads the two journals, awards.csv and payments.csv (with --by all facts): if
/// any of that cannot be understood, nothing is shown. What is wrong elsewhere,
/// `grants check` says, an entry for an application that there is not among it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants budget\n  grants budget digital-participation     a programme and all below it\n  grants budget --by year                 what was committed and paid in each\n  grants budget --as-of 2018-12-31\n  grants budget -O csv -o budget.csv"
)]
pub(in crate::cli) struct BudgetArguments {
    /// Only these schemes, with all that stands below them
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    schemes: Vec<String>,

    /// Group what was committed, paid and repaid; each entry counts on its day
    #[arg(long, value_name = "GROUP", value_enum)]
    by: Option<By>,

    #[command(flatten)]
    view: ViewArguments,
}

/// By what to group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The year of each entry
    Year,
    /// The month of each entry
    Month,
    /// What kind of organisation the applicant is
    ApplicantType,
    /// Where the application is from
    Place,
}

pub(super) fn run(global: &Global, arguments: &BudgetArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let mut found = Findings::new();
    let summaries = session.summaries(day, &mut found)?;
    if session.has_errors(&found) {
        return Ok(Status::Findings);
    }
    for id in &arguments.schemes {
        session.scheme(id)?;
    }
    let tree = Tree::of(&summaries);
    if let Some(by) = arguments.by {
        return grouped(&session, &tree, by, arguments, day);
    }
    let grid = view::budget(
        &tree,
        session.folder.schemes(),
        &arguments.schemes,
        session.language(),
    );
    output::print_with(
        &grid,
        &view::budget_notes(&tree, &arguments.schemes),
        &arguments.view,
    )?;
    Ok(Status::Fine)
}

/// The same money by another measure.
fn grouped(
    session: &Session,
    tree: &Tree,
    by: By,
    arguments: &BudgetArguments,
    day: NaiveDate,
) -> anyhow::Result<Status> {
    let nodes = tree.nodes();
    let chosen = (0..nodes.len()).filter(|&at| {
        arguments
            .schemes
            .iter()
            .any(|id| id == nodes[at].id.as_str())
    });
    let mut ids: Vec<String> = chosen
        .flat_map(|at| tree.with_descendants(at))
        .map(|at| nodes[at].id.to_string())
        .collect();
    ids.sort();
    ids.dedup();
    let Some(books) = session.books(&ids, day)? else {
        return Ok(Status::Findings);
    };
    let grouping = match by {
        By::Year => Grouping::Year,
        By::Month => Grouping::Month,
        By::ApplicantType => Grouping::ApplicantType,
        By::Place => Grouping::Place,
    };
    let grid = view::budget_by(&books, grouping, session.language());
    let note = view::budget_by_note(&books, grouping);
    output::print_with(&grid, note.as_slice(), &arguments.view)?;
    Ok(Status::Fine)
}
