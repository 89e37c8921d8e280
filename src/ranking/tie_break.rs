//! Tells equal scores apart by what the scheme's `tie_break` names.

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{ApplicationIndex, Book, Money, Received, Scheme, TieBreak};

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
