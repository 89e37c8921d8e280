//! What moves money, entry by entry: for sums that need no whole book.

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{AwardKind, Fact, Money, PaymentKind, Scheme};

use super::csv::{self, Cell, Row};
use super::value::{Read, need};
use super::{Texts, awards, layout, payments};

/// The facts that say where the money stands.
pub const OF_MONEY: [Fact; 2] = [Fact::Awards, Fact::Payments];

/// An entry of one of the two journals; `K` tells applications apart.
#[derive(Debug, Clone, Copy)]
pub enum Movement<K> {
    /// A decision about an application.
    Decision(K, AwardKind),
    /// Money out or back, or the demand for it.
    Payment(PaymentKind, Money),
}

/// Hands on every entry of the journals up to the end of a day, as
/// [`Book::as_of`] has them. Whether there are such applications, nobody asks.
///
/// `false` when anything could not be understood: then the sum of the entries
/// is worth nothing.
///
/// [`Book::as_of`]: crate::model::Book::as_of
pub fn movements<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    day: NaiveDate,
    found: &mut Findings,
    mut each: impl FnMut(Movement<&'t str>),
) -> bool {
    let errors = found.errors();
    for fact in OF_MONEY {
        let Some(source) = texts.get(fact) else {
            continue;
        };
        csv::read(source, &layout(scheme, fact), found, |row, found| {
            let id = |cell: Cell<'_, 't>| Ok(cell.raw);
            let moved = movement(fact, row, scheme, day, found, id);
            moved.into_iter().flatten().for_each(&mut each);
        });
    }
    texts.whole && found.errors() == errors
}

/// The entry of a row of a journal; `None` when it is of a later day.
#[inline(always)]
pub(super) fn movement<'t, K>(
    journal: Fact,
    row: &Row<'_, 't>,
    scheme: &Scheme,
    day: NaiveDate,
    found: &mut Findings,
    id: impl FnOnce(Cell<'_, 't>) -> Read<K>,
) -> Read<Option<Movement<K>>> {
    let application = need(row, 1, found);
    if journal == Fact::Awards {
        let decision = awards::decision(row, scheme, found)?;
        let decided = Movement::Decision(id(application?)?, decision.kind);
        return Ok((decision.date <= day).then_some(decided));
    }
    let moved = payments::moved(row, scheme, found)?;
    application?;
    Ok((moved.date <= day).then_some(Movement::Payment(moved.kind, moved.amount)))
}
