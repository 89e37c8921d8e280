//! Tells equal scores apart by what the scheme's `tie_break` names.

use std::cmp::Reverse;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{ApplicationIndex, Book, Money, Received, Scheme, TieBreak};

use super::one_scale::OneScale;
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

/// The comparisons of a scheme, each with the tie-break that it is part of.
pub(super) fn steps(scheme: &Scheme) -> Vec<(TieBreak, Step)> {
    let allocation = scheme.allocation.iter();
    let tie_breaks = allocation.flat_map(|allocation| &allocation.tie_break);
    let mut steps = Vec::new();
    for &tie_break in tie_breaks {
        match tie_break {
            TieBreak::Criterion(nth) => steps.push((tie_break, Step::Criterion(nth))),
            TieBreak::Received => {
                steps.push((tie_break, Step::Day));
                steps.push((tie_break, Step::Instant));
            }
            TieBreak::Requested => steps.push((tie_break, Step::Requested)),
            TieBreak::Draw => steps.push((tie_break, Step::Draw)),
        }
    }
    steps
}

impl Step {
    /// What it compares of all of these, as whole numbers; `None` where there are
    /// no such numbers, or where it is not known of one.
    pub(super) fn numbers(
        self,
        book: &Book<'_>,
        scores: &Scores<'_>,
        indexes: &[ApplicationIndex],
    ) -> Option<Vec<(i64, ApplicationIndex)>> {
        if let Self::Criterion(nth) = self {
            let mut means = OneScale::with_capacity(indexes.len());
            for &index in indexes {
                means.add(scores.mean(index, nth)?.small_parts()?, index)?;
            }
            let highest_first = means.keyed().into_iter();
            return Some(highest_first.map(|(key, index)| (!key, index)).collect());
        }
        let number = |index| match self.key(book, scores, index)? {
            Key::Day(day) => Some(day.num_days_from_ce().into()),
            Key::Amount(amount) => Some(amount.minor()),
            Key::Instant(instant) => nanoseconds(instant),
            Key::Score(_) | Key::Draw(_) => None,
        };
        let numbers = indexes.iter().map(|&index| Some((number(index)?, index)));
        numbers.collect()
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
