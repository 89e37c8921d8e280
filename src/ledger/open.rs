//! On which applications it is still to be decided.

use chrono::NaiveDate;

use crate::model::{ApplicationIndex, Book};

use super::{Account, Journal, State, Verdict};

/// The applications on which nothing is decided at the end of a day, or which
/// wait on the reserve list. Neither payments nor reports change that, and one
/// account is looked at after the other: there may be a million.
pub fn open(book: &Book<'_>, today: NaiveDate) -> Vec<ApplicationIndex> {
    let decisions = Journal::new(&book.awards, book.applications.len());
    let is_open = |application: &ApplicationIndex| {
        let mut account = Account::default();
        for (index, entry) in decisions.numbered(*application) {
            account.decide(index, entry);
        }
        // Any verdict will do: it speaks only where nothing is decided.
        State::of(book, &account, Verdict::Received, today).is_open()
    };
    book.indexes().filter(is_open).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::of_application;
    use crate::model::PaymentKind;
    use crate::model::testing::{application, award, day, payment, scheme};

    proptest! {
        #[test]
        fn those_are_open_whose_state_is(
            awards in prop::collection::vec(
                ("2024-09-0[1-4]", 0..3_usize, prop::sample::select(vec![
                    "award 100", "award 7", "release 100", "release 7", "reserve", "reject",
                    "withdraw", "accept", "close",
                ])),
                0..12,
            ),
            payments in prop::collection::vec((0..3_usize, 0..4_usize, 1..200_i64), 0..4),
        ) {
            let scheme = scheme("digital");
            let mut book = Book::empty(&scheme);
            book.applications = ["A-1", "A-2", "A-3"].map(|id| application(id, None)).to_vec();
            let awards = awards.iter().map(|(date, nth, entry)| award(date, *nth, entry));
            book.awards = awards.collect();
            let payments = payments.iter().map(|(nth, kind, amount)| {
                payment("2024-09-03", *nth, PaymentKind::ALL[*kind], *amount)
            });
            book.payments = payments.collect();
            let (accounts, today) = (of_application(&book), day("2024-12-01"));
            let states = book.indexes().filter(|index| {
                State::of(&book, &accounts[*index], Verdict::Assessed, today).is_open()
            });
            prop_assert_eq!(open(&book, today), states.collect::<Vec<_>>());
        }
    }
}
