//! Amounts that the officer gives, each checked against every rule and the pot.

use std::collections::BTreeSet;

use crate::model::{ApplicationIndex, Balance, Money, Reason};

use super::case::{Case, Position};
use super::set_aside::Limits;
use super::{Breach, Decision, Line, Refusal, Violation, Why};

/// The lines of those who are given an amount, in the order of [`Case::given`].
///
/// # Errors
/// Every rule that any of the amounts breaks.
pub(super) fn lines<'b>(case: &Case<'_, 'b>, pot: Balance) -> Result<Vec<Line<'b>>, Refusal<'b>> {
    let mut lines = Vec::new();
    let mut violations: Vec<_> = case
        .strangers()
        .map(|index| Violation {
            index,
            breach: Breach::NotACandidate,
        })
        .collect();
    let mut seen = BTreeSet::new();
    let mut limits = Limits::new(case, pot);
    let mut left = pot;
    for (position, given) in case.given() {
        let index = position.index;
        let found = violations.len();
        if !seen.insert(index) {
            violations.push(Violation {
                index,
                breach: Breach::GivenTwice,
            });
            continue;
        }
        let breaches = breaches(case, position, given, left);
        violations.extend(breaches.map(|breach| Violation { index, breach }));
        let over = limits.over(index, given).filter(|_| !given.is_zero());
        violations.extend(over.map(|(nth, left)| Violation {
            index,
            breach: Breach::OverCap { given, nth, left },
        }));
        // An amount that must change anyway takes nothing from those after it.
        if violations.len() == found {
            left -= given;
            limits.take(index, given);
        }
        lines.push(case.line(position, decision(case, index, given), left));
    }
    if violations.is_empty() {
        Ok(lines)
    } else {
        Err(Refusal::Violations(violations))
    }
}

fn decision(case: &Case<'_, '_>, index: ApplicationIndex, given: Money) -> (Decision, Why) {
    if !given.is_zero() {
        return (Decision::Award(given), Why::Given);
    }
    match case.scores.below_score(index) {
        Some(low) => (
            Decision::Reject(Reason::BelowScore),
            Why::BelowScore(Box::new(low)),
        ),
        None => (Decision::Reject(Reason::LowerPriority), Why::GivenNothing),
    }
}

/// The rules that an amount breaks; nothing breaks none.
fn breaches<'b>(
    case: &Case<'_, 'b>,
    position: Position<'b>,
    given: Money,
    left: Balance,
) -> impl Iterator<Item = Breach<'b>> {
    let terms = case.terms;
    let demand = position.demand;
    let is_whole = demand.is_some_and(|demand| demand.amount == given);
    let is_rounded = is_whole || given.minor() % terms.unit() == 0;
    let over = demand.filter(|demand| given > demand.amount);
    let under = terms.min_award.filter(|&min| given < min);
    let unit = terms.round_to.filter(|_| !is_rounded);
    let low = case.scores.below_score(position.index);
    let breaches = [
        low.map(Breach::BelowScore),
        over.map(|demand| Breach::OverDemand { given, demand }),
        under.map(|min| Breach::UnderMinAward { given, min }),
        unit.map(|unit| Breach::NotRounded { given, unit }),
        (Balance::from(given) > left).then_some(Breach::OverPot { given, left }),
    ];
    breaches
        .into_iter()
        .flatten()
        .filter(move |_| !given.is_zero())
}
