//! What moves money, entry by entry: for sums that need no whole book.

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{AwardEntry, PaymentEntry, Scheme};

use super::{Fact, Texts, applications, awards, payments};

/// The facts that decide where the money stands.
pub const OF_MONEY: [Fact; 3] = [Fact::Applications, Fact::Awards, Fact::Payments];

/// An entry of one of the two journals.
#[derive(Debug, Clone)]
pub enum Movement<'t> {
    /// A decision.
    Award(AwardEntry<'t>),
    /// Money out or back.
    Payment(PaymentEntry<'t>),
}

/// Reads every entry of the journals up to the end of a day, and hands it on.
/// Of the applications it reads the ids and the days on which they came in;
/// those that came in later do not exist, as in [`Book::as_of`].
///
/// `false` when anything of that could not be understood: then the sum of the
/// entries is worth nothing.
///
/// [`Book::as_of`]: crate::model::Book::as_of
pub fn movements<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    day: NaiveDate,
    found: &mut Findings,
    mut each: impl FnMut(Movement<'t>),
) -> bool {
    let errors = found.errors();
    let (ids, are_in) = applications::read_ids(scheme, texts, day, found);
    awards::read(scheme, texts, &ids, found, |entry| {
        if entry.date <= day && are_in[entry.application.position()] {
            each(Movement::Award(entry));
        }
    });
    payments::read(scheme, texts, &ids, found, |entry| {
        if entry.date <= day && are_in[entry.application.position()] {
            each(Movement::Payment(entry));
        }
    });
    texts.whole && found.errors() == errors
}
