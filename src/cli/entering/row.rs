//! The row that records an entry.

use crate::model::{Book, Money};
use crate::recording::Row;

use super::kind::Kind;
use super::plan::Planned;

pub(super) fn row(kind: Kind, book: &Book<'_>, one: &Planned<'_>, by: &str) -> Row {
    let currency = book.scheme.currency;
    let plain = |amount: Option<Money>| {
        let amount = amount.map(|amount| amount.decimal(currency).normalize().to_string());
        amount.unwrap_or_default()
    };
    let given = one.given;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = Row::new()
        .cell("date", one.day)
        .cell("application", book.application(one.index).id.as_str());
    match kind {
        Kind::Report => row
            .cell("spent", plain(given.spent))
            .cell("own_contribution", plain(given.own_contribution))
            .cell(
                "completed",
                given
                    .completed
                    .map_or_else(String::new, |day| day.to_string()),
            ),
        Kind::Waive => row
            .cell("check", text(&given.check))
            .cell("reason", text(&given.reason))
            .cell("by", by),
        _ => row
            .cell("entry", kind.word())
            .cell("amount", plain(one.amount))
            .cell("reason", text(&given.reason))
            .cell("reference", text(&given.reference))
            .cell("by", by)
            .cell("account", text(&given.account))
            .cell("note", text(&given.note)),
    }
}
