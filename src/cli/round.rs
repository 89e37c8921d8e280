//! Who is decided on, and from which pot: the same for a decision, for what
//! is said of one application, and for a comparison.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use chrono::NaiveDate;

use crate::allocation::{Candidate, Terms};
use crate::diagnostic::{Findings, nearest};
use crate::eligibility::Standing;
use crate::ledger::Tree;
use crate::model::{ApplicationIndex, Balance, Book, Money};
use crate::reading;
use crate::view::Situation;

use super::session::Session;

/// The applications on which nothing is decided, or which wait on the reserve
/// list; of these, those that `only` names.
pub(super) fn open<'b>(
    situation: &Situation<'b>,
    only: Option<&BTreeSet<ApplicationIndex>>,
) -> Vec<Standing<'b>> {
    situation
        .book
        .indexes()
        .filter(|&index| situation.is_open(index))
        .filter(|index| only.is_none_or(|only| only.contains(index)))
        .map(|index| situation.eligibility.standing(index))
        .collect()
}

/// Those of them that may be funded.
pub(super) fn candidates<'b>(book: &Book<'_>, open: &[Standing<'b>]) -> Vec<Candidate<'b>> {
    open.iter()
        .filter_map(|standing| Candidate::of(book, standing))
        .collect()
}

/// The application of an id that the user typed.
pub(super) fn find(book: &Book<'_>, id: &str) -> anyhow::Result<ApplicationIndex> {
    book.find(id).with_context(|| {
        let ids = book
            .applications
            .iter()
            .map(|application| application.id.as_str());
        match nearest(id, ids) {
            Some(near) => format!("there is no application `{id}`: did you mean `{near}`?"),
            None => format!("there is no application `{id}`"),
        }
    })
}

/// An amount that the user typed.
pub(super) fn amount(text: &str, book: &Book<'_>) -> anyhow::Result<Money> {
    reading::amount(text, book.scheme.currency).map_err(|misread| {
        let (message, help) = misread.sentences(text);
        anyhow::anyhow!("{message}: {help}")
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
    let summaries = session.summaries(day, &mut found);
    if session.has_errors(&found) {
        return Ok(None);
    }
    let tree = Tree::of(&summaries);
    let mut tightest = None;
    let mut at = Some(&book.scheme.id);
    for _ in tree.nodes() {
        let Some(node) = at.and_then(|id| tree.nodes().iter().find(|node| node.id == *id)) else {
            break;
        };
        if let (Some(budget), Some(remaining)) = (node.balances.budget, node.balances.remaining())
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
            let words = format!(
                "the budget{whose} is {}, committed is {}",
                book.scheme.written(budget),
                book.scheme.written(node.balances.committed)
            );
            tightest = Some((remaining, words));
        }
        let scheme = session.folder.scheme(node.id.as_str());
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
