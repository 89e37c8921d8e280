//! `grants export`: the folder's facts in the forms of other programs.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::arguments::{Global, date};
use crate::cli::complete;
use crate::cli::output::Status;
use crate::cli::session::{Session, summary};
use crate::export::Stamp;
use crate::history::{GitTrouble, Revision};
use crate::ledger::Tree;
use crate::model::Book;

use super::{export_frictionless, export_giving, export_journal};

/// Write the facts in the forms of other programs: open data, ledgers, packages
///
/// The same folder gives the same bytes. Each file says of which commit it is,
/// where the folder is in git. Facts dated after today, or after --as-of, are
/// not in it. If data cannot be read, nothing is written.
///
/// No export has a column that its scheme marks `personal = true`, nor who
/// assessed, decided or paid (assessor, by), recusals, accounts, notes, comments
/// or partners. An applicant whose applicant_type is person, individual,
/// private person, privatperson or enkeltperson is not named.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  grants export 360giving -o grants.json\n  grants export hledger | hledger -f - balance\n  grants export frictionless -o datapackage.json\n\nMore, with what each file holds: grants help export 360giving|hledger|frictionless"
)]
pub(in crate::cli) struct ExportArguments {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    #[command(name = "360giving")]
    Giving(export_giving::GivingArguments),
    Hledger(export_journal::JournalArguments),
    Frictionless(export_frictionless::FrictionlessArguments),
}

/// What every export takes.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// Only these schemes, with all that stands below them
    #[arg(value_name = "SCHEME", add = ArgValueCompleter::new(complete::schemes))]
    pub(super) schemes: Vec<String>,

    /// The file to write to; `-` is standard output
    #[arg(short = 'o', value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,

    /// The end of which day to look at: facts dated later do not exist
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Output")]
    pub(super) as_of: Option<NaiveDate>,
}

pub(super) fn run(global: &Global, arguments: &ExportArguments) -> anyhow::Result<Status> {
    let session = Session::open(global)?;
    match &arguments.kind {
        Kind::Giving(arguments) => export_giving::run(&session, arguments),
        Kind::Hledger(arguments) => export_journal::run(&session, arguments),
        Kind::Frictionless(arguments) => export_frictionless::run(&session, arguments),
    }
}

/// Every scheme's facts at the end of a day, their tree, and where the chosen
/// schemes stand in it.
pub(super) struct Selection<'s> {
    pub(super) books: Vec<Book<'s>>,
    pub(super) tree: Tree,
    pub(super) positions: Vec<usize>,
    pub(super) day: NaiveDate,
}

/// Endings of files that tell what such a file holds.
#[rustfmt::skip]
const ENDINGS: [&str; 18] = [
    "csv", "tsv", "json", "jsonl", "ndjson", "toml", "md", "markdown", "html", "htm", "pdf",
    "xlsx", "xls", "ods", "journal", "hledger", "ledger", "beancount",
];

impl Chosen {
    /// What the file is called after its last point, in small letters.
    pub(super) fn ending(&self) -> Option<String> {
        let ending = self.output.as_deref()?.extension()?;
        Some(ending.to_string_lossy().to_lowercase())
    }

    /// Refuses a file whose ending says something else than what it would hold,
    /// which has one of these endings.
    pub(super) fn would_hold(&self, form: &str, endings: &[&str]) -> anyhow::Result<()> {
        match self.ending().as_deref() {
            Some(other) if ENDINGS.contains(&other) && !endings.contains(&other) => {
                anyhow::bail!("a .{other} file would hold {form}, not what its ending says")
            }
            _ => Ok(()),
        }
    }

    /// Reads all schemes: where one stands is told by the others. `None` when
    /// anything could not be read, which has then been said.
    pub(super) fn read<'s>(&self, session: &'s Session) -> anyhow::Result<Option<Selection<'s>>> {
        let day = self.as_of.unwrap_or(session.today);
        let Some(books) = session.books(&[], day)? else {
            return Ok(None);
        };
        for id in &self.schemes {
            session.scheme(id)?;
        }
        let summaries: Vec<_> = books.iter().map(|book| summary(book, day)).collect();
        let tree = Tree::of(&summaries);
        let nodes = tree.nodes();
        let is_named = |at: &usize| self.schemes.iter().any(|id| id == nodes[*at].id.as_str());
        let named = (0..nodes.len()).filter(is_named);
        let mut positions: Vec<usize> = named.flat_map(|at| tree.with_descendants(at)).collect();
        if self.schemes.is_empty() {
            positions = (0..nodes.len()).collect();
        }
        positions.sort_unstable();
        positions.dedup();
        Ok(Some(Selection {
            books,
            tree,
            positions,
            day,
        }))
    }
}

impl<'s> Selection<'s> {
    /// The books of the chosen schemes alone, in the order of their ids.
    pub(super) fn into_books(self) -> Vec<Book<'s>> {
        let mut chosen = vec![false; self.books.len()];
        for at in self.positions {
            chosen[self.tree.nodes()[at].summary] = true;
        }
        let books = self.books.into_iter().zip(chosen);
        let books = books.filter_map(|(book, chosen)| chosen.then_some(book));
        books.collect()
    }
}

/// The commit that the folder stands at; says so where there is none.
pub(super) fn stamp(session: &Session) -> Option<Stamp> {
    match found(session) {
        Ok(stamp) => Some(stamp),
        Err(trouble) => {
            session.say(&format!("grants: not stamped with a commit: {trouble}"));
            None
        }
    }
}

fn found(session: &Session) -> Result<Stamp, GitTrouble> {
    let root = session.folder.root();
    Ok(Stamp {
        commit: Revision::find(root, "HEAD")?.commit().to_owned(),
        is_changed: Revision::is_changed_since(root)?,
    })
}
