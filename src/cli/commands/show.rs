//! `grants show`: one application, with the reasons for all that is said of it.

use anyhow::bail;
use clap::Args;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::complete;
use crate::cli::output::{self, Status};
use crate::cli::round::no_application;
use crate::cli::session::Session;
use crate::diagnostic::nearest;
use crate::table::Document;
use crate::view::{self, Situation};

/// Show one application: rules met or not with the clause, scores, entries,
/// what is due
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants show digihjelpen-2018/D18-009\n  grants -C examples/digdir-2024 show digdir-2024/D24-003 -O json"
)]
pub(in crate::cli) struct ShowArguments {
    /// The application
    #[arg(value_name = "SCHEME/ID", add = ArgValueCompleter::new(complete::applications))]
    application: String,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &ShowArguments) -> anyhow::Result<Status> {
    let Some((scheme, id)) = arguments.application.split_once('/') else {
        return Err(no_application(&arguments.application));
    };
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let Some((book, elsewhere)) = session.facts(scheme, day)? else {
        return Ok(Status::Findings);
    };
    let Some(index) = book.find(id) else {
        let ids = book
            .applications
            .iter()
            .map(|application| application.id.as_str());
        match nearest(id, ids) {
            Some(near) => bail!("{scheme} has no application `{id}`: did you mean `{near}`?"),
            None => bail!("{scheme} has no application `{id}` on {day}"),
        }
    };
    let situation = Situation::of(&book, &elsewhere, day);
    let (parts, data) = (
        view::story(&situation, index),
        view::show(&situation, index),
    );
    let page = Document::page(arguments.application.as_str(), &data);
    let page = parts.iter().fold(page, Document::grid);
    output::print_document(&page, &arguments.view)?;
    Ok(Status::Fine)
}
