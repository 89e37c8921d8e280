//! More is committed than the budget of that day.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Balance;
use crate::source::Place;

use super::case::Case;
use super::checks::Check;
use super::over_committed_programme;
use super::overrun::{Cause, Overrun, first_overrun};
use super::wording::count;

pub(super) const CODE: Code = Code::error("over-committed", include_str!("over_committed.md"));

pub(super) const CHECK: Check =
    Check::of_facts(&CODE, find).and_folder(over_committed_programme::find);

fn find(case: &Case<'_>, found: &mut Findings) {
    if case.scheme.budget.is_empty() {
        return;
    }
    if let Some(overrun) = first_overrun(case, &CODE) {
        found.add(finding(case, &overrun));
    }
}

fn finding(case: &Case<'_>, overrun: &Overrun<'_>) -> Finding {
    let id = &case.scheme.id;
    let over = case.amount(overrun.over);
    let (place, message, label) = match overrun.cause {
        Cause::Award(award) => (
            award.origin.cell("amount"),
            format!("the awards go {over} over the budget of {id}"),
            format!("{over} over"),
        ),
        Cause::Cut(cut) => (
            cut.span.into(),
            format!("the budget of {id} is cut to {over} less than its awards"),
            format!("{over} short"),
        ),
        Cause::Opening(opening) => (
            opening.span.into(),
            format!("the awards before the ledger began go {over} over the budget of {id}"),
            format!("{over} over"),
        ),
    };
    let (place_of_budget, budget) = budget(case, overrun);
    let mut finding = Finding::new(&CODE, place.clone(), message).label(label);
    if place_of_budget != place {
        finding = finding.because(place_of_budget, budget);
    }
    for note in notes(case, overrun) {
        finding = finding.note(note);
    }
    let mend = "release money, or enter what has come of the budget";
    finding.help(match overrun.cause {
        Cause::Award(award) => format!(
            "{mend}, or record a waiver: {}",
            case.waive(award.application, &CODE)
        ),
        Cause::Cut(_) | Cause::Opening(_) => mend.to_owned(),
    })
}

/// Where the budget of that day stands, and what it was.
fn budget(case: &Case<'_>, overrun: &Overrun<'_>) -> (Place, String) {
    let entries = &overrun.budget_entries;
    let budget: Balance = entries.iter().map(|entry| entry.amount).sum();
    let budget = case.amount(budget);
    match entries.as_slice() {
        [] => (
            case.scheme.budget[0].span.into(),
            "no money had come by then".to_owned(),
        ),
        [only] => (only.span.into(), format!("the budget is {budget}")),
        [.., last] => (
            last.span.into(),
            format!("with this the budget is {budget}"),
        ),
    }
}

fn notes(case: &Case<'_>, overrun: &Overrun<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(opening), Cause::Award(_)) = (&case.scheme.opening, overrun.cause) {
        let before = case.amount(opening.amount);
        notes.push(format!("{before} was committed before the ledger began"));
    }
    let end = case.amount(overrun.over_in_the_end);
    if overrun.over_in_the_end <= Balance::ZERO {
        notes.push("later entries bring the awards back within the budget".to_owned());
    } else if overrun.awards_after > 0 {
        let more = count(overrun.awards_after, "award");
        let verb = if overrun.awards_after == 1 {
            "follows"
        } else {
            "follow"
        };
        notes.push(format!(
            "{more} {verb}; in the end the awards are {end} over"
        ));
    }
    notes
}
