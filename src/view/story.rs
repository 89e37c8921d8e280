//! The dated facts about one application, in the order of their days.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::ledger::{Account, Posting};
use crate::model::{ApplicationIndex, AwardEntry, Balance, Book, Money, PaymentEntry, Report};

/// One dated fact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'b> {
    /// On which day.
    pub(super) date: NaiveDate,
    /// What.
    pub(super) entry: Entry<'b>,
    /// What is outstanding after it, where it moves money.
    pub(super) balance: Option<Balance>,
}

/// A fact of one of the journals.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'b> {
    Award(&'b AwardEntry<'b>),
    Payment(&'b PaymentEntry<'b>),
    Report(&'b Report),
}

/// The facts about an application. Of one day, decisions come before payments
/// and reports; the balance is committed less what was paid and not repaid.
pub(super) fn of<'b>(book: &'b Book<'b>, index: ApplicationIndex) -> Vec<Told<'b>> {
    let awards = book
        .awards
        .iter()
        .filter(|entry| entry.application == index);
    let payments = book
        .payments
        .iter()
        .filter(|entry| entry.application == index);
    let reports = book
        .reports
        .iter()
        .filter(|report| report.application == index);
    let mut entries: Vec<(NaiveDate, Entry<'_>)> = awards
        .map(|entry| (entry.date, Entry::Award(entry)))
        .chain(payments.map(|entry| (entry.date, Entry::Payment(entry))))
        .chain(reports.map(|report| (report.date, Entry::Report(report))))
        .collect();
    entries.sort_by_key(|(date, _)| *date);
    let mut account = Account::default();
    let tell = |(date, entry): (NaiveDate, Entry<'b>)| {
        let before = account.outstanding();
        if let Some(posting) = entry.posting() {
            account.post(posting);
        }
        let balance = account.outstanding();
        Told {
            date,
            entry,
            balance: (balance != before).then_some(balance),
        }
    };
    entries.into_iter().map(tell).collect()
}

impl Entry<'_> {
    /// The word that files have for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Award(entry) => entry.kind.word(),
            Self::Payment(entry) => entry.kind.word(),
            Self::Report(_) => "report",
        }
    }

    /// The amount of the entry; of a report, what was spent.
    pub(super) fn amount(self) -> Option<Money> {
        match self {
            Self::Award(entry) => entry.kind.amount(),
            Self::Payment(entry) => Some(entry.amount),
            Self::Report(report) => report.spent,
        }
    }

    /// What else it says.
    pub(super) fn detail(self) -> Option<String> {
        let text = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let by = |by: Option<Cow<'_, str>>| by.map(|by| format!("by {by}"));
        let parts = match self {
            Self::Award(entry) => [
                entry.reason.as_ref().map(ToString::to_string),
                by(entry.by()),
                entry
                    .account
                    .as_ref()
                    .map(|account| format!("account {account}")),
                text(entry.note()),
            ],
            Self::Payment(entry) => [
                entry
                    .reference
                    .as_ref()
                    .map(|reference| format!("reference {reference}")),
                by(entry.by()),
                text(entry.note()),
                None,
            ],
            Self::Report(report) => [
                Some(if report.spent.is_some() {
                    "spent".to_owned()
                } else {
                    "what was spent is not said".to_owned()
                }),
                report.completed.map(|day| format!("completed {day}")),
                None,
                None,
            ],
        };
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn posting(self) -> Option<Posting> {
        match self {
            Self::Award(entry) => Posting::of_award(entry.kind),
            Self::Payment(entry) => Some(Posting::of_payment(entry.kind, entry.amount)),
            Self::Report(_) => None,
        }
    }
}
