//! What is asked to be recorded: of one application by the command line, or of
//! many by a file.

use std::path::Path;

use anyhow::{Context, bail};

use crate::cli::round;
use crate::cli::session::{Session, waivable};
use crate::diagnostic::Findings;
use crate::model::{ApplicationIndex, Book};
use crate::reading::{self, Given, GivenColumn};
use crate::source::{FileId, Origin, Sources};

use super::Kind;
use super::arguments::{EntryArguments, Typed};

/// The entries that are asked for, each with its row where a file asks.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) entries: Vec<(ApplicationIndex, Given, Option<Origin>)>,
    /// The file's text.
    pub(super) sources: Sources,
}

impl Asked {
    /// Where an entry stands in its file: `paid.csv:3`; blank without a file.
    pub(super) fn place(&self, origin: Option<Origin>) -> String {
        origin.map_or_else(String::new, |origin| {
            let source = self.sources.get(origin.file);
            let before = &source.text()[..origin.start()];
            let line = before.matches('\n').count() + 1;
            format!("{}:{line}", source.path())
        })
    }
}

/// The scheme that is meant, and the application where one is named.
pub(super) fn target(arguments: &EntryArguments) -> anyhow::Result<(&str, Option<&str>)> {
    let target = arguments.target.as_str();
    match (target.split_once('/'), &arguments.from) {
        (Some((scheme, id)), None) => Ok((scheme, Some(id))),
        (None, Some(_)) => Ok((target, None)),
        (Some((scheme, _)), Some(_)) => {
            bail!("the file names the applications: write --from with the scheme alone, {scheme}")
        }
        (None, None) => Err(round::no_application(target)),
    }
}

/// All that is asked for. `None` when the file has errors, which were then said.
pub(super) fn asked(
    session: &Session,
    kind: Kind,
    book: &Book<'_>,
    id: Option<&str>,
    file: Option<&Path>,
    typed: &Typed<'_>,
) -> anyhow::Result<Option<Asked>> {
    let given = given(kind, book, typed)?;
    match (id, file) {
        (Some(id), _) => {
            if let Some(column) = missing(kind, &given) {
                bail!("{}", needed(column));
            }
            let index = round::find(book, id)?;
            Ok(Some(Asked {
                entries: vec![(index, given, None)],
                ..Asked::default()
            }))
        }
        (None, Some(path)) => from_file(session, kind, book, path, &given),
        (None, None) => Ok(Some(Asked::default())),
    }
}

fn missing(kind: Kind, given: &Given) -> Option<GivenColumn> {
    let mut columns = kind.columns().iter().copied();
    columns.find(|column| kind.needs(*column) && !says(given, *column))
}

fn says(given: &Given, column: GivenColumn) -> bool {
    match column {
        GivenColumn::ReasonCode(_) | GivenColumn::Reason => given.reason.is_some(),
        GivenColumn::Amount => given.amount.is_some(),
        GivenColumn::Check => given.check.is_some(),
        _ => false,
    }
}

fn needed(column: GivenColumn) -> &'static str {
    match column {
        GivenColumn::ReasonCode(_) => "say why, with a reason code: --reason CODE",
        GivenColumn::Reason => "say why, in words: --reason TEXT",
        GivenColumn::Amount => "say how much: AMOUNT",
        GivenColumn::Check => "say which check is waived: CHECK",
        _ => "something is missing",
    }
}

/// What the command line says.
fn given(kind: Kind, book: &Book<'_>, typed: &Typed<'_>) -> anyhow::Result<Given> {
    let scheme = book.scheme;
    let wrong = |(message, help): (String, String)| anyhow::anyhow!("{message}: {help}");
    let amount = |text: Option<&str>| text.map(|text| round::amount(text, book)).transpose();
    if let Some(check) = typed.check {
        reading::check_name(check, scheme, &waivable()).map_err(wrong)?;
    }
    if let Some(reason) = typed.reason
        && kind != Kind::Waive
    {
        reading::reason_code(reason, kind.word(), scheme).map_err(wrong)?;
    }
    let text = |text: Option<&str>| text.map(str::to_owned);
    Ok(Given {
        date: None,
        amount: amount(typed.amount)?,
        reason: text(typed.reason),
        reference: text(typed.reference),
        account: text(typed.account),
        check: text(typed.check),
        spent: amount(typed.spent)?,
        own_contribution: amount(typed.own_contribution)?,
        completed: typed.completed,
        note: text(typed.note),
    })
}

/// The entries of a file; what the command line says holds for each row that
/// says nothing else.
fn from_file(
    session: &Session,
    kind: Kind,
    book: &Book<'_>,
    path: &Path,
    given: &Given,
) -> anyhow::Result<Option<Asked>> {
    if given.amount.is_some() {
        bail!("the file gives the amounts: leave the AMOUNT out");
    }
    let name = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let mut asked = Asked::default();
    let mut found = Findings::new();
    let file = reading::take_amounts(&mut asked.sources, name.clone(), bytes, &mut found);
    let mut rows = Vec::new();
    if let Some(file) = file {
        rows = read(kind, &asked.sources, file, book, given, &mut found);
    }
    if session.says_errors(&asked.sources, found) {
        return Ok(None);
    }
    if rows.is_empty() {
        bail!("{name} has no row");
    }
    let rows = rows.into_iter();
    let entries = rows.map(|(index, row, origin)| (index, filled(row, given), Some(origin)));
    asked.entries = entries.collect();
    Ok(Some(asked))
}

fn read(
    kind: Kind,
    sources: &Sources,
    file: FileId,
    book: &Book<'_>,
    given: &Given,
    found: &mut Findings,
) -> Vec<(ApplicationIndex, Given, Origin)> {
    let columns = kind.columns().iter();
    let columns: Vec<(GivenColumn, bool)> = columns
        .map(|column| (*column, kind.needs(*column) && !says(given, *column)))
        .collect();
    reading::entries(sources, file, &columns, book, &waivable(), found)
}

/// A row with what the command line says where the row says nothing.
fn filled(row: Given, given: &Given) -> Given {
    let or = |text: Option<String>, other: &Option<String>| text.or_else(|| other.clone());
    Given {
        date: row.date,
        amount: row.amount,
        reason: or(row.reason, &given.reason),
        reference: or(row.reference, &given.reference),
        account: or(row.account, &given.account),
        check: or(row.check, &given.check),
        spent: row.spent.or(given.spent),
        own_contribution: row.own_contribution.or(given.own_contribution),
        completed: row.completed.or(given.completed),
        note: or(row.note, &given.note),
    }
}
