//! More is committed than the budget of that day.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Balance, counted};
use crate::source::Place;

use super::case::Case;
use super::checks::Check;
use super::over_committed_programme;
use super::overrun::{Cause, Overrun, first_overrun};

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
    match overrun.cause {
        Cause::Award(award) => {
            finding.help(case.or_waive(Some(mend), award.application, CODE.name))
        }
        Cause::Cut(_) | Cause::Opening(_) => finding.help(mend),
    }
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
        let more = counted(overrun.awards_after, "award");
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

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, findings, found, waive};
    use crate::model::Opening;
    use crate::model::testing::{budget, kroner, scheme, span};

    const TWO: [Option<i64>; 2] = [None, None];

    #[test]
    fn the_first_award_over_the_budget_of_its_day_is_shown_once() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(100, None), budget(50, Some("2024-09-10"))];
        let awards = [
            ("2024-09-20", 1, "award 40"),
            ("2024-09-01", 0, "award 90"),
            ("2024-09-02", 0, "award 15"),
            ("2024-09-20", 1, "award 7"),
            ("2024-09-21", 1, "award 8"),
        ];
        let within = book(&scheme, &TWO, &awards[..2]);
        assert!(found(&within).is_empty(), "{:?}", found(&within));
        let over = book(&scheme, &TWO, &awards);
        assert_eq!(
            found(&over),
            [("over-committed", Some(2), "5 NOK over".to_owned())]
        );
        let finding = &findings(&over)[0];
        assert_eq!(
            finding.message,
            "the awards go 5 NOK over the budget of digital"
        );
        assert_eq!(
            finding.notes,
            ["3 awards follow; in the end the awards are 10 NOK over"]
        );
    }

    #[test]
    fn a_day_is_judged_at_its_end() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(100, None)];
        let awards = [
            ("2024-09-01", 0, "award 100"),
            ("2024-09-02", 1, "award 60"),
            ("2024-09-02", 0, "release 60"),
            ("2024-09-02", 1, "award 20"),
        ];
        assert!(found(&book(&scheme, &TWO, &awards[..3])).is_empty());
        assert_eq!(
            found(&book(&scheme, &TWO, &awards)),
            [("over-committed", Some(3), "20 NOK over".to_owned())]
        );
    }

    #[test]
    fn a_cut_can_be_to_blame() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(100, None), budget(-30, Some("2024-10-01"))];
        let awards = [
            ("2024-09-01", 0, "award 90"),
            ("2024-10-02", 0, "release 20"),
        ];
        let found = findings(&book(&scheme, &TWO, &awards));
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "the budget of digital is cut to 20 NOK less than its awards"
        );
        assert_eq!(
            found[0].notes,
            ["later entries bring the awards back within the budget"]
        );
    }

    #[test]
    fn what_came_before_the_ledger_counts() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(60, None), budget(40, Some("2024-08-01"))];
        scheme.opening = Some(Opening {
            awards: 1,
            amount: kroner(90),
            paid: None,
            note: None,
            span: span(),
        });
        assert!(found(&book(&scheme, &TWO, &[])).is_empty());
        let awards = [("2024-09-01", 0, "award 20")];
        assert_eq!(
            found(&book(&scheme, &TWO, &awards)),
            [("over-committed", Some(0), "10 NOK over".to_owned())]
        );
        let early = [("2024-07-01", 0, "award 20")];
        assert_eq!(
            found(&book(&scheme, &TWO, &early)),
            [("over-committed", None, "30 NOK over".to_owned())]
        );
    }

    #[test]
    fn a_waiver_lets_one_award_go_over_and_no_other() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(100, None)];
        let awards = [("2024-09-01", 0, "award 110"), ("2024-09-02", 1, "award 5")];
        let mut waived = book(&scheme, &TWO, &awards[..1]);
        waive(&mut waived, 0, "over-committed");
        assert!(found(&waived).is_empty());
        let mut both = book(&scheme, &TWO, &awards);
        waive(&mut both, 0, "over-committed");
        assert_eq!(
            found(&both),
            [("over-committed", Some(1), "15 NOK over".to_owned())]
        );
    }

    #[test]
    fn new_money_uses_a_waiver_up() {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(100, None), budget(50, Some("2024-10-01"))];
        let awards = [
            ("2024-09-01", 0, "award 110"),
            ("2024-10-02", 1, "award 45"),
        ];
        let mut book = book(&scheme, &TWO, &awards);
        waive(&mut book, 0, "over-committed");
        assert_eq!(
            found(&book),
            [("over-committed", Some(1), "5 NOK over".to_owned())]
        );
    }

    #[test]
    fn an_unknown_budget_is_not_a_budget_of_zero() {
        let scheme = scheme("digital");
        let awards = [("2024-09-01", 0, "award 110")];
        assert!(found(&book(&scheme, &TWO, &awards)).is_empty());
    }
}
