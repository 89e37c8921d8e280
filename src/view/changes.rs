//! What does a change do to the money? Two versions of a folder, balance by
//! balance and entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ledger::{Balances, Summary};
use crate::model::{Balance, Book, Currency, Language};
use crate::table::{Cell, Column, Grid};

/// One version: its schemes' balances, and their facts.
#[derive(Debug)]
pub struct Version<'a> {
    /// Of every scheme.
    pub summaries: Vec<Summary>,
    /// Of every scheme.
    pub books: Vec<Book<'a>>,
}

/// The balances that differ, scheme by scheme: a scheme's own, without those of
/// the schemes below it.
pub fn changed_balances(
    before: &Version<'_>,
    after: &Version<'_>,
    language: Language,
) -> Grid<'static> {
    let mut grid = Grid::new(
        language,
        [
            Column::new("scheme", "Scheme"),
            Column::new("balance", "Balance"),
            Column::new("currency", ""),
            Column::new("before", "Before"),
            Column::new("after", "After"),
            Column::new("change", "Change"),
        ],
    );
    grid.set_title("Balances", "");
    let (old, new) = (balances(before), balances(after));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (id, currency) = key;
        let (was, is) = (old.get(key).map(named), new.get(key).map(named));
        for nth in 0..NAMES.len() {
            let amount = |all: &Option<[Option<Balance>; 6]>| all.and_then(|all| all[nth]);
            let (was, is) = (amount(&was), amount(&is));
            if was == is {
                continue;
            }
            let cell = |amount| Cell::Amount(amount, *currency);
            let change = is.unwrap_or(Balance::ZERO) - was.unwrap_or(Balance::ZERO);
            grid.push([
                Cell::id(id),
                Cell::text(NAMES[nth]),
                Cell::text(currency.code()),
                was.map(cell).into(),
                is.map(cell).into(),
                cell(change),
            ]);
        }
    }
    grid
}

const NAMES: [&str; 6] = [
    "budget",
    "committed",
    "paid",
    "repaid",
    "outstanding",
    "remaining",
];

fn named(balances: &&Balances) -> [Option<Balance>; 6] {
    [
        balances.budget,
        Some(balances.committed),
        Some(balances.paid),
        Some(balances.repaid),
        Some(balances.outstanding()),
        balances.remaining(),
    ]
}

fn balances<'v>(version: &'v Version<'_>) -> BTreeMap<(&'v str, Currency), &'v Balances> {
    let summaries = version.summaries.iter();
    summaries
        .map(|summary| ((summary.id.as_str(), summary.currency), &summary.balances))
        .collect()
}

/// An entry of either journal, as far as it is about money or a decision.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'v> {
    scheme: &'v str,
    application: &'v str,
    date: NaiveDate,
    word: &'static str,
    amount: Option<Balance>,
    currency: Currency,
}

/// The entries of the journals that one version has and the other has not. An
/// entry that was altered is gone and new.
pub fn changed_entries(
    before: &Version<'_>,
    after: &Version<'_>,
    language: Language,
) -> Grid<'static> {
    let mut grid = Grid::new(
        language,
        [
            Column::new("change", "Entry is"),
            Column::new("application", "Application"),
            Column::new("date", "Date"),
            Column::new("entry", "Entry"),
            Column::new("currency", "").optional(),
            Column::new("amount", "Amount").optional(),
        ],
    );
    grid.set_title("Entries", "");
    let mut counts: BTreeMap<Entry<'_>, i64> = BTreeMap::new();
    for entry in before.books.iter().flat_map(entries) {
        *counts.entry(entry).or_default() -= 1;
    }
    for entry in after.books.iter().flat_map(entries) {
        *counts.entry(entry).or_default() += 1;
    }
    let mut counts: Vec<(Entry<'_>, i64)> = counts.into_iter().collect();
    let order = |(entry, count): &(Entry<'_>, i64)| {
        let id = (entry.scheme.to_owned(), entry.application.to_owned());
        (id, entry.date, *count > 0)
    };
    counts.sort_by_cached_key(order);
    for (entry, count) in counts {
        for _ in 0..count.abs() {
            let amount = entry.amount;
            grid.push([
                Cell::text(if count < 0 { "gone" } else { "new" }),
                Cell::id(format!("{}/{}", entry.scheme, entry.application)),
                Cell::Date(entry.date),
                Cell::text(entry.word),
                amount.map(|_| Cell::text(entry.currency.code())).into(),
                amount
                    .map(|amount| Cell::Amount(amount, entry.currency))
                    .into(),
            ]);
        }
    }
    grid
}

fn entries<'v>(book: &'v Book<'_>) -> impl Iterator<Item = Entry<'v>> {
    let entry = |date, index, word, amount| Entry {
        scheme: book.scheme.id.as_str(),
        date,
        application: book.application(index).id.as_str(),
        word,
        amount,
        currency: book.scheme.currency,
    };
    let awards = book.awards.iter().map(move |award| {
        let amount = award.kind.amount().map(Balance::from);
        entry(award.date, award.application, award.kind.word(), amount)
    });
    let payments = book.payments.iter().map(move |payment| {
        let amount = Some(Balance::from(payment.amount));
        entry(
            payment.date,
            payment.application,
            payment.kind.word(),
            amount,
        )
    });
    awards.chain(payments)
}
