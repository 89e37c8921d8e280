//! `grants due`: what is due or overdue, over all schemes.

use chrono::NaiveDate;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments, date};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::session::Session;
use crate::ledger::of_application;
use crate::view;

/// Show what is due or overdue: acceptances, payments, reports, money to come back
///
/// Overdue first, then by date; what has no day comes last. An instalment is
/// due when what it waits for has come, a claim when a report shows that more
/// is paid than the actual cost allows.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants due\n  grants due --until 2024-12-31         what falls due this year\n  grants due --scheme digdir-2024 -O csv"
)]
pub(in crate::cli) struct DueArguments {
    /// Only what is due on or before this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<NaiveDate>,

    /// Only this scheme (may be given more than once)
    #[arg(long = "scheme", value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    schemes: Vec<String>,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &DueArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let Some(books) = session.books(&arguments.schemes, day)? else {
        return Ok(Status::Findings);
    };
    let mut dues = Vec::new();
    for book in &books {
        dues.extend(view::dues(
            book,
            &of_application(book),
            arguments.until,
            day,
        ));
    }
    let mut notes = view::due_notes(&dues, day);
    if dues.is_empty() {
        if output::is_table(&arguments.view) {
            session.say("grants: nothing is due");
            return Ok(Status::Fine);
        }
        notes.push("nothing is due".to_owned());
    }
    let grid = view::due(dues, day, session.language());
    output::print_with(&grid, &notes, &arguments.view)?;
    Ok(Status::Fine)
}
