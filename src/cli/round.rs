//! Who is decided on, and from which pot: the same for a decision, for what
//! is said of one application, and for a comparison.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, anyhow, bail};
use chrono::NaiveDate;

use crate::allocation::{Candidate, Terms};
use crate::diagnostic::{Findings, nearest};
use crate::eligibility::Standing;
use crate::ledger::{self, Tree};
use crate::model::{ApplicationId, ApplicationIndex, Balance, Book, Money, Scheme, ShareBy};
use crate::reading;
use crate::view::Situation;

use super::session::Session;

/// Refuses a programme: it has no applications of its own.
pub(super) fn not_a_programme(scheme: &Scheme) -> anyhow::Result<()> {
    if scheme.is_programme() {
        bail!(
            "{} is a programme: it has no applications of its own",
            scheme.id
        );
    }
    Ok(())
}

/// The applications on which nothing is decided, or which wait on the reserve
/// list; of these, those that `only` names.
pub(super) fn open(
    situation: &Situation<'_>,
    only: Option<&BTreeSet<ApplicationIndex>>,
) -> Vec<ApplicationIndex> {
    let open = ledger::open(situation.book, situation.day).into_iter();
    open.filter(|index| only.is_none_or(|only| only.contains(index)))
        .collect()
}

/// Those of them that may be funded, and where the others stand.
pub(super) fn candidates<'b>(
    situation: &Situation<'b>,
    open: &[ApplicationIndex],
) -> (Vec<Candidate<'b>>, Vec<Standing<'b>>) {
    let mut candidates = Vec::with_capacity(open.len());
    let mut others = Vec::new();
    for &index in open {
        match Candidate::of(&situation.eligibility, index) {
            Some(candidate) => candidates.push(candidate),
            None => others.push(situation.eligibility.standing(index)),
        }
    }
    (candidates, others)
}

/// The weight that the user typed.
pub(super) fn share_by(word: &str, book: &Book<'_>) -> anyhow::Result<ShareBy> {
    reading::share_by_word(word, book.scheme).with_context(|| {
        format!("`{word}` is no weight: write requested, equal, or a number or money field")
    })
}

/// The application of an id that the user typed.
pub(super) fn find(book: &Book<'_>, id: &str) -> anyhow::Result<ApplicationIndex> {
    let scheme = &book.scheme.id;
    book.find(id).with_context(|| {
        let ids = book
            .applications
            .iter()
            .map(|application| application.id.as_str());
        match nearest(id, ids) {
            Some(near) => format!("{scheme} has no application `{id}`: did you mean `{near}`?"),
            None => format!("{scheme} has no application `{id}`"),
        }
    })
}

/// Why what the user typed names no application.
pub(super) fn no_application(typed: &str) -> anyhow::Error {
    anyhow!("write the application as SCHEME/ID, such as digihjelpen-2018/D18-009, not `{typed}`")
}

/// An amount that the user typed.
pub(super) fn amount(text: &str, book: &Book<'_>) -> anyhow::Result<Money> {
    reading::amount(text, book.scheme.currency).map_err(|misread| {
        let (message, help) = misread.sentences(text);
        anyhow!("{message}: {help}")
    })
}

/// What may be committed on the day, and in words why it is so much: the
/// amount of a trial, else the scheme's own remainder, or that of a programme
/// above it where it is less. `None` when anything could not be read, which
/// has then been said.
pub(super) fn pot(
    session: &Session,
    trial: Option<&str>,
    book: &Book<'_>,
    day: NaiveDate,
) -> anyhow::Result<Option<(Balance, String)>> {
    if let Some(trial) = trial {
        return Ok(Some((amount(trial, book)?.into(), "a trial".to_owned())));
    }
    let mut found = Findings::new();
    let summaries = session.summaries_around(book, day, &mut found)?;
    let scheme = book.scheme;
    let own = [scheme.id.as_str()];
    let is_wrong = match &scheme.parent {
        None => session.has_errors_of(&own, &found),
        Some(parent) => {
            let is_wrong = session.has_errors(&found);
            if is_wrong && session.in_the_way(&own, &found).is_empty() {
                session.say(&format!(
                    "grants: {} has its money from {}, and so may what cannot be read",
                    scheme.id, parent.id
                ));
            }
            is_wrong
        }
    };
    if is_wrong {
        return Ok(None);
    }
    let tree = Tree::of(&summaries);
    let mut tightest = None;
    let mut at = Some(&book.scheme.id);
    for _ in tree.nodes() {
        let Some(node) = at.and_then(|id| tree.nodes().iter().find(|node| node.id == *id)) else {
            break;
        };
        let scheme = session.folder.scheme(node.id.as_str());
        let cut = scheme.map_or(Balance::ZERO, |scheme| cut_to_come(scheme, day));
        if let (Some(budget), Some(remaining)) = (node.balances.budget, node.balances.remaining())
            && let remaining = remaining - cut
            && tightest
                .as_ref()
                .is_none_or(|(least, _)| remaining < *least)
        {
            let own = node.id == book.scheme.id;
            let whose = if own {
                String::new()
            } else {
                format!(" of {}", node.id)
            };
            let mut words = format!(
                "the budget{whose} is {}, committed is {}",
                book.scheme.written(budget),
                book.scheme.written(node.balances.committed)
            );
            if !cut.is_zero() {
                words += &format!(", and {} of it will be cut", book.scheme.written(cut));
            }
            tightest = Some((remaining, words));
        }
        at = scheme
            .and_then(|scheme| scheme.parent.as_ref())
            .map(|parent| &parent.id);
    }
    match tightest {
        Some(pot) => Ok(Some(pot)),
        None => bail!(
            "{} has no [[budget]]: there is nothing to award from",
            book.scheme.id
        ),
    }
}

/// Gives the terms what they need to know of the scheme's money: the budget
/// of the day, or that of a trial, and what earlier decisions hold of the
/// set-asides.
pub(super) fn complete(terms: &mut Terms, situation: &Situation<'_>, trial: Option<Balance>) {
    terms.budget = trial.or_else(|| situation.book.scheme.budget_on(situation.day));
    if !terms.set_asides.is_empty() {
        terms.committed = committed(situation);
    }
}

/// What earlier decisions hold.
fn committed(situation: &Situation<'_>) -> Vec<(ApplicationIndex, Balance)> {
    let indexes = situation.book.indexes();
    indexes
        .map(|index| (index, situation.account(index).committed()))
        .filter(|(_, amount)| !amount.is_zero())
        .collect()
}

/// By how much the budget of a day will have shrunk at its lowest.
fn cut_to_come(scheme: &Scheme, day: NaiveDate) -> Balance {
    let today = scheme.budget_on(day).unwrap_or_default();
    let days = scheme.budget.iter().filter_map(|entry| entry.date);
    let later = days.filter(|&later| later > day);
    let lowest = later.filter_map(|later| scheme.budget_on(later)).min();
    today - lowest.map_or(today, |lowest| lowest.min(today))
}

/// An application of these on which something is recorded after the day, and
/// on which day: nobody may decide on it as if that had not been.
pub(super) fn decided_later<'b>(
    session: &Session,
    book: &Book<'b>,
    indexes: impl IntoIterator<Item = ApplicationIndex>,
    day: NaiveDate,
) -> Option<(ApplicationId<'b>, NaiveDate)> {
    let all = session.book(&book.scheme.id, &mut Findings::new())?;
    let later = all.awards.iter().filter(|entry| entry.date > day);
    let later: BTreeMap<&str, NaiveDate> = later
        .map(|entry| (all.application(entry.application).id.as_str(), entry.date))
        .collect();
    indexes.into_iter().find_map(|index| {
        let id = book.application(index).id;
        later.get(id.as_str()).map(|date| (id, *date))
    })
}
