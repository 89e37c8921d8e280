//! `discretionary`: amounts come from the officer.

use crate::model::Balance;

use super::case::Case;
use super::set_aside::Limits;
use super::{Decision, Leftover, Proposal, Refusal, Why, given};

/// What the officer gives; those without an amount stay undecided.
pub(super) fn propose<'b>(case: &Case<'_, 'b>, pot: Balance) -> Result<Proposal<'b>, Refusal<'b>> {
    let mut lines = given::lines(case, pot)?;
    let left = lines.last().map_or(pot, |line| line.left);
    let undecided = case.not_given();
    lines.extend(undecided.map(|position| {
        let decision = (Decision::Undecided, Why::NoAmount);
        case.line(position, decision, left)
    }));
    let set_asides = Limits::after(case, pot, &lines).filled().to_vec();
    Ok(Proposal {
        leftover: if left.is_zero() {
            Leftover::Nothing
        } else {
            Leftover::NotGiven
        },
        set_asides,
        ..Proposal::new(lines, pot, left)
    })
}

#[cfg(test)]
mod tests {
    use crate::allocation::Terms;
    use crate::allocation::testing::*;
    use crate::eligibility::testing::kroner;
    use crate::model::{Book, Cutoff, Method};
    use rust_decimal::Decimal;

    fn three() -> Book<'static> {
        asking(&[("7", 50), ("8", 60), ("", 30)])
    }

    fn of(book: &Book<'static>, pot: i64, amounts: &[(&str, i64)]) -> String {
        let terms = Terms {
            method: Method::Discretionary,
            min_award: Some(kroner(10)),
            max_award: Some(kroner(55)),
            round_to: Some(kroner(5)),
            given: given(book, amounts),
            ..terms(Cutoff::Stop)
        };
        outcome(book, pot, &terms)
    }

    #[test]
    fn the_officer_gives() {
        assert_eq!(
            of(&three(), 100, &[("A", 40), ("B", 55)]),
            "B 55, A 40, C undecided | 5 left: no more was given"
        );
        assert_eq!(
            of(&three(), 95, &[("A", 0), ("C", 30)]),
            "A lower-priority, C 30, B undecided | 65 left: no more was given"
        );
        assert_eq!(
            of(&three(), 10, &[]),
            "B undecided, A undecided, C undecided | 10 left: no more was given"
        );
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        assert_eq!(
            of(&three(), 100, &[("A", 51), ("B", 60), ("C", 4), ("C", 4)]),
            "B is given 60 NOK, 5 NOK more than 55 NOK, the largest award; \
             A is given 51 NOK, 1 NOK more than 50 NOK, as requested; \
             A is given 51 NOK, and awards are multiples of 5 NOK; \
             C is given 4 NOK, and no award is under 10 NOK; \
             C is given 4 NOK, and awards are multiples of 5 NOK; \
             C is given an amount twice"
        );
    }

    #[test]
    fn the_pot_is_taken_in_rank_order() {
        assert_eq!(
            of(&three(), 60, &[("A", 50), ("B", 50), ("C", 10)]),
            "A is given 50 NOK, and 10 NOK is left of the pot"
        );
        assert_eq!(
            of(&three(), 5, &[("C", 10)]),
            "C is given 10 NOK, and 5 NOK is left of the pot"
        );
    }

    #[test]
    fn a_whole_demand_need_not_be_round_and_an_unknown_one_does_not_limit() {
        let mut book = asking(&[("7", 33), ("8", 0)]);
        book.applications[1].requested = None;
        assert_eq!(
            of(&book, 100, &[("A", 33), ("B", 50)]),
            "B 50, A 33 | 17 left: no more was given"
        );
    }

    #[test]
    fn a_score_too_low_gets_nothing() {
        let mut book = three();
        let mut scheme = book.scheme.clone();
        scheme.criteria[0].threshold = Some(Decimal::from(8));
        book.scheme = Box::leak(Box::new(scheme));
        assert_eq!(
            of(&book, 100, &[("A", 50)]),
            "A is given money: the score for c0 is 7, at least 8 is asked for"
        );
        assert_eq!(
            of(&book, 100, &[("A", 0)]),
            "A below-score, B undecided, C undecided | 100 left: no more was given"
        );
    }

    #[test]
    fn without_scores_the_order_is_the_one_given() {
        let mut book = crate::ranking::testing::first_come(&[], 3);
        for application in &mut book.applications {
            application.requested = Some(kroner(20));
        }
        assert_eq!(
            of(&book, 30, &[("C", 20), ("A", 20)]),
            "A is given 20 NOK, and 10 NOK is left of the pot"
        );
        let proposed = of(&book, 40, &[("C", 20), ("A", 20)]);
        assert_eq!(
            proposed,
            "C 20, A 20, B undecided | 0 left: nothing is left"
        );
    }
}
