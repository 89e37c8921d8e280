//! All that crosses schemes: one scheme's balances and recipients.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::model::{Balance, Book, Currency, Scheme, SchemeId};

use super::{Accounts, Balances, by_day, committed_by, of_scheme};

/// One scheme, as the others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Which scheme.
    pub id: SchemeId,
    /// The programme that it names as its own.
    pub parent: Option<SchemeId>,
    /// In which the balances are.
    pub currency: Currency,
    /// Its own balances, without those of the schemes below it.
    pub balances: Balances,
    /// How many applications have money committed to them, with the awards
    /// from before the ledger began.
    pub awards: u64,
    /// The keys of the applicants to whom money is committed; empty until
    /// [`Summary::with_recipients`].
    pub recipients: BTreeSet<String>,
    /// What was committed before the first of `changes`.
    pub committed_before: Balance,
    /// By how much the decisions of each day changed what is committed, in
    /// the order of the days; a [`Tally`](super::Tally) does not have them.
    pub changes: Vec<(NaiveDate, Balance)>,
}

impl Summary {
    /// The summary of a book, and of its budget what has come by `day`; the
    /// accounts are [`of_application`](super::of_application)'s.
    pub fn of(book: &Book, accounts: &Accounts, day: NaiveDate) -> Self {
        let awarded = accounts.iter().filter(|account| account.is_awarded());
        let awarded = awarded.map(|_| 1).sum();
        Self {
            changes: changes(book),
            ..Self::without_days(book.scheme, of_scheme(book, day), awarded)
        }
    }

    /// The summary of a scheme with these balances and so many awards, without
    /// the changes of each day.
    pub(super) fn without_days(scheme: &Scheme, balances: Balances, awards: u64) -> Self {
        let opening = scheme.opening.as_ref();
        Self {
            id: scheme.id.clone(),
            parent: scheme.parent.as_ref().map(|parent| parent.id.clone()),
            currency: scheme.currency,
            balances,
            awards: awards + opening.map_or(0, |opening| u64::from(opening.awards)),
            recipients: BTreeSet::new(),
            committed_before: opening.map(|opening| opening.amount).into_iter().sum(),
            changes: Vec::new(),
        }
    }

    /// What the scheme itself had committed at the end of a day.
    pub fn committed_on(&self, day: NaiveDate) -> Balance {
        let changes = self.changes.iter().take_while(|(date, _)| *date <= day);
        changes.fold(self.committed_before, |sum, (_, change)| sum + *change)
    }

    /// Notes who was funded; wanted only of schemes that another one names.
    pub fn with_recipients(mut self, book: &Book, accounts: &Accounts) -> Self {
        self.recipients = book
            .applications
            .iter()
            .zip(accounts.iter())
            .filter(|(_, account)| account.is_awarded())
            .map(|(application, _)| application.applicant_key().into_owned())
            .collect();
        self
    }
}

fn changes(book: &Book) -> Vec<(NaiveDate, Balance)> {
    let mut changes: Vec<(NaiveDate, Balance)> = Vec::new();
    for index in by_day(&book.awards) {
        let entry = &book.awards[index.position()];
        let change = committed_by(entry.kind);
        if change.is_zero() {
            continue;
        }
        match changes.last_mut() {
            Some((day, sum)) if *day == entry.date => *sum += change,
            _ => changes.push((entry.date, change)),
        }
    }
    changes
}
