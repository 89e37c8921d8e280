//! The movements of money of one grant.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::export::amount::number;
use crate::ledger::{Posting, Side};
use crate::model::{AwardEntry, Balance, Currency, PaymentEntry};

/// One movement: below zero for what is given back.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Transaction {
    pub(super) id: String,
    pub(super) transaction_date: String,
    pub(super) currency: &'static str,
    pub(super) value: Box<RawValue>,
    pub(super) description: String,
}

/// Awards and releases of a grant, in the order of their days: they add up to
/// what it was awarded.
pub(super) fn commitments<'e>(
    grant: &str,
    currency: Currency,
    entries: impl Iterator<Item = &'e AwardEntry<'e>>,
) -> Vec<Transaction> {
    let moves = entries.filter_map(|entry| {
        let posting = Posting::of_award(entry.kind)?;
        let reason = entry.reason.as_ref().map(|reason| format!(": {reason}"));
        let what = format!("{}{}", entry.kind.word(), reason.unwrap_or_default());
        Some((entry.date, signed(posting)?, what))
    });
    numbered(grant, "commitment", currency, moves)
}

/// Payments and repayments of a grant, in the order of their days: they add up
/// to what was disbursed. Claims and write-offs move no money.
pub(super) fn disbursements<'e>(
    grant: &str,
    currency: Currency,
    entries: impl Iterator<Item = &'e PaymentEntry<'e>>,
) -> Vec<Transaction> {
    let moves = entries.filter_map(|entry| {
        let amount = signed(Posting::of_payment(entry.kind, entry.amount))?;
        Some((entry.date, amount, entry.kind.word().to_owned()))
    });
    numbered(grant, "disbursement", currency, moves)
}

/// What a posting adds to what was awarded or disbursed.
fn signed(posting: Posting) -> Option<Balance> {
    let amount = Balance::from(posting.amount);
    match posting.side {
        Side::Awarded | Side::Paid => Some(amount),
        Side::Released | Side::Repaid => Some(-amount),
        Side::Claimed | Side::WrittenOff => None,
    }
}

fn numbered(
    grant: &str,
    kind: &str,
    currency: Currency,
    moves: impl Iterator<Item = (NaiveDate, Balance, String)>,
) -> Vec<Transaction> {
    (1..)
        .zip(moves)
        .map(|(nth, (date, amount, description))| Transaction {
            id: format!("{grant}-{kind}-{nth}"),
            transaction_date: date.to_string(),
            currency: currency.code(),
            value: number(amount, currency),
            description,
        })
        .collect()
}
