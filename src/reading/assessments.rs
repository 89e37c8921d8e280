//! assessments.csv and recusals.csv

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{Assessment, Book, Recusal};

use super::codes;
use super::csv::{self, Column, Row, column};
use super::date;
use super::facts::Texts;
use super::folder::Fact;
use super::references::Ids;
use super::value::{self, Unread, need};

pub(super) const ASSESSMENTS: [Column; 6] = [
    column("application", true),
    column("assessor", true),
    column("criterion", true),
    column("score", true),
    column("date", false),
    column("comment", false),
];

pub(super) const RECUSALS: [Column; 4] = [
    column("application", true),
    column("assessor", true),
    column("reason", false),
    column("date", false),
];

/// The assessors by name, each with the number that facts remember.
#[derive(Default)]
struct Assessors<'t> {
    by_name: HashMap<Cow<'t, str>, u32>,
    /// The latest, the next to be forgotten first: mostly it is one of them again.
    recent: VecDeque<u32>,
}

/// So many assessors take turns in a file, at most times.
const RECENT: usize = 4;

impl<'t> Assessors<'t> {
    fn of(names: &[Cow<'t, str>]) -> Self {
        let numbers = names.iter().cloned().zip(0..);
        Self {
            by_name: numbers.collect(),
            ..Self::default()
        }
    }

    /// The number of an assessor, who may be a new one.
    fn number(&mut self, name: Cow<'t, str>, names: &mut Vec<Cow<'t, str>>) -> u32 {
        let is_it = |number: &&u32| names[**number as usize] == name;
        if let Some(number) = self.recent.iter().rev().find(is_it) {
            return *number;
        }
        let number = *self.by_name.entry(name).or_insert_with_key(|name| {
            names.push(name.clone());
            u32::try_from(names.len() - 1).expect("fewer assessors than rows")
        });
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(number);
        number
    }
}

/// Reads the scores into the book.
pub(super) fn read_assessments<'t>(
    book: &mut Book<'t>,
    texts: &Texts<'t>,
    ids: &Ids<'t>,
    found: &mut Findings,
) {
    let Some(source) = texts.get(Fact::Assessments) else {
        return;
    };
    let mut assessors = Assessors::of(&book.assessors);
    csv::read(source, &ASSESSMENTS, found, |row, found| {
        let read = assessment(row, book, ids, &mut assessors, found);
        book.assessments.extend(read);
    });
}

fn assessment<'t>(
    row: &Row<'_, 't>,
    book: &mut Book<'t>,
    ids: &Ids<'t>,
    assessors: &mut Assessors<'t>,
    found: &mut Findings,
) -> Result<Assessment, Unread> {
    let application = ids.application(row, 0, found);
    let name = need(row, 1, found);
    let criterion = criterion(row, book, found);
    let score = need(row, 3, found).and_then(|cell| {
        let mut score = value::number(cell, found)?.ok_or(Unread)?;
        if score.scale() > 0 {
            score.normalize_assign();
        }
        if score.scale() <= 6 && score.abs() <= rust_decimal::Decimal::from(1_000_000) {
            return Ok(score);
        }
        found.add(
            Finding::new(
                &codes::NUMBER_FORMAT,
                cell.place(),
                format!("`{score}` is too large or too fine for a score"),
            )
            .help("scores go up to 1 000 000, with at most six decimals"),
        );
        Err(Unread)
    });
    let date = date::date(row.cell(4), found);
    Ok(Assessment {
        application: application?,
        assessor: assessors.number(name?.text(), &mut book.assessors),
        criterion: criterion?,
        score: score?,
        date: date?,
        origin: row.origin,
    })
}

fn criterion(row: &Row<'_, '_>, book: &Book<'_>, found: &mut Findings) -> Result<u32, Unread> {
    let cell = need(row, 2, found)?;
    let nth = book.scheme.criterion(cell.raw);
    nth.and_then(|nth| u32::try_from(nth).ok()).ok_or_else(|| {
        let ids = book
            .scheme
            .criteria
            .iter()
            .map(|criterion| criterion.id.as_str());
        found.add(
            Finding::new(
                &codes::UNKNOWN_CRITERION,
                cell.place(),
                format!("the scheme has no criterion `{}`", cell.text()),
            )
            .help(one_of(cell.raw, ids)),
        );
        Unread
    })
}

/// Reads into the book who may not assess what.
pub(super) fn read_recusals<'t>(
    book: &mut Book<'t>,
    texts: &Texts<'t>,
    ids: &Ids<'t>,
    found: &mut Findings,
) {
    let Some(source) = texts.get(Fact::Recusals) else {
        return;
    };
    let mut assessors = Assessors::of(&book.assessors);
    csv::read(source, &RECUSALS, found, |row, found| {
        let application = ids.application(row, 0, found);
        let name = need(row, 1, found);
        let date = date::date(row.cell(3), found);
        if let (Ok(application), Ok(name), Ok(date)) = (application, name, date) {
            book.recusals.push(Recusal {
                application,
                assessor: assessors.number(name.text(), &mut book.assessors),
                reason: value::text(row.cell(2)),
                date,
                origin: row.origin,
            });
        }
    });
}
