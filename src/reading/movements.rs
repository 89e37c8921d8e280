//! What moves money, entry by entry: for sums that need no whole book.

use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{AwardKind, Money, PaymentKind, Scheme};
use crate::source::Source;

use super::csv::{Column, Row};
use super::pieces::{Joined, read_in_pieces};
use super::value::need;
use super::{Fact, Texts, awards, payments};

/// The facts that say where the money stands.
pub const OF_MONEY: [Fact; 2] = [Fact::Awards, Fact::Payments];

/// An entry of one of the two journals.
#[derive(Debug, Clone, Copy)]
pub enum Movement<'t> {
    /// A decision about the application of this id.
    Decision(&'t str, AwardKind),
    /// Money out or back, or the demand for it.
    Payment(PaymentKind, Money),
}

/// Sums up every entry of the journals up to the end of a day, as
/// [`Book::as_of`] has them. Whether there are such applications, nobody asks.
///
/// `None` when anything could not be understood: then the sum of the entries
/// is worth nothing.
///
/// [`Book::as_of`]: crate::model::Book::as_of
pub fn movements<'t, S: Default + AddAssign + Send>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    day: NaiveDate,
    found: &mut Findings,
    each: impl Fn(&mut S, Movement<'t>) + Sync,
) -> Option<S> {
    let errors = found.errors();
    let decide = |sum: &mut Sum<S>, row: &Row<'_, 't>, found: &mut Findings| {
        let application = need(row, 1, found);
        if let Ok(decision) = awards::decision(row, scheme, found)
            && let Ok(application) = application
            && decision.date <= day
        {
            each(&mut sum.0, Movement::Decision(application.raw, decision.kind));
        }
    };
    let pay = |sum: &mut Sum<S>, row: &Row<'_, 't>, found: &mut Findings| {
        let application = need(row, 1, found);
        if let Ok(moved) = payments::moved(row, scheme, found)
            && application.is_ok()
            && moved.date <= day
        {
            each(&mut sum.0, Movement::Payment(moved.kind, moved.amount));
        }
    };
    let mut sum = sum_up(texts.get(Fact::Awards), &awards::COLUMNS, found, decide);
    sum.join(sum_up(texts.get(Fact::Payments), &payments::COLUMNS, found, pay));
    (texts.whole && found.errors() == errors).then_some(sum.0)
}

/// The sum of the rows of a file; where there is none, that of no rows.
fn sum_up<'t, S: Default + AddAssign + Send>(
    source: Option<&'t Source>,
    columns: &[Column],
    found: &mut Findings,
    each: impl Fn(&mut Sum<S>, &Row<'_, 't>, &mut Findings) + Sync,
) -> Sum<S> {
    match source {
        Some(source) => read_in_pieces(source, columns, found, each).0,
        None => Sum::default(),
    }
}

/// What the entries of a piece come to.
#[derive(Default)]
struct Sum<S>(S);

impl<S: Default + AddAssign + Send> Joined for Sum<S> {
    fn join(&mut self, next: Self) {
        self.0 += next.0;
    }
}
