//! One after the other while it fits: `ranked`, `lottery` and `graded` differ
//! only in the order, and in how much of a demand is claimed.

use crate::model::{Balance, Method, Money, Reason};

use super::admission::Claim;
use super::case::{Case, Position};
use super::run::Run;
use super::set_aside::Limits;
use super::{Decision, Proposal, Refusal, Why, given, graded};

/// The officer's amounts first, then those that the set-asides are for, then
/// everyone else, in the order of the method.
///
/// # Errors
/// When an officer's amount breaks a rule, or when those who share a place can
/// neither all be funded nor all be left out.
pub(super) fn propose<'b>(case: &Case<'_, 'b>, pot: Balance) -> Result<Proposal<'b>, Refusal<'b>> {
    let lines = given::lines(case, pot)?;
    let limits = Limits::after(case, pot, &lines);
    let left = lines.last().map_or(pot, |line| line.left);
    let mut run = Run::new(case, lines, left, limits);
    run.fill_set_asides(|| {
        case.not_given()
            .filter_map(|it| claim(case, it).ok())
            .collect()
    })?;
    let mut not_claiming = Vec::new();
    let mut tied: Vec<Claim<'b>> = Vec::new();
    for position in case.not_given() {
        match claim(case, position) {
            Ok(claim) => {
                if tied.last().is_some_and(|last| !last.shares_place(&claim)) {
                    run.fund(&tied)?;
                    tied.clear();
                }
                tied.push(claim);
            }
            Err(decision) => not_claiming.push((position, decision)),
        }
    }
    run.fund(&tied)?;
    for (position, decision) in not_claiming {
        run.line(position, decision);
    }
    Ok(run.proposal(pot))
}

/// The claim of a candidate, or what is decided when it has none.
fn claim<'b>(case: &Case<'_, 'b>, position: Position<'b>) -> Result<Claim<'b>, (Decision, Why)> {
    let undecided = |why| Err((Decision::Undecided, why));
    case.judge(position)?;
    let demand = position.demand.filter(|_| position.is_requested);
    let amount = match (demand.map(|demand| demand.amount), case.terms.min_award) {
        (None, _) => return undecided(Why::UnknownRequest),
        (Some(Money::ZERO), _) => return undecided(Why::NoDemand),
        (Some(amount), Some(min)) if amount < min => {
            return undecided(Why::UnderMinAward { min });
        }
        (Some(amount), _) => amount,
    };
    if case.terms.method == Method::Graded {
        return graded_claim(case, position, amount);
    }
    Ok(Claim {
        position,
        amount,
        why: Why::InFull,
    })
}

/// The claim to the part of a demand that the score gives.
fn graded_claim<'b>(
    case: &Case<'_, 'b>,
    position: Position<'b>,
    demand: Money,
) -> Result<Claim<'b>, (Decision, Why)> {
    let total = case.scores.total(position.index);
    let Some(score) = total.score() else {
        return Err((Decision::Undecided, Why::Unassessed(Box::new(total))));
    };
    let too_low = |low| {
        let why = Why::BelowScore(Box::new(low));
        (Decision::Reject(Reason::BelowScore), why)
    };
    let band = graded::band(score, case.terms).map_err(too_low)?;
    let share = band.share;
    let Some(amount) = graded::part(demand, band, case.terms) else {
        return Err((Decision::Undecided, Why::PartUnderMinAward { share }));
    };
    let why = Why::Graded { share };
    Ok(Claim {
        position,
        amount,
        why,
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::allocation::testing::*;
    use crate::allocation::{Leftover, Terms};
    use crate::eligibility::testing::{kroner, span};
    use crate::model::Cutoff;
    use crate::ranking::testing::assessment;

    #[test]
    fn a_pot_that_is_empty_too_small_or_too_large() {
        for cutoff in [Cutoff::Stop, Cutoff::Skip, Cutoff::Partial] {
            assert_eq!(
                outcome(&four(), 0, &terms(cutoff)),
                "A reserve, B reserve, C reserve, D reserve | 0 left: nothing is left"
            );
            assert_eq!(
                outcome(&four(), 200, &terms(cutoff)),
                "A 50, B 60, C 30, D 20 | 40 left: everyone who could be funded is"
            );
        }
        assert_eq!(
            outcome(&four(), 19, &terms(Cutoff::Skip)),
            "A reserve, B reserve, C reserve, D reserve | 19 left: \
             nobody fits: the smallest demand on the reserve list is 20 NOK"
        );
        assert_eq!(
            outcome(&four(), -1, &terms(Cutoff::Stop)),
            "there is nothing to share out: the pot is -1 NOK"
        );
        let nobody = asking(&[]);
        assert_eq!(
            outcome(&nobody, 5, &terms(Cutoff::Stop)),
            " | 5 left: everyone who could be funded is"
        );
    }

    #[test]
    fn what_is_not_known_is_not_decided() {
        let mut book = asking(&[("9", 50), ("", 10), ("7", 20), ("6", 0)]);
        book.applications[2].requested = None;
        assert_eq!(
            outcome(&book, 100, &terms(Cutoff::Stop)),
            "A 50, C undecided, D undecided, B undecided | 50 left: \
             everyone who could be funded now is; 3 are undecided"
        );
        let proposal = share_out(&book, 10_000, &terms(Cutoff::Stop)).expect("proposed");
        let why: Vec<_> = proposal.lines[1..]
            .iter()
            .map(|line| line.sentence(&book))
            .collect();
        assert_eq!(
            why,
            [
                "it is not known how much is asked for",
                "there is nothing to award: 0 NOK, as requested",
                "no score for c0"
            ]
        );
    }

    #[test]
    fn a_score_too_low_is_rejected_and_does_not_hold_up_the_others() {
        let mut book = asking(&[("9", 50), ("2", 30), ("8", 60)]);
        let scheme = book.scheme.clone();
        let scheme = Box::leak(Box::new(scheme));
        scheme.allocation.as_mut().expect("set").min_score = Some((Decimal::from(3), span()));
        book.scheme = scheme;
        assert_eq!(
            outcome(&book, 90, &terms(Cutoff::Skip)),
            "A 50, C reserve, B below-score | 40 left: \
             nobody fits: the smallest demand on the reserve list is 60 NOK"
        );
        book.assessments.push(assessment(1, 1, 0, "4"));
        assert!(outcome(&book, 90, &terms(Cutoff::Skip)).starts_with("A 50, C reserve, B 30"));
    }

    #[test]
    fn the_largest_award_caps_a_demand() {
        let capped = Terms {
            max_award: Some(kroner(25)),
            ..terms(Cutoff::Stop)
        };
        assert_eq!(
            outcome(&four(), 100, &capped),
            "A 25, B 25, C 25, D 20 | 5 left: everyone who could be funded is"
        );
        let book = four();
        let proposal = share_out(&book, 10_000, &capped).expect("proposed");
        assert_eq!(
            proposal.lines[0].sentence(&book),
            "25 NOK, the largest award"
        );
        assert_eq!(proposal.lines[3].sentence(&book), "20 NOK, as requested");
        assert_eq!(proposal.leftover, Leftover::NoMoreCandidates);
    }

    #[test]
    fn given_amounts_come_first_and_the_rest_is_ranked() {
        let book = four();
        let with = |amounts: &[(&str, i64)]| Terms {
            given: given(&book, amounts),
            ..terms(Cutoff::Stop)
        };
        assert_eq!(
            outcome(&book, 100, &with(&[("D", 20), ("B", 10)])),
            "B 10, D 20, A 50, C reserve | 20 left: C is next and would get 30 NOK"
        );
        assert_eq!(
            outcome(&book, 100, &with(&[("A", 0)])),
            "A lower-priority, B 60, C 30, D reserve | 10 left: D is next and would get 20 NOK"
        );
        assert_eq!(
            outcome(&book, 100, &with(&[("A", 60)])),
            "A is given 60 NOK, 10 NOK more than 50 NOK, as requested"
        );
    }

    #[test]
    fn only_some_are_decided_on() {
        let book = four();
        let only = |ids: &[&str]| Terms {
            only: Some(ids.iter().filter_map(|id| book.find(id)).collect()),
            ..terms(Cutoff::Stop)
        };
        assert_eq!(
            outcome(&book, 60, &only(&["C", "D"])),
            "C 30, D 20 | 10 left: everyone who could be funded is"
        );
        let stray = Terms {
            given: given(&book, &[("A", 1)]),
            ..only(&["B"])
        };
        assert_eq!(outcome(&book, 60, &stray), "A is not a candidate");
    }
}
