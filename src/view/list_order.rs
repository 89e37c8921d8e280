//! In which order applications are listed.

use std::cmp::Reverse;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::collation::{Collation, Key};
use crate::model::{Currency, Money, Received};
use crate::ranking::Score;

use super::list::{Item, Listed};

/// By what applications are put in order. Those that are the same there, or
/// where it is not known, which come last, stand by scheme and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListOrder {
    /// By scheme and id, in natural order: `A-2` before `A-10`.
    Id,
    /// By the applicant's name, as the language has it.
    Applicant,
    /// By place, as the language has it.
    Place,
    /// The largest demand first, currency by currency.
    Requested,
    /// The first that came in first.
    Received,
    /// The highest score first.
    Score,
}

/// What decides first; of one kind in one list.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Lead {
    Nothing,
    Text(Key),
    Amount(Currency, Reverse<Money>),
    /// A day without a time stands before the times of that day.
    Day(NaiveDate, Option<DateTime<FixedOffset>>),
    Score(Reverse<Score>),
    Unknown,
}

pub(super) fn sort(
    items: &mut [Item],
    listed: &[Listed<'_>],
    order: ListOrder,
    collation: &Collation,
) {
    items.sort_by_cached_key(|item| {
        let book = listed[item.scheme].situation.book;
        let id = book.application(item.index).id;
        let lead = lead(item, listed, order, collation);
        (lead, item.scheme, collation.key(id.as_str()))
    });
}

fn lead(item: &Item, listed: &[Listed<'_>], order: ListOrder, collation: &Collation) -> Lead {
    let situation = &listed[item.scheme].situation;
    let scheme = situation.book.scheme;
    let application = situation.book.application(item.index);
    let lead = match order {
        ListOrder::Id => Some(Lead::Nothing),
        ListOrder::Applicant => Some(Lead::Text(collation.key(&application.applicant.read()))),
        ListOrder::Place => {
            let place = application.place;
            place.map(|place| Lead::Text(collation.key(&place.read())))
        }
        ListOrder::Requested => {
            let requested = application.requested;
            requested.map(|amount| Lead::Amount(scheme.currency, Reverse(amount)))
        }
        ListOrder::Received => application.received.map(|received| {
            let instant = match received {
                Received::Day(_) => None,
                Received::Instant(instant) => Some(instant),
            };
            Lead::Day(received.day(scheme.timezone), instant)
        }),
        ListOrder::Score => {
            let score = situation.scores.total(item.index).score();
            score.map(|score| Lead::Score(Reverse(score)))
        }
    };
    lead.unwrap_or(Lead::Unknown)
}
