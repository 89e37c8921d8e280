//! `grants award --explain`: the sum for one application in words.

use crate::allocation::{Candidate, Terms, allocate};
use crate::cli::arguments::ViewArguments;
use crate::cli::output::{self, Status};
use crate::cli::round::find;
use crate::model::Balance;
use crate::view::{self, Situation};

/// What is shared out, among whom, and on what terms.
pub(super) struct Round<'r, 'b> {
    pub(super) situation: &'r Situation<'b>,
    pub(super) candidates: &'r [Candidate<'b>],
    pub(super) terms: &'r Terms,
    pub(super) pot: Balance,
    /// In words why it is so much.
    pub(super) pot_is: &'r str,
}

/// Says why the application of that id gets what it gets. Records nothing.
pub(super) fn run(
    round: &Round<'_, '_>,
    id: &str,
    arguments: &ViewArguments,
) -> anyhow::Result<Status> {
    let situation = round.situation;
    let book = situation.book;
    let index = find(book, id)?;
    let candidate = round
        .candidates
        .iter()
        .find(|candidate| candidate.index() == index);
    let sections = match candidate {
        None => view::no_candidate(situation, &situation.eligibility.standing(index)),
        Some(candidate) => {
            let (terms, pot) = (round.terms, round.pot);
            match allocate(book, &situation.scores, round.candidates, pot, terms) {
                Ok(proposal) => {
                    view::reckoning(situation, candidate, &proposal, terms, round.pot_is)
                }
                Err(refusal) => {
                    for sentence in view::refusal(situation, &refusal) {
                        output::say(&format!("grants: {sentence}"));
                    }
                    output::say("grants: nothing is proposed, so there is nothing to explain");
                    return Ok(Status::Findings);
                }
            }
        }
    };
    let title = format!("{}/{id} in words", book.scheme.id);
    output::print_sections(&title, &sections, book.scheme.language, arguments)?;
    Ok(Status::Fine)
}
