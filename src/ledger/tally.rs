//! The balances of a scheme from one entry after the other, none of them kept.

use chrono::NaiveDate;

use crate::model::{AwardEntry, Balance, Book, PaymentEntry, Scheme};

use super::{Balances, Posting, Summary, committed_by};

/// A scheme's balances so far, and what is committed to each application.
#[derive(Debug, Clone)]
pub struct Tally<'s> {
    scheme: &'s Scheme,
    balances: Balances,
    committed: Vec<Balance>,
}

impl<'s> Tally<'s> {
    /// Before the first entry; of the budget what has come by `day`.
    pub fn of(scheme: &'s Scheme, day: NaiveDate) -> Self {
        Self {
            scheme,
            balances: Balances::before(scheme, day),
            committed: Vec::new(),
        }
    }

    /// After every entry of a book.
    pub fn of_book(book: &Book<'s>, day: NaiveDate) -> Self {
        let mut tally = Self::of(book.scheme, day);
        book.awards.iter().for_each(|entry| tally.decide(entry));
        book.payments.iter().for_each(|entry| tally.pay(entry));
        tally
    }

    /// Takes in a decision; they come in any order.
    pub fn decide(&mut self, entry: &AwardEntry<'_>) {
        let at = entry.application.position();
        if at >= self.committed.len() {
            self.committed.resize(at + 1, Balance::ZERO);
        }
        self.committed[at] += committed_by(entry.kind);
        if let Some(posting) = Posting::of_award(entry.kind) {
            self.balances.post(posting);
        }
    }

    /// Takes in a payment; they come in any order.
    pub fn pay(&mut self, entry: &PaymentEntry<'_>) {
        self.balances.post(Posting::of_payment(entry));
    }

    /// The scheme as the others see it: without recipients, and without the
    /// changes of each day.
    pub fn summary(&self) -> Summary {
        let awarded = self.committed.iter().filter(|sum| **sum > Balance::ZERO);
        Summary::without_days(self.scheme, self.balances, awarded.map(|_| 1).sum())
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
            let kinds = PaymentKind::ALL.map(|(_, kind)| kind);
            let payments = payments.iter().map(|(at, kind, sum)| payment("2024-10-02", *at, kinds[*kind], *sum));
            book.payments = payments.collect();
            let day = day("2024-12-31");
            let mut tally = Tally::of(&scheme, day);
            book.awards.iter().for_each(|entry| tally.decide(entry));
            book.payments.iter().for_each(|entry| tally.pay(entry));
            let mut whole = Summary::of(&book, &of_application(&book), day);
            whole.changes.clear();
            prop_assert_eq!(tally.summary(), whole);
        }
    }
}
