//! Tells equal scores apart by what the scheme's `tie_break` names.

use std::cell::OnceCell;
use std::cmp::Reverse;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{ApplicationIndex, Book, Money, Received, Scheme, TieBreak};

use super::one_scale::{Fraction, OneScale};
use super::{Draw, Score, Scores};

/// The word that scheme files use for a tie-break.
pub fn tie_break_word(tie_break: TieBreak, scheme: &Scheme) -> String {
    match tie_break {
        TieBreak::Criterion(nth) => format!("criterion:{}", scheme.criteria[nth].id),
        TieBreak::Received => "received".to_owned(),
        TieBreak::Requested => "requested".to_owned(),
        TieBreak::Draw => "draw".to_owned(),
    }
}

/// One comparison. `received` takes two: first the days; then, within a day,
/// the instants, where they are known of all.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Criterion(usize),
    Day,
    Instant,
    Requested,
    Draw,
}

/// What a step compares; the smaller goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Score(Reverse<Score>),
    Day(NaiveDate),
    Instant(DateTime<Utc>),
    Amount(Money),
    Draw(Draw),
}

/// The nanoseconds since 1970; `None` in a leap second, which comes before the
/// second that follows although both have the same number.
fn nanoseconds(instant: DateTime<Utc>) -> Option<i64> {
    let is_leap_second = instant.timestamp_subsec_nanos() >= 1_000_000_000;
    (!is_leap_second)
        .then(|| instant.timestamp_nanos_opt())
        .flatten()
}

/// A comparison, with the tie-break that it is part of.
pub(super) struct Comparison {
    pub(super) tie_break: TieBreak,
    pub(super) step: Step,
    /// What it compares of everyone, by the position in the book, where it was
    /// asked for: looked up in the order of the book, and in little room. `None`
    /// where there are no such numbers of everyone.
    of_everyone: OnceCell<Option<Vec<i64>>>,
}

impl Comparison {
    /// What it compares of the tied, as whole numbers; `None` where there are
    /// no such numbers, or where it is not known of one.
    pub(super) fn numbers(
        &self,
        book: &Book<'_>,
        scores: &Scores<'_>,
        everyone: &[ApplicationIndex],
        tied: &[ApplicationIndex],
    ) -> Option<Vec<(i64, ApplicationIndex)>> {
        let of_everyone = self.of_everyone.get_or_init(|| {
            let numbers = self.step.numbers(book, scores, everyone)?;
            let mut by_position = vec![0; book.applications.len()];
            for (index, number) in everyone.iter().zip(numbers) {
                by_position[index.position()] = number;
            }
            Some(by_position)
        });
        let numbered = match of_everyone {
            Some(numbers) => {
                let numbered = |&index: &ApplicationIndex| (numbers[index.position()], index);
                tied.iter().map(numbered).collect()
            }
            None => {
                let numbers = self.step.numbers(book, scores, tied)?;
                numbers.into_iter().zip(tied.iter().copied()).collect()
            }
        };
        Some(numbered)
    }
}

/// The comparisons of a scheme.
pub(super) fn comparisons(scheme: &Scheme) -> Vec<Comparison> {
    let allocation = scheme.allocation.iter();
    let tie_breaks = allocation.flat_map(|allocation| &allocation.tie_break);
    let mut comparisons = Vec::new();
    for &tie_break in tie_breaks {
        let steps: &[Step] = match tie_break {
            TieBreak::Criterion(nth) => &[Step::Criterion(nth)],
            TieBreak::Received => &[Step::Day, Step::Instant],
            TieBreak::Requested => &[Step::Requested],
            TieBreak::Draw => &[Step::Draw],
        };
        comparisons.extend(steps.iter().map(|&step| Comparison {
            tie_break,
            step,
            of_everyone: OnceCell::new(),
        }));
    }
    comparisons
}

impl Step {
    /// What it compares of all of these, as whole numbers; `None` where there are
    /// no such numbers, or where it is not known of one.
    fn numbers(
        self,
        book: &Book<'_>,
        scores: &Scores<'_>,
        indexes: &[ApplicationIndex],
    ) -> Option<Vec<i64>> {
        if let Self::Criterion(nth) = self {
            let means = OneScale::of(indexes.iter().map(|&index| {
                let mean = scores.mean(index, nth);
                match mean.and_then(Score::small_parts) {
                    Some((numerator, denominator)) => Fraction::Small(numerator, denominator),
                    None => Fraction::Large,
                }
            }))?;
            return means.highest_first();
        }
        let number = |index| match self.key(book, scores, index)? {
            Key::Day(day) => Some(day.num_days_from_ce().into()),
            Key::Amount(amount) => Some(amount.minor()),
            Key::Instant(instant) => nanoseconds(instant),
            Key::Score(_) | Key::Draw(_) => None,
        };
        let mut numbers = Vec::with_capacity(indexes.len());
        for &index in indexes {
            numbers.push(number(index)?);
        }
        Some(numbers)
    }

    /// What it compares of an application; `None` where that is not known.
    pub(super) fn key(
        self,
        book: &Book<'_>,
        scores: &Scores<'_>,
        index: ApplicationIndex,
    ) -> Option<Key> {
        let application = book.application(index);
        match self {
            Self::Criterion(nth) => {
                let mean = scores.mean(index, nth)?;
                Some(Key::Score(Reverse(mean)))
            }
            Self::Day => {
                // Without a zone, days and instants still need one order.
                let zone = book.scheme.timezone.or(Some(Tz::UTC));
                Some(Key::Day(application.received?.day(zone)))
            }
            Self::Instant => match application.received? {
                Received::Day(_) => None,
                Received::Instant(instant) => Some(Key::Instant(instant.to_utc())),
            },
            Self::Requested => application.requested.map(Key::Amount),
            Self::Draw => {
                let seed = book.scheme.allocation.as_ref()?.seed.as_deref()?;
                Some(Key::Draw(Draw::of(seed, application.id)))
            }
        }
    }
}
