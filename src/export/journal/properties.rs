//! What always holds, whatever the facts: each entry balances, and the accounts
//! are the balances of the tree.

use proptest::prelude::*;

use crate::ledger::{Balances, Summary, Tree, of_application};
use crate::model::testing::{application, award, budget, day, kroner, payment, scheme, span};
use crate::model::{Balance, Book, Opening, PaymentKind, Reference, Scheme};

use super::account::Kind;
use super::entries::{Entries, entries};

/// A budget, an opening, decisions and payments of one scheme.
type Facts = (
    Vec<(i128, Option<u8>)>,
    Option<(i64, Option<i64>)>,
    Vec<(u8, usize, bool, i64)>,
    Vec<(u8, usize, usize, i64)>,
);

fn facts() -> impl Strategy<Value = Facts> {
    let budgets = prop::collection::vec((-500_i128..2000, prop::option::of(1_u8..29)), 0..3);
    let opening = prop::option::of((1_i64..500, prop::option::of(0_i64..300)));
    let decisions = prop::collection::vec((1_u8..29, 0_usize..3, any::<bool>(), 1_i64..900), 0..8);
    let payments = prop::collection::vec((1_u8..29, 0_usize..3, 0_usize..4, 1_i64..900), 0..8);
    (budgets, opening, decisions, payments)
}

fn on(nth: u8) -> String {
    format!("2024-02-{nth:02}")
}

/// A chain of programmes and schemes: each stands below the one before it, or
/// at the top.
fn schemes(facts: &[(Facts, bool)]) -> Vec<Scheme> {
    let mut schemes: Vec<Scheme> = Vec::new();
    for (nth, ((budgets, opening, ..), below)) in facts.iter().enumerate() {
        let mut scheme = scheme(&format!("s{nth}"));
        let parent = schemes.last().filter(|_| *below);
        scheme.parent = parent.map(|parent| Reference {
            id: parent.id.clone(),
            span: span(),
        });
        scheme.budget = budgets
            .iter()
            .map(|(amount, nth)| budget(*amount, nth.map(on).as_deref()))
            .collect();
        scheme.opening = opening.map(|(amount, paid)| Opening {
            awards: 1,
            amount: kroner(amount),
            paid: paid.map(kroner),
            note: None,
            span: span(),
        });
        schemes.push(scheme);
    }
    schemes
}

fn book<'s>(scheme: &'s Scheme, (_, _, decisions, payments): &Facts) -> Book<'s> {
    let mut book = Book::empty(scheme);
    book.applications = ["A", "B", "C"].map(|id| application(id, None)).into();
    book.awards = decisions
        .iter()
        .map(|(nth, of, given, amount)| {
            let word = if *given { "award" } else { "release" };
            award(&on(*nth), *of, &format!("{word} {amount}"))
        })
        .collect();
    book.payments = payments
        .iter()
        .map(|(nth, of, kind, amount)| {
            let kind = PaymentKind::ALL[*kind];
            payment(&on(*nth), *of, kind, *amount)
        })
        .collect();
    book
}

/// What stands on the accounts of a kind of a scheme and of all below it.
fn sum(entries: &Entries, kind: Kind, scheme: &Scheme) -> Balance {
    let postings = entries.list.iter().flat_map(|entry| &entry.postings);
    let of_scheme =
        postings.filter(|(account, _)| account.kind == kind && account.path.contains(&scheme.id));
    of_scheme.map(|(_, amount)| *amount).sum()
}

proptest! {
    #[test]
    fn accounts_are_balances(
        facts in prop::collection::vec((facts(), any::<bool>()), 1..5),
        nth in 1_u8..29,
    ) {
        let day = day(&on(nth));
        let schemes = schemes(&facts);
        let books = schemes.iter().zip(&facts);
        let books: Vec<Book> = books.map(|(scheme, (facts, _))| book(scheme, facts).as_of(day)).collect();
        let summaries = books.iter().map(|book| Summary::of(book, &of_application(book), day));
        let tree = Tree::of(&summaries.collect::<Vec<_>>());
        let all: Vec<usize> = (0..tree.nodes().len()).collect();
        let entries = entries(&tree, &books, &all, day);

        for entry in &entries.list {
            prop_assert!(entry.date <= day);
            let left: Balance = entry.postings.iter().map(|(_, amount)| *amount).sum();
            prop_assert!(left.is_zero(), "{entry:?}");
        }
        for node in tree.nodes() {
            let scheme = &schemes[node.summary];
            let of = |kind| sum(&entries, kind, scheme);
            let balances: &Balances = &node.balances;
            prop_assert_eq!(-of(Kind::Committed), balances.committed);
            prop_assert_eq!(of(Kind::Paid), balances.paid);
            prop_assert_eq!(-of(Kind::Repaid), balances.repaid);
            let outstanding = of(Kind::Committed) + of(Kind::Paid) + of(Kind::Repaid);
            prop_assert_eq!(-outstanding, balances.outstanding());
            if let Some(budget) = balances.budget {
                prop_assert_eq!(of(Kind::Budget), budget);
                prop_assert_eq!(Some(-of(Kind::Remaining)), balances.remaining());
            }
            prop_assert_eq!(of(Kind::Bank) + of(Kind::Opening), balances.repaid - balances.paid);
        }
        for (book, scheme) in books.iter().zip(&schemes) {
            let open = of_application(book);
            let open: Balance = open.iter().map(|account| account.open_claims().max(Balance::ZERO)).sum();
            let own = entries.list.iter().flat_map(|entry| &entry.postings);
            let own = own.filter(|(account, _)| {
                account.kind == Kind::Claims && account.path.last() == Some(&scheme.id)
            });
            prop_assert_eq!(own.map(|(_, amount)| *amount).sum::<Balance>(), open);
        }
    }
}
