//! From what was asked for to what is to be recorded, or why nothing is.

use chrono::NaiveDate;

use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::cli::writing::{Brief, Decided, Entry, Look};
use crate::diagnostic::Findings;
use crate::reading;
use crate::view::Situation;

use super::arguments::{EntryArguments, Typed};
use super::asked::{Asked, asked, target};
use super::kind::Kind;
use super::offered;
use super::plan::{Refusals, plan};
use super::row::row;
use super::shown::show;

pub(super) fn decide(
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
