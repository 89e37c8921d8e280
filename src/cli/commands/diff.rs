//! `grants diff`: what a change does to the money.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::against::files;
use crate::cli::arguments::{Global, ViewArguments};
use crate::cli::output::{self, Status};
use crate::cli::session::{Session, summary, waivable};
use crate::diagnostic::Findings;
use crate::reading::{self, Folder};
use crate::table::Document;
use crate::view::{self, Version};

/// Show what a change does to the money: balances before and after, new entries
///
/// Holds the folder as it stands against a revision of git, or one revision
/// against another. Facts count whatever their date, unless --as-of cuts them
/// off. As CSV and JSON, the balances are printed, or the entries with
/// --entries.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants diff HEAD                     what is not committed yet\n  grants diff main                     what a branch does\n  grants diff v2024..v2025             between two revisions\n  grants diff main --entries -O csv    the entries, for other programs"
)]
pub(in crate::cli) struct DiffArguments {
    /// A revision, or two with `..` between them
    #[arg(value_name = "REV[..REV]")]
    revisions: String,

    /// Only the entries, not the balances
    #[arg(long)]
    entries: bool,

    #[command(flatten)]
    view: ViewArguments,
}

pub(super) fn run(global: &Global, arguments: &DiffArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    let (before, after) = match arguments.revisions.split_once("..") {
        Some((_, after)) if after.starts_with('.') => {
            anyhow::bail!("write two dots between two revisions, not three")
        }
        Some((before, after)) => (before, Some(if after.is_empty() { "HEAD" } else { after })),
        None => (arguments.revisions.as_str(), None),
    };
    let day = arguments.view.as_of.unwrap_or(NaiveDate::MAX);
    let Some(old) = folder(&session, before)? else {
        return Ok(Status::Findings);
    };
    let new = match after {
        Some(after) => match folder(&session, after)? {
            Some(new) => Some(new),
            None => return Ok(Status::Findings),
        },
        None => None,
    };
    let Some(old) = version(&session, &old, before, day) else {
        return Ok(Status::Findings);
    };
    let new = match &new {
        Some(new) => version(&session, new, after.unwrap_or_default(), day),
        None if is_unread(&session)? => None,
        None => version(&session, &session.folder, "the folder", day),
    };
    let Some(new) = new else {
        return Ok(Status::Findings);
    };
    show(&session, &old, &new, arguments)?;
    Ok(Status::Fine)
}

/// Whether anything of the folder as it stands cannot be read, which was then said.
fn is_unread(session: &Session) -> anyhow::Result<bool> {
    session.load_all()?;
    Ok(session.has_errors(&Findings::new()))
}

fn show(
    session: &Session,
    old: &Version<'_>,
    new: &Version<'_>,
    arguments: &DiffArguments,
) -> anyhow::Result<()> {
    let balances = view::changed_balances(old, new, session.language());
    let entries = view::changed_entries(old, new, session.language());
    let nothing = balances.is_empty() && entries.is_empty();
    if output::is_table(&arguments.view) && nothing {
        session.say("grants: no change to the money");
        return Ok(());
    }
    let (data, shown) = if arguments.entries {
        (&entries, vec![&entries])
    } else {
        (&balances, vec![&balances, &entries])
    };
    let title = format!("What {} does to the money", arguments.revisions);
    let filled = shown.into_iter().filter(|grid| !grid.is_empty());
    let mut page = filled.fold(Document::page(title, data), Document::grid);
    if nothing {
        page = page.notes(["no change to the money".to_owned()]);
    }
    output::print_document(&page, &arguments.view)
}

/// The folder as a revision has it; `None`, which has then been said, where it
/// cannot be read.
fn folder(session: &Session, revision: &str) -> anyhow::Result<Option<Folder>> {
    let revision = if revision.is_empty() {
        "HEAD"
    } else {
        revision
    };
    let mut found = Findings::new();
    let folder = Folder::of_files(files(session, revision)?, &mut found);
    if session.says_errors(folder.sources(), found) {
        say_unread(revision);
        return Ok(None);
    }
    Ok(Some(folder))
}

fn version<'f>(
    session: &Session,
    folder: &'f Folder,
    name: &str,
    day: NaiveDate,
) -> Option<Version<'f>> {
    let mut found = Findings::new();
    let mut books = Vec::new();
    for scheme in folder.schemes() {
        let texts = folder.texts(&scheme.id);
        let book = reading::book(scheme, &texts, &waivable(), &mut found);
        books.extend(book.map(|book| book.as_of(day)));
    }
    if session.says_errors(folder.sources(), found) {
        say_unread(name);
        return None;
    }
    Some(Version {
        summaries: books.iter().map(|book| summary(book, day)).collect(),
        books,
    })
}

fn say_unread(name: &str) {
    output::say(&format!(
        "grants: {name} cannot be read, so nothing is shown: no total from a broken file"
    ));
}
