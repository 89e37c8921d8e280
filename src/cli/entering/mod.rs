//! Recording facts: asked for, shown with what each does, and recorded like
//! all else that is written.
//!
//! What may not be is the audit's business; here a row is made, and where none
//! can be made, because there is no amount to assume, it is said why.

mod arguments;
mod asked;
mod assumed;
mod following;
mod kind;
mod offered;

pub(super) use arguments::{EntryArguments, Signature, Typed};
pub(super) use kind::Kind;

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::model::{ApplicationIndex, Book, Money};
use crate::reading::{self, Given};
use crate::recording::Row;
use crate::table::wrap;
use crate::view::{self, Situation};

use asked::{Asked, asked, target};
use following::Following;

use super::arguments::Global;
use super::output::{self, Status};
use super::round;
use super::session::Session;
use super::writing::{Brief, Consent, Decided, Entry, Look, author, record};

/// Records what is asked for, once confirmed.
pub(super) fn run(
    global: &Global,
    kind: Kind,
    arguments: &EntryArguments,
    typed: &Typed<'_>,
) -> anyhow::Result<Status> {
    let consent = Consent {
        by: author(typed.by),
        dry_run: arguments.dry_run,
        yes: arguments.yes,
    };
    record(global, &consent, |session, look| {
        decide(session, look, kind, arguments, typed, &consent.by)
    })
}

fn decide(
    session: &Session,
    look: Look,
    kind: Kind,
    arguments: &EntryArguments,
    typed: &Typed<'_>,
    by: &str,
) -> anyhow::Result<Decided> {
    let (scheme, id) = target(arguments)?;
    // What follows from facts to come counts too: nothing is paid twice.
    let Some((book, elsewhere)) = session.facts(scheme, NaiveDate::MAX)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    round::not_a_programme(book.scheme)?;
    let from = arguments.from.as_deref();
    let Some(asked) = asked(session, kind, &book, id, from, typed)? else {
        return Ok(Decided::Ended(Status::Findings));
    };
    let day = arguments.date.unwrap_or(session.today);
    let situation = Situation::of(&book, &elsewhere, day);
    let next = match asked.entries.as_slice() {
        [(index, _, None)] => offered::lines(&situation, *index),
        _ => Vec::new(),
    };
    let planned = match plan(kind, &situation, &asked, day) {
        Ok(planned) => planned,
        Err(refusals) => {
            refuse(session, &asked, refusals, &next);
            return Ok(Decided::Ended(Status::Findings));
        }
    };
    if look == Look::First {
        show(session, kind, &book, &planned)?;
    }
    let rows = planned.iter().map(|one| row(kind, &book, one, by));
    let places = asked.entries.iter();
    Ok(Decided::Record(Entry {
        scheme: book.scheme.id.clone(),
        fact: kind.fact(),
        rows: rows.collect(),
        new_columns: Vec::new(),
        what: kind.count(planned.len()),
        brief: Some(Brief {
            places: places.map(|(_, _, origin)| asked.place(*origin)).collect(),
            next,
        }),
    }))
}

/// One entry with all that was left out.
struct Planned<'g> {
    index: ApplicationIndex,
    given: &'g Given,
    day: NaiveDate,
    /// The amount; `None` for an entry that has none.
    amount: Option<Money>,
    /// What an amount is that nobody gave.
    assumed: Option<String>,
    /// What it does.
    effect: Option<String>,
}

type Refusals = Vec<(usize, String)>;

/// What is to be recorded, entry by entry, or for which of them there is no
/// amount, and why.
fn plan<'g>(
    kind: Kind,
    situation: &Situation<'_>,
    asked: &'g Asked,
    day: NaiveDate,
) -> Result<Vec<Planned<'g>>, Refusals> {
    let scheme = situation.book.scheme;
    let mut following = Following::of(situation);
    let mut planned = Vec::new();
    let mut refusals = Vec::new();
    let has_amount = kind.columns().contains(&reading::GivenColumn::Amount);
    for (nth, (index, given, _)) in asked.entries.iter().enumerate() {
        let day = given.date.unwrap_or(day);
        let (state, account) = following.at(*index, day);
        let (amount, assumed) = match given.amount {
            _ if !has_amount => (None, None),
            Some(amount) => (Some(amount), None),
            None => match assumed::amount(kind, scheme, &account) {
                Ok((amount, what)) => (Some(amount), Some(what)),
                Err(why) => {
                    refusals.push((nth, why));
                    continue;
                }
            },
        };
        following.follow(kind, *index, day, amount.unwrap_or_default(), given);
        let (state_after, account_after) = following.at(*index, day);
        let effect = view::effect(scheme, (state, &account), (state_after, &account_after));
        planned.push(Planned {
            index: *index,
            given,
            day,
            amount,
            assumed,
            effect,
        });
    }
    if refusals.is_empty() {
        Ok(planned)
    } else {
        Err(refusals)
    }
}

/// Says which entries have no amount.
fn refuse(session: &Session, asked: &Asked, refusals: Refusals, next: &[String]) {
    let mut found = Findings::new();
    for (nth, why) in refusals {
        match asked.entries[nth].2 {
            Some(origin) => found.add(reading::without_amount(origin, &why)),
            None => output::say(&format!("grants: refused: {why}")),
        }
    }
    session.says_errors(&asked.sources, found);
    for line in next {
        output::say(line);
    }
}

/// What is to be recorded, and what it does.
fn show(
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
        if let Some(effect) = effect {
            text += &(wrap(&effect, width, 2, 4).join("\n") + "\n");
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

fn row(kind: Kind, book: &Book<'_>, one: &Planned<'_>, by: &str) -> Row {
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
