//! The ledger with the entries that are asked for, one after the other: what
//! each does to its application.

use chrono::NaiveDate;

use crate::ledger::{self, Account, Accounts, EntryIndex, State};
use crate::model::{
    ApplicationIndex, AwardEntry, AwardKind, Book, Money, PaymentEntry, PaymentKind, Report,
};
use crate::reading::Given;
use crate::source::Source;
use crate::view::Situation;

use super::Kind;

/// A book that grows by each entry.
pub(super) struct Following<'s, 'b> {
    situation: &'s Situation<'b>,
    book: Book<'b>,
    accounts: Accounts,
}

impl<'s, 'b> Following<'s, 'b> {
    pub(super) fn of(situation: &'s Situation<'b>) -> Self {
        Self {
            situation,
            book: situation.book.clone(),
            accounts: situation.accounts().clone(),
        }
    }

    /// The money of an application, and its state at the end of a day.
    pub(super) fn at(&self, index: ApplicationIndex, day: NaiveDate) -> (State, Account) {
        let account = self.accounts[index];
        let verdict: ledger::Verdict = self.situation.verdict(index);
        (State::of(&self.book, &account, verdict, day), account)
    }

    /// Goes on as if the entry were recorded.
    pub(super) fn follow(
        &mut self,
        kind: Kind,
        index: ApplicationIndex,
        day: NaiveDate,
        amount: Money,
        given: &Given,
    ) {
        match kind {
            Kind::Accept => self.decide(index, day, AwardKind::Accept),
            Kind::Reject => self.decide(index, day, AwardKind::Reject),
            Kind::Withdraw => self.decide(index, day, AwardKind::Withdraw),
            Kind::Release => self.decide(index, day, AwardKind::Release(amount)),
            Kind::Close => self.decide(index, day, AwardKind::Close),
            Kind::Pay => self.pay(index, day, PaymentKind::Payment, amount),
            Kind::Claim => self.pay(index, day, PaymentKind::Claim, amount),
            Kind::Repay => self.pay(index, day, PaymentKind::Repayment, amount),
            Kind::WriteOff => self.pay(index, day, PaymentKind::WriteOff, amount),
            Kind::Report => {
                let report = Report {
                    date: day,
                    application: index,
                    spent: given.spent,
                    own_contribution: given.own_contribution,
                    completed: given.completed,
                    origin: self.book.application(index).origin,
                };
                self.accounts[index].report(&report);
            }
            Kind::Waive => {}
        }
    }

    fn decide(&mut self, application: ApplicationIndex, date: NaiveDate, kind: AwardKind) {
        let entry = AwardEntry {
            date,
            application,
            kind,
            reason: None,
            account: None,
            origin: self.book.application(application).origin,
            source: Source::nowhere(),
        };
        let at = EntryIndex::new(self.book.awards.len());
        self.accounts[application].decide(at, &entry);
        self.book.awards.push(entry);
    }

    fn pay(
        &mut self,
        application: ApplicationIndex,
        date: NaiveDate,
        kind: PaymentKind,
        amount: Money,
    ) {
        let entry = PaymentEntry {
            date,
            application,
            kind,
            amount,
            reference: None,
            origin: self.book.application(application).origin,
            source: Source::nowhere(),
        };
        self.accounts[application].pay(&entry);
    }
}
