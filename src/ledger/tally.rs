//! The balances of a scheme from one entry after the other, none of them kept.

use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::model::{ApplicationIndex, AwardKind, Book, Money, PaymentKind, Scheme};

use super::committed::Committed;
use super::{Balances, Posting, Summary, committed_by};

/// What entries come to, and what is committed to each application; these are
/// told apart by their ids, or by whatever else.
#[derive(Debug, Clone)]
pub struct Tally<K> {
    balances: Balances,
    committed: Committed<K>,
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self {
            balances: Balances::NOTHING,
            committed: Committed::default(),
        }
    }
}

impl Tally<ApplicationIndex> {
    /// After every entry of a book.
    pub fn of_book(book: &Book<'_>) -> Self {
        let mut tally = Self::default();
        for entry in &book.awards {
            tally.decide(entry.application, entry.kind);
        }
        for entry in &book.payments {
            tally.pay(entry.kind, entry.amount);
        }
        tally
    }
}

impl<K: Ord> Tally<K> {
    /// Takes in a decision; they come in any order.
    pub fn decide(&mut self, application: K, kind: AwardKind) {
        if let Some(posting) = Posting::of_award(kind) {
            self.balances.post(posting);
            self.committed.add(application, committed_by(kind));
        }
    }

    /// Takes in an entry of payments.csv; they come in any order.
    pub fn pay(&mut self, kind: PaymentKind, amount: Money) {
        self.balances.post(Posting::of_payment(kind, amount));
    }

    /// The scheme as the others see it, and of its budget what has come by
    /// `day`: without recipients, and without the changes of each day.
    pub fn summary(self, scheme: &Scheme, day: NaiveDate) -> Summary {
        let balances = Balances::before(scheme, day) + self.balances;
        Summary::without_days(scheme, balances, self.committed.awarded())
    }
}

impl<K: Ord> AddAssign for Tally<K> {
    fn add_assign(&mut self, other: Self) {
        self.balances += other.balances;
        self.committed.append(other.committed);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::of_application;
    use crate::model::testing::{application, award, day, kroner, payment, scheme, span};
    use crate::model::{Opening, PaymentKind};

    proptest! {
        #[test]
        fn it_says_what_the_summary_of_the_book_says(
            awards in prop::collection::vec((0..4_usize, 0..5_usize), 0..12),
            payments in prop::collection::vec((0..4_usize, 0..4_usize, 1..90_i64), 0..12),
            parts in 1..4_usize,
        ) {
            let mut scheme = scheme("digital");
            scheme.opening = Some(Opening {
                awards: 2, amount: kroner(7), paid: None, note: None, span: span(),
            });
            let mut book = Book::empty(&scheme);
            book.applications = ["A", "B", "C", "D"].map(|id| application(id, None)).into();
            let words = ["award 40", "award 7", "release 20", "reserve", "accept"];
            let awards = awards.iter().map(|(at, word)| award("2024-09-02", *at, words[*word]));
            book.awards = awards.collect();
            let payments = payments.iter().map(|(at, kind, sum)| payment("2024-10-02", *at, PaymentKind::ALL[*kind], *sum));
            book.payments = payments.collect();
            let day = day("2024-12-31");
            let mut whole = Summary::of(&book, &of_application(&book), day);
            whole.changes.clear();
            prop_assert_eq!(&Tally::of_book(&book).summary(&scheme, day), &whole);
            // The same in parts, of other names.
            let mut tally = Tally::default();
            for part in book.awards.chunks(parts) {
                let mut next = Tally::default();
                for entry in part {
                    next.decide(book.application(entry.application).id, entry.kind);
                }
                tally += next;
            }
            book.payments.iter().for_each(|entry| tally.pay(entry.kind, entry.amount));
            prop_assert_eq!(&tally.summary(&scheme, day), &whole);
        }
    }
}
