//! assessments.csv and recusals.csv

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{Assessment, Fact, Recusal, Scheme};

use super::codes;
use super::csv::{self, Column, Row, column};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::value::{self, Unread, need};
use super::word::Word;

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

/// Reads the scores of one file, with what rows of such a file have in common.
pub(super) struct Scorebook<'s, 'n, 't> {
    scheme: &'s Scheme,
    /// The names of the assessors; facts remember their places.
    names: &'n mut Vec<Cow<'t, str>>,
    by_name: HashMap<String, u32>,
    /// Assessors met lately, the last one first: mostly it is one of them.
    recent: [(Option<Word>, u32); RECENT],
    /// The last one whose name is too long for a word.
    last_long: Option<u32>,
    /// The ids of the criteria, where they are short.
    words: Vec<Option<Word>>,
    /// The criterion of the last row: mostly the next one follows.
    criterion: usize,
}

/// So many assessors take turns in a file, at most times.
const RECENT: usize = 16;

impl<'s, 'n, 't> Scorebook<'s, 'n, 't> {
    pub(super) fn of(scheme: &'s Scheme, names: &'n mut Vec<Cow<'t, str>>) -> Self {
        let numbers = names.iter().map(|name| name.to_string()).zip(0..);
        let criteria = scheme.criteria.iter();
        Self {
            scheme,
            by_name: numbers.collect(),
            names,
            recent: [(None, 0); RECENT],
            last_long: None,
            words: criteria.map(|it| Word::of(&it.id)).collect(),
            criterion: scheme.criteria.len(),
        }
    }

    /// The number of an assessor, who may be a new one.
    #[inline(always)]
    fn assessor(&mut self, row: &Row<'_, '_>, found: &mut Findings) -> Result<u32, Unread> {
        let word = row.word(1);
        if word.is_some() && self.recent[0].0 == word {
            return Ok(self.recent[0].1);
        }
        self.another_assessor(row, word, found)
    }

    #[inline(never)]
    fn another_assessor(
        &mut self,
        row: &Row<'_, '_>,
        word: Option<Word>,
        found: &mut Findings,
    ) -> Result<u32, Unread> {
        let mut recent = self.recent.iter().filter(|_| word.is_some());
        if let Some(at) = recent.position(|(known, _)| *known == word) {
            self.recent.swap(0, at);
            return Ok(self.recent[0].1);
        }
        let name = need(row, 1, found)?.text();
        if word.is_none() {
            return Ok(self.number_of_long(name));
        }
        let number = self.number(name);
        self.recent.rotate_right(1);
        self.recent[0] = (word, number);
        Ok(number)
    }

    /// The number of an assessor whose name is no short word.
    fn number_of_long(&mut self, name: Cow<'_, str>) -> u32 {
        let is_last = |last: &u32| self.names[*last as usize] == name;
        let number = match self.last_long.filter(is_last) {
            Some(last) => last,
            None => self.number(name),
        };
        self.last_long = Some(number);
        number
    }

    fn number(&mut self, name: Cow<'_, str>) -> u32 {
        if let Some(number) = self.by_name.get(&*name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).expect("fewer assessors than rows");
        self.names.push(Cow::Owned(name.clone().into_owned()));
        self.by_name.insert(name.into_owned(), number);
        number
    }

    #[inline(always)]
    pub(super) fn assessment(
        &mut self,
        row: &Row<'_, '_>,
        ids: &Ids<'_>,
        found: &mut Findings,
    ) -> Result<Assessment, Unread> {
        let application = ids.application(row, 0, found);
        let assessor = self.assessor(row, found);
        let criterion = self.criterion(row, found);
        let score = score(row, found);
        let date = date::day_again(row, 4, found);
        Ok(Assessment {
            application: application?,
            assessor: assessor?,
            criterion: criterion?,
            score: score?,
            date: date?,
            origin: row.origin,
        })
    }

    #[inline(always)]
    fn criterion(&mut self, row: &Row<'_, '_>, found: &mut Findings) -> Result<u32, Unread> {
        let next = self.criterion + 1;
        let next = if next < self.words.len() { next } else { 0 };
        let word = row.word(2);
        if word.is_some() && self.words.get(next) == Some(&word) {
            self.criterion = next;
            return Ok(next as u32);
        }
        self.another_criterion(row, next, found)
    }

    #[inline(never)]
    fn another_criterion(
        &mut self,
        row: &Row<'_, '_>,
        next: usize,
        found: &mut Findings,
    ) -> Result<u32, Unread> {
        let cell = need(row, 2, found)?;
        let nth = self.scheme.criterion(cell.raw);
        self.criterion = nth.unwrap_or(next);
        nth.and_then(|nth| u32::try_from(nth).ok()).ok_or_else(|| {
            let criteria = self.scheme.criteria.iter();
            let ids = criteria.map(|criterion| criterion.id.as_str());
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
}

/// No score is higher.
const MOST: u128 = 1_000_000;

#[inline(always)]
fn score(row: &Row<'_, '_>, found: &mut Findings) -> Result<Decimal, Unread> {
    match row.digit(3) {
        Some(digit) => Ok(digit.into()),
        None => score_of_digits(row, found),
    }
}

#[inline(never)]
fn score_of_digits(row: &Row<'_, '_>, found: &mut Findings) -> Result<Decimal, Unread> {
    let cell = need(row, 3, found)?;
    let mut score = value::number(cell, found)?.ok_or(Unread)?;
    if score.scale() > 0 {
        score.normalize_assign();
    }
    if score.scale() <= 6 && score.mantissa().unsigned_abs() <= MOST * 10_u128.pow(score.scale()) {
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
}

/// So many bytes a score usually has, or more.
const USUAL: usize = 32;

/// Reads the scores; whose they are is added to `assessors`.
pub(super) fn read_assessments<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    ids: &Ids<'_>,
    assessors: &mut Vec<Cow<'t, str>>,
    found: &mut Findings,
) -> Vec<Assessment> {
    let mut assessments = Vec::new();
    let Some(source) = texts.get(Fact::Assessments) else {
        return assessments;
    };
    let mut scorebook = Scorebook::of(scheme, assessors);
    assessments.reserve(source.text().len() / USUAL);
    csv::read(source, &ASSESSMENTS, found, |row, found| {
        if let Ok(assessment) = scorebook.assessment(row, ids, found) {
            assessments.push(assessment);
        }
    });
    assessments
}

/// Reads who may not assess what; who that is is added to `assessors`.
pub(super) fn read_recusals<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    ids: &Ids<'_>,
    assessors: &mut Vec<Cow<'t, str>>,
    found: &mut Findings,
) -> Vec<Recusal<'t>> {
    let mut recusals = Vec::new();
    let Some(source) = texts.get(Fact::Recusals) else {
        return recusals;
    };
    let mut scorebook = Scorebook::of(scheme, assessors);
    csv::read(source, &RECUSALS, found, |row, found| {
        let application = ids.application(row, 0, found);
        let assessor = scorebook.assessor(row, found);
        let date = date::date(row.cell(3), found);
        if let (Ok(application), Ok(assessor), Ok(date)) = (application, assessor, date) {
            recusals.push(Recusal {
                application,
                assessor,
                reason: value::text(row.cell(2)),
                date,
                origin: row.origin,
            });
        }
    });
    recusals
}
