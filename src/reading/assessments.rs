//! assessments.csv and recusals.csv

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{Assessment, Book, Recusal};

use super::codes;
use super::csv::{self, Column, Row, column};
use super::date;
use super::folder::{Fact, Texts};
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

/// The assessors of a book by name, each with the number that facts remember.
fn assessor<'t>(
    name: Cow<'t, str>,
    known: &mut HashMap<Cow<'t, str>, u32>,
    names: &mut Vec<Cow<'t, str>>,
) -> u32 {
    if let Some(number) = known.get(&name) {
        return *number;
    }
    let number = u32::try_from(names.len()).expect("fewer assessors than rows");
    names.push(name.clone());
    known.insert(name, number);
    number
}

fn known<'t>(names: &[Cow<'t, str>]) -> HashMap<Cow<'t, str>, u32> {
    (0..)
        .zip(names)
        .map(|(number, name)| (name.clone(), number))
        .collect()
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
    let mut known = known(&book.assessors);
    csv::read(source, &ASSESSMENTS, found, |row, found| {
        let read = assessment(row, book, ids, &mut known, found);
        book.assessments.extend(read);
    });
}

fn assessment<'t>(
    row: &Row<'_, 't>,
    book: &mut Book<'t>,
    ids: &Ids<'t>,
    known: &mut HashMap<Cow<'t, str>, u32>,
    found: &mut Findings,
) -> Result<Assessment, Unread> {
    let application = ids.application(row, 0, found);
    let name = need(row, 1, found);
    let criterion = criterion(row, book, found);
    let score = need(row, 3, found).and_then(|cell| {
        let score = value::number(cell, found)?.ok_or(Unread)?.normalize();
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
        assessor: assessor(name?.text(), known, &mut book.assessors),
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
    let mut known = known(&book.assessors);
    csv::read(source, &RECUSALS, found, |row, found| {
        let application = ids.application(row, 0, found);
        let name = need(row, 1, found);
        let date = date::date(row.cell(3), found);
        if let (Ok(application), Ok(name), Ok(date)) = (application, name, date) {
            book.recusals.push(Recusal {
                application,
                assessor: assessor(name.text(), &mut known, &mut book.assessors),
                reason: value::text(row.cell(2)),
                date,
                origin: row.origin,
            });
        }
    });
}
