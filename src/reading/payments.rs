//! payments.csv

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{Fact, Money, PaymentEntry, PaymentKind, Scheme, Text};

use super::awards::positive;
use super::csv::{Column, Row, column};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::pieces::read_each;
use super::value::{self, Unread, need};

pub(super) const COLUMNS: [Column; 7] = [
    column("date", true),
    column("application", true),
    column("entry", true),
    column("amount", true),
    column("reference", false),
    column("by", false),
    column("note", false),
];

/// Reads the whole journal of payments.
pub(super) fn read_all<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    ids: &Ids<'_>,
    found: &mut Findings,
) -> Vec<PaymentEntry<'t>> {
    let entry = |row: &Row<'_, 't>, found: &mut Findings| entry(row, scheme, ids, found);
    read_each(texts.get(Fact::Payments), &COLUMNS, found, entry)
}

fn entry<'t>(
    row: &Row<'_, 't>,
    scheme: &Scheme,
    ids: &Ids<'_>,
    found: &mut Findings,
) -> Result<PaymentEntry<'t>, Unread> {
    let application = ids.application(row, 1, found);
    let moved = moved(row, scheme, found)?;
    Ok(PaymentEntry {
        date: moved.date,
        application: application?,
        kind: moved.kind,
        amount: moved.amount,
        reference: Text::of_cell(row.cell(4).raw),
        origin: row.origin,
        source: row.source,
    })
}

/// What an entry moves, whichever application it is about.
pub(super) struct Moved {
    pub(super) date: NaiveDate,
    pub(super) kind: PaymentKind,
    pub(super) amount: Money,
}

#[inline(always)]
pub(super) fn moved(
    row: &Row<'_, '_>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Moved, Unread> {
    let date = need(row, 0, found).and_then(|cell| date::date(cell, found)?.ok_or(Unread));
    let kind = need(row, 2, found).and_then(|cell| {
        value::word(
            cell,
            "entry",
            &PaymentKind::WORDS,
            PaymentKind::of_word,
            found,
        )
    });
    let amount = need(row, 3, found).and_then(|cell| {
        let amount = value::money(cell, scheme.currency, found)?.ok_or(Unread)?;
        positive(cell, amount, found)
    });
    Ok(Moved {
        date: date?,
        kind: kind?,
        amount: amount?,
    })
}
