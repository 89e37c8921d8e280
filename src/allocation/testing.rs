//! Allocations in short words, for the tests of this room.

use crate::eligibility::Eligibility;
use crate::eligibility::testing::kroner;
use crate::model::{ApplicationIndex, Balance, Book, Cutoff, Method, Money};
use crate::ranking::Scores;
use crate::ranking::testing::{allocation, backwards, book_of, scheme_scored};

use super::{Candidate, Decision, Proposal, Refusal, Terms, allocate};

/// Applications `A`, `B`, … of a score and a request in kroner each.
pub(super) fn asking(rows: &[(&str, i64)]) -> Book<'static> {
    let mut scheme = scheme_scored(&["1"]);
    scheme.allocation = Some(allocation());
    let scores: Vec<[&str; 1]> = rows.iter().map(|(score, _)| [*score]).collect();
    let scores: Vec<&[&str]> = scores.iter().map(|score| &score[..]).collect();
    let mut book = book_of(scheme, &scores);
    for (application, (_, requested)) in book.applications.iter_mut().zip(rows) {
        application.requested = Some(kroner(*requested));
    }
    book
}

/// A asks for 50, B for 60, C for 30, D for 20, in this order.
pub(super) fn four() -> Book<'static> {
    asking(&[("9", 50), ("8", 60), ("7", 30), ("6", 20)])
}

pub(super) fn terms(cutoff: Cutoff) -> Terms {
    Terms {
        cutoff,
        ..Terms::new(Method::Ranked)
    }
}

/// Amounts given to applications by their ids, in kroner.
pub(super) fn given(book: &Book<'_>, amounts: &[(&str, i64)]) -> Vec<(ApplicationIndex, Money)> {
    let amounts = amounts.iter();
    amounts
        .map(|(id, amount)| (book.find(id).expect("an id"), kroner(*amount)))
        .collect()
}

/// All that may be funded.
pub(crate) fn candidates<'b>(book: &'b Book<'static>) -> Vec<Candidate<'b>> {
    let eligibility = Eligibility::of(book, Box::leak(Box::default()));
    let candidates = book.indexes();
    candidates
        .filter_map(|index| Candidate::of(&eligibility, index))
        .collect()
}

/// What comes of a pot in minor units.
pub(super) fn share_out<'b>(
    book: &'b Book<'static>,
    pot: i128,
    terms: &Terms,
) -> Result<Proposal<'b>, Refusal<'b>> {
    let candidates = candidates(book);
    let pot = Balance::from_minor(pot);
    allocate(book, &Scores::of(book), &candidates, pot, terms)
}

/// What comes of a pot in kroner, in short: each line in turn, what is left,
/// and why; or the sentences of a refusal. The same for rows in any order.
pub(super) fn outcome(book: &Book<'static>, pot: i64, terms: &Terms) -> String {
    let outcome = outcome_once(book, pot, terms);
    let turned = backwards(book);
    let count = book.applications.len();
    let turn = |index: ApplicationIndex| ApplicationIndex::new(count - 1 - index.position());
    let mut terms = terms.clone();
    for (index, _) in &mut terms.given {
        *index = turn(*index);
    }
    terms.only = terms.only.map(|only| only.into_iter().map(turn).collect());
    assert_eq!(
        outcome,
        outcome_once(&turned, pot, &terms),
        "rows decide nothing"
    );
    outcome
}

/// The same, with the rows as they are.
pub(super) fn outcome_once(book: &Book<'static>, pot: i64, terms: &Terms) -> String {
    match share_out(book, i128::from(pot) * 100, terms) {
        Ok(proposal) => in_short(book, &proposal),
        Err(refusal) => refusal.sentences(book).join("; "),
    }
}

fn in_short(book: &Book<'_>, proposal: &Proposal<'_>) -> String {
    let amount = |balance: Balance| {
        book.scheme
            .language
            .format(balance.decimal(book.scheme.currency))
    };
    let lines = proposal.lines.iter().map(|line| {
        let id = book.application(line.index).id;
        match &line.decision {
            Decision::Award(award) => format!("{id} {}", amount((*award).into())),
            Decision::Reserve => format!("{id} reserve"),
            Decision::Reject(reason) => format!("{id} {reason}"),
            Decision::Undecided => format!("{id} undecided"),
        }
    });
    let lines: Vec<String> = lines.collect();
    let decisions = proposal.lines.iter().map(|line| &line.decision);
    let undecided = decisions.filter(|it| **it == Decision::Undecided).count();
    let why = proposal.leftover.sentence(book, undecided);
    let left = amount(proposal.left);
    format!("{} | {left} left: {why}", lines.join(", "))
}
