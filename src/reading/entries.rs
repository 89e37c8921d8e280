//! A file of entries that somebody asks to have recorded, many at once: the
//! column application, and what else the entry has.

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings};
use crate::model::{ApplicationIndex, Book, Money};
use crate::source::{FileId, Origin, Sources};

use super::awards::reason_code;
use super::codes;
use super::csv::{self, Cell, Column, Row};
use super::date;
use super::ids::Ids;
use super::value::{self, Read, Unread, need};
use super::waivers::check_name;

/// One entry as it was asked for; what was not said is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// On which day.
    pub date: Option<NaiveDate>,
    /// How much.
    pub amount: Option<Money>,
    /// A reason code; for a waiver, a reason in words.
    pub reason: Option<String>,
    /// The finance system's reference.
    pub reference: Option<String>,
    /// The account to be paid.
    pub account: Option<String>,
    /// The check that is waived.
    pub check: Option<String>,
    /// The actual cost.
    pub spent: Option<Money>,
    /// What the recipient brought.
    pub own_contribution: Option<Money>,
    /// The day on which the project was completed.
    pub completed: Option<NaiveDate>,
    /// In words.
    pub note: Option<String>,
}

/// The columns that such a file may have beside `application`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenColumn {
    /// On which day.
    Date,
    /// How much.
    Amount,
    /// A reason code, for an entry of this word.
    ReasonCode(&'static str),
    /// A reason in words.
    Reason,
    /// The finance system's reference.
    Reference,
    /// The account to be paid.
    Account,
    /// The check that is waived.
    Check,
    /// The actual cost.
    Spent,
    /// What the recipient brought.
    OwnContribution,
    /// The day on which the project was completed.
    Completed,
    /// In words.
    Note,
}

impl GivenColumn {
    /// Its name in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Amount => "amount",
            Self::ReasonCode(_) | Self::Reason => "reason",
            Self::Reference => "reference",
            Self::Account => "account",
            Self::Check => "check",
            Self::Spent => "spent",
            Self::OwnContribution => "own_contribution",
            Self::Completed => "completed",
            Self::Note => "note",
        }
    }
}

/// The entries of a file, row by row; what is wrong with it is found. It may
/// have these columns; those that are marked must be filled in on each row.
pub fn entries(
    sources: &Sources,
    file: FileId,
    columns: &[(GivenColumn, bool)],
    book: &Book<'_>,
    checks: &[&str],
    found: &mut Findings,
) -> Vec<(ApplicationIndex, Given, Origin)> {
    let ids = Ids::of(&book.applications);
    let mut layout = vec![csv::column("application", true)];
    layout.extend(columns.iter().map(|(column, required)| Column {
        name: column.name().into(),
        required: *required,
    }));
    let mut entries = Vec::new();
    csv::read(sources.get(file), &layout, found, |row, found| {
        let application = ids.application(row, 0, found);
        let given = given(row, columns, book, checks, found);
        if let (Ok(application), Ok(given)) = (application, given) {
            entries.push((application, given, row.origin));
        }
    });
    entries
}

/// What is found where an amount was left out and there is none to assume.
pub fn without_amount(origin: Origin, why: &str) -> Finding {
    let message = format!("there is no amount, and none to assume: {why}");
    Finding::new(&codes::MISSING_VALUE, origin, message).help("write it into `amount`")
}

fn given(
    row: &Row<'_, '_>,
    columns: &[(GivenColumn, bool)],
    book: &Book<'_>,
    checks: &[&str],
    found: &mut Findings,
) -> Read<Given> {
    let mut given = Given::default();
    let mut whole = Ok(());
    for (nth, (column, required)) in (1..).zip(columns) {
        let cell = if *required {
            need(row, nth, found)
        } else {
            Ok(row.cell(nth))
        };
        let read = cell.and_then(|cell| take(&mut given, *column, cell, book, checks, found));
        whole = whole.and(read);
    }
    whole.map(|()| given)
}

fn take(
    given: &mut Given,
    column: GivenColumn,
    cell: Cell<'_, '_>,
    book: &Book<'_>,
    checks: &[&str],
    found: &mut Findings,
) -> Read<()> {
    let text = || value::text(cell).map(|text| text.into_owned());
    let scheme = book.scheme;
    let currency = scheme.currency;
    match column {
        GivenColumn::Date => given.date = date::date(cell, found)?,
        GivenColumn::Completed => given.completed = date::date(cell, found)?,
        GivenColumn::Amount => given.amount = value::money(cell, currency, found)?,
        GivenColumn::Spent => given.spent = value::money(cell, currency, found)?,
        GivenColumn::OwnContribution => {
            given.own_contribution = value::money(cell, currency, found)?;
        }
        GivenColumn::ReasonCode(entry) => {
            known(cell, found, |text| {
                reason_code(text, entry, scheme).map(drop)
            })?;
            given.reason = text();
        }
        GivenColumn::Check => {
            known(cell, found, |text| check_name(text, scheme, checks))?;
            given.check = text();
        }
        GivenColumn::Reason => given.reason = text(),
        GivenColumn::Reference => given.reference = text(),
        GivenColumn::Account => given.account = text(),
        GivenColumn::Note => given.note = text(),
    }
    Ok(())
}

/// A word that somebody knows, or a blank.
fn known(
    cell: Cell<'_, '_>,
    found: &mut Findings,
    is_known: impl Fn(&str) -> Result<(), (String, String)>,
) -> Read<()> {
    if cell.is_blank() {
        return Ok(());
    }
    is_known(cell.raw).map_err(|(message, help)| {
        found.add(Finding::new(&codes::UNKNOWN_WORD, cell.place(), message).help(help));
        Unread
    })
}
