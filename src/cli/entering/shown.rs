//! What is shown of entries before anybody is asked.

use chrono::NaiveDate;

use crate::cli::output;
use crate::cli::session::Session;
use crate::model::{Book, Money};
use crate::table::wrap;

use super::kind::Kind;
use super::plan::Planned;

/// What is to be recorded, and what it does.
pub(super) fn show(
    session: &Session,
    kind: Kind,
    book: &Book<'_>,
    planned: &[Planned<'_>],
) -> anyhow::Result<()> {
    let width = output::width().max(20);
    let mut text = String::new();
    for one in planned {
        text += &(wrap(&sentence(kind, book, one), width, 0, 2).join("\n") + "\n");
        let effect = match (kind, &one.given.check) {
            (Kind::Waive, Some(check)) => {
                Some(format!("`grants check` holds {check} against it no more"))
            }
            _ => one.effect.clone(),
        };
        for effect in effect.iter().chain(&one.beside) {
            text += &(wrap(effect, width, 2, 4).join("\n") + "\n");
        }
    }
    output::print(&text)?;
    let mut days: Vec<NaiveDate> = planned.iter().map(|one| one.day).collect();
    days.sort();
    if let Some(last) = days.last().filter(|last| **last > session.today) {
        output::say(&format!(
            "grants: {last} is after today ({}): is that day meant?",
            session.today
        ));
    }
    Ok(())
}

/// `digdir-2024/D24-004: payment of 285 000 NOK on 2024-11-15, due on the acceptance`
fn sentence(kind: Kind, book: &Book<'_>, one: &Planned<'_>) -> String {
    let scheme = book.scheme;
    let id = &book.application(one.index).id;
    let mut text = format!("{}/{id}: {} {}", scheme.id, one.day, kind.word());
    if let Some(amount) = one.amount {
        text += &format!(" {}", scheme.written(amount));
    }
    if let Some(assumed) = &one.assumed {
        text += &format!(" ({assumed})");
    }
    let given = one.given;
    let money = |amount: Option<Money>| amount.map(|amount| scheme.written(amount));
    let parts = [
        ("check", given.check.clone()),
        ("reason", given.reason.clone()),
        ("reference", given.reference.clone()),
        ("account", given.account.clone()),
        ("spent", money(given.spent)),
        ("own contribution", money(given.own_contribution)),
        ("completed", given.completed.map(|day| day.to_string())),
        ("note", given.note.clone()),
    ];
    for (name, value) in parts {
        if let Some(value) = value {
            text += &format!(", {name} {value}");
        }
    }
    crate::source::visible(&text).into_owned()
}
