//! `grants recipients`: who got how much, over all schemes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::bail;
use clap::{Args, ValueEnum};

use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::output::{self, Status};
use crate::cli::session::{Session, elsewhere, summary};
use crate::diagnostic::nearest;
use crate::ledger::of_application;
use crate::model::Book;
use crate::view::{self, RecipientOrder, Situation};

/// Show who got how much over all schemes, or what one organisation got
///
/// A recipient is known by its organisation number, and where the files have
/// none by its name. Amounts of different currencies are never added.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants recipients                     everybody, by name\n  grants recipients --sort committed    the largest sum first\n  grants recipients 939991034           one organisation, by number\n  grants recipients \"Askim kommune\"     or by name\n  grants recipients -O csv -o recipients.csv"
)]
pub(in crate::cli) struct RecipientsArguments {
    /// The number or the name of one organisation
    #[arg(value_name = "ORG")]
    organisation: Option<String>,

    /// In which order
    #[arg(
        long,
        value_name = "COLUMN",
        value_enum,
        default_value = "name",
        conflicts_with = "organisation"
    )]
    sort: Sort,

    #[command(flatten)]
    view: ViewArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// By name, as the language of the schemes has it
    Name,
    /// The largest sum first
    Committed,
}

impl From<Sort> for RecipientOrder {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Name => Self::Name,
            Sort::Committed => Self::Committed,
        }
    }
}

pub(super) fn run(global: &Global, arguments: &RecipientsArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let day = arguments.view.as_of.unwrap_or(session.today);
    let Some(books) = session.books(&[], day)? else {
        return Ok(Status::Findings);
    };
    let language = session.language();
    let Some(organisation) = &arguments.organisation else {
        let with_accounts = |book| {
            let accounts = of_application(&book);
            (book, accounts)
        };
        let books: Vec<_> = books.into_iter().map(with_accounts).collect();
        let grid = view::recipients(&books, arguments.sort.into(), language);
        output::print_with(&grid, &view::recipients_notes(&books), &arguments.view)?;
        return Ok(Status::Fine);
    };
    let keys = keys(&books, organisation)?;
    let summaries: Vec<_> = books.iter().map(|book| summary(book, day)).collect();
    let elsewhere = elsewhere(&summaries);
    let situations: Vec<_> = books
        .iter()
        .map(|book| Situation::of(book, &elsewhere, day))
        .collect();
    let mut grid = view::recipient(
        &situations,
        |application| keys.contains(&application.applicant_key()),
        language,
    );
    grid.set_title("Applications", organisation.as_str());
    output::print_grid(&grid, &arguments.view)?;
    Ok(Status::Fine)
}

/// By what the organisation of a number or name is known: also by the number
/// that stands beside the name somewhere.
fn keys<'b>(books: &'b [Book<'b>], organisation: &str) -> anyhow::Result<BTreeSet<Cow<'b, str>>> {
    let applications = || books.iter().flat_map(|book| &book.applications);
    let keys: BTreeSet<Cow<'_, str>> = applications()
        .filter(|application| view::is_of(application, organisation))
        .flat_map(|application| {
            [
                application.applicant_key(),
                Cow::Owned(application.name_key()),
            ]
        })
        .collect();
    if !keys.is_empty() {
        return Ok(keys);
    }
    let words: Vec<Cow<'_, str>> = applications()
        .flat_map(|application| {
            let number = application.org_number.map(|number| number.as_str().into());
            [number, Some(application.applicant.read())]
        })
        .flatten()
        .collect();
    match nearest(organisation, words.iter().map(AsRef::as_ref)) {
        Some(near) => bail!("nobody here is called `{organisation}`: did you mean `{near}`?"),
        None => match containing(
            applications().map(|each| each.applicant.read()),
            organisation,
        ) {
            Some(names) => bail!("nobody here is called `{organisation}`; there are: {names}"),
            None => bail!("nobody here is called `{organisation}`; grants recipients has all"),
        },
    }
}

/// The first names that contain a text.
fn containing<'b>(names: impl Iterator<Item = Cow<'b, str>>, text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let names: BTreeSet<Cow<'_, str>> = names
        .filter(|name| name.to_lowercase().contains(&text))
        .collect();
    let shown: Vec<&str> = names.iter().take(5).map(AsRef::as_ref).collect();
    (!shown.is_empty()).then(|| {
        let more = names.len() - shown.len();
        let tail = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        format!("{}{tail}", shown.join(", "))
    })
}
