//! The sums: of a scheme, and of each of its applications.

use chrono::NaiveDate;

use crate::model::Book;

use super::{Accounts, Balances, Posting, by_day};

/// The balances of one scheme. Every entry of the book counts, and of the
/// budget what has come by `day`; what happened before the ledger began counts
/// as committed and, where that is known, as paid.
pub fn of_scheme(book: &Book, day: NaiveDate) -> Balances {
    let mut balances = Balances::before(book.scheme, day);
    let decided = book.awards.iter();
    for posting in decided.filter_map(|entry| Posting::of_award(entry.kind)) {
        balances.post(posting);
    }
    for entry in &book.payments {
        balances.post(Posting::of_payment(entry.kind, entry.amount));
    }
    balances
}

/// The account of each application.
pub fn of_application(book: &Book) -> Accounts {
    let mut accounts = Accounts::new(book.applications.len());
    for index in by_day(&book.awards) {
        let entry = &book.awards[index.position()];
        accounts[entry.application].decide(index, entry);
    }
    for entry in &book.payments {
        accounts[entry.application].pay(entry);
    }
    for index in by_day(&book.reports) {
        let report = &book.reports[index.position()];
        accounts[report.application].report(report);
    }
    accounts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{
        application, award, balance, budget, day, kroner, payment, scheme, span,
    };
    use crate::model::{ApplicationIndex, Balance, Opening, PaymentKind};

    #[test]
    fn every_entry_counts_once() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(500, None), budget(-100, Some("2024-12-01"))];
        scheme.opening = Some(Opening {
            awards: 1,
            amount: kroner(50),
            paid: Some(kroner(20)),
            note: None,
            span: span(),
        });
        let mut book = Book::empty(&scheme);
        book.applications = vec![application("A-1", None), application("A-2", None)];
        book.awards = vec![
            award("2024-09-03", 1, "award 200"),
            award("2024-09-02", 1, "award 100"),
            award("2024-10-01", 1, "accept"),
            award("2024-11-01", 1, "release 40"),
            award("2024-09-02", 0, "reject"),
        ];
        book.payments = vec![
            payment("2024-10-02", 1, PaymentKind::Payment, 150),
            payment("2025-10-02", 1, PaymentKind::Claim, 30),
            payment("2025-11-02", 1, PaymentKind::Repayment, 10),
            payment("2025-12-02", 1, PaymentKind::WriteOff, 5),
        ];
        let balances = of_scheme(&book, day("2024-11-30"));
        assert_eq!(balances.budget, Some(balance(500)));
        assert_eq!(balances.committed, balance(310));
        assert_eq!(balances.paid, balance(170));
        assert_eq!(balances.repaid, balance(10));
        assert_eq!(balances.outstanding(), balance(150));
        assert_eq!(
            of_scheme(&book, day("2024-12-01")).remaining(),
            Some(balance(90))
        );

        let accounts = of_application(&book);
        assert_eq!(accounts[ApplicationIndex::new(0)].awarded, Balance::ZERO);
        assert_eq!(
            accounts[ApplicationIndex::new(0)]
                .reject
                .map(|entry| entry.position()),
            Some(4)
        );
        let account = &accounts[ApplicationIndex::new(1)];
        assert_eq!(account.committed(), balance(260));
        assert_eq!(account.outstanding(), balance(120));
        assert_eq!(account.open_claims(), balance(15));
        assert_eq!(account.first_award, Some(day("2024-09-02")));
        assert_eq!(account.last_award, Some(day("2024-09-03")));
        assert_eq!(account.accepted, Some(day("2024-10-01")));
    }
}
