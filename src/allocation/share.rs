//! `share`: the pot in proportion to a weight, capped at the demand.

use crate::model::{Balance, Book, ShareBy};

use super::case::Case;
use super::exact::common_divisor;
use super::level::{Exact, Filling, Level};
use super::rounding::{self, Rest};
use super::weight::{Part, Weigh};
use super::{Decision, Leftover, Proportion, Proposal, Refusal, Rounded, RoundingTie, Why, given};

/// The officer's amounts first; the rest of the pot is shared by the others.
///
/// # Errors
/// Without a weight to share by, with set-asides, when an officer's amount
/// breaks a rule, or when equals would get different amounts.
pub(super) fn propose<'b>(
    case: &Case<'_, 'b>,
    book: &Book<'_>,
    pot: Balance,
) -> Result<Proposal<'b>, Refusal<'b>> {
    let Some(by) = case.terms.by else {
        return Err(Refusal::NoWeight);
    };
    if !case.terms.set_asides.is_empty() {
        return Err(Refusal::NoSetAsides);
    }
    let mut lines = given::lines(case, pot)?;
    let mut left = lines.last().map_or(pot, |line| line.left);
    let weigh = Weigh::new(case, book, by, left);
    let (mut parts, mut others) = (Vec::new(), Vec::new());
    for position in case.not_given() {
        match weigh.part(position) {
            Ok(part) => parts.push(part),
            Err(decision) => others.push((position, decision)),
        }
    }
    let sharers = parts.iter().map(|part| part.sharer).collect();
    let mut filling = Filling::new(left.minor(), sharers);
    let dropped = drop_small(case, &parts, &mut filling)?;
    let (exact, level) = filling.shares();
    let (awards, rounding_tie) = round(case, &parts, &dropped, &exact, left)?;
    for (nth, part) in parts.iter().enumerate() {
        let decision = decide(case, part, dropped[nth], exact[nth], awards[nth]);
        left = Balance::from_minor(left.minor() - awards[nth]);
        lines.push(case.line(part.position, decision, left));
    }
    lines.extend(
        others
            .into_iter()
            .map(|(position, decision)| case.line(position, decision, left)),
    );
    Ok(Proposal {
        leftover: leftover(case, &parts, &dropped, level, left),
        proportion: proportion(by, level),
        rounding_tie,
        ties: case.ties(),
        ..Proposal::new(lines, pot, left)
    })
}

/// Takes out those whose exact share is under the smallest award: the lowest
/// ranked first, and each time the others share anew.
///
/// Shares only grow on the way, so that one who is not under the smallest
/// award never will be, and each is looked at once.
///
/// # Errors
/// When it matters in which order those who share a place are taken out.
fn drop_small<'b>(
    case: &Case<'_, 'b>,
    parts: &[Part<'b>],
    filling: &mut Filling,
) -> Result<Vec<bool>, Refusal<'b>> {
    let mut dropped = vec![false; parts.len()];
    if case.terms.min_award.is_none() {
        return Ok(dropped);
    }
    let enough = |nth: usize| case.terms.least().min(parts[nth].sharer.cap.into());
    let mut end = parts.len();
    while end > 0 {
        let place = parts[end - 1].position.place;
        let is_tied = |part: &Part<'_>| part.position.place == place;
        let start = end
            - parts[..end]
                .iter()
                .rev()
                .take_while(|part| is_tied(part))
                .count();
        let tied = start..end;
        let under: Vec<usize> = tied
            .filter(|&nth| filling.is_under(nth, enough(nth)))
            .collect();
        for &nth in &under {
            filling.drop(nth);
        }
        for &nth in under.iter().filter(|_| under.len() > 1) {
            filling.restore(nth);
            let is_saved = !filling.is_under(nth, enough(nth));
            filling.drop(nth);
            if is_saved {
                let indexes = under.iter().map(|&nth| parts[nth].position.index);
                return Err(Refusal::TieUnderMinAward {
                    indexes: indexes.collect(),
                });
            }
        }
        for nth in under {
            dropped[nth] = true;
        }
        end = start;
    }
    Ok(dropped)
}

/// The awards in minor units, and who lost the same by rounding.
fn round<'b>(
    case: &Case<'_, 'b>,
    parts: &[Part<'b>],
    dropped: &[bool],
    exact: &[Exact],
    left: Balance,
) -> Result<(Vec<i128>, Option<RoundingTie>), Refusal<'b>> {
    let unit = i128::from(case.terms.unit());
    let mut awards = vec![0; parts.len()];
    let mut rests = Vec::new();
    let mut left = left.minor();
    for (nth, part) in parts.iter().enumerate().filter(|(nth, _)| !dropped[*nth]) {
        match exact[nth] {
            Exact::Full => awards[nth] = part.sharer.cap.into(),
            Exact::Part { whole, rest } => {
                awards[nth] = whole / unit * unit;
                rests.push(Rest {
                    nth,
                    place: part.position.place,
                    over: (whole % unit, rest),
                    step: unit.min(i128::from(part.sharer.cap) - awards[nth]),
                });
            }
        }
        left -= awards[nth];
    }
    let indexes = |tied: &[usize]| tied.iter().map(|&nth| parts[nth].position.index).collect();
    let stepped =
        rounding::step_up(rests, left).map_err(|(tied, left)| Refusal::TieInRounding {
            indexes: indexes(&tied),
            left: Balance::from_minor(left),
        })?;
    for (nth, step) in stepped.up {
        awards[nth] += step;
    }
    let tie = stepped.tie.map(|(up, down)| RoundingTie {
        up: indexes(&up),
        down: indexes(&down),
    });
    Ok((awards, tie))
}

fn decide(
    case: &Case<'_, '_>,
    part: &Part<'_>,
    is_dropped: bool,
    exact: Exact,
    award: i128,
) -> (Decision, Why) {
    if is_dropped {
        let min = case.terms.min_award.unwrap_or_default();
        return (Decision::Reserve, Why::ShareUnderMinAward { min });
    }
    let Some(amount) = Balance::from_minor(award).money().filter(|a| !a.is_zero()) else {
        return (Decision::Reserve, Why::ShareRoundedAway);
    };
    let why = match exact {
        Exact::Full if part.position.demand.is_some() => Why::InFull,
        Exact::Full => Why::Shared(Rounded::Exactly),
        Exact::Part { whole, rest } if whole == award && rest == 0 => Why::Shared(Rounded::Exactly),
        Exact::Part { whole, .. } if whole < award => Why::Shared(Rounded::Up),
        Exact::Part { .. } => Why::Shared(Rounded::Down),
    };
    (Decision::Award(amount), why)
}

/// Why money is left: less than a unit, less than the smallest award, or
/// everyone has all they can get.
fn leftover(
    case: &Case<'_, '_>,
    parts: &[Part<'_>],
    dropped: &[bool],
    level: Option<Level>,
    left: Balance,
) -> Leftover {
    let unit = case.terms.round_to;
    let unlimited = |part: &Part<'_>| part.position.demand.is_none();
    let first = dropped.iter().position(|&is_dropped| is_dropped);
    match (level, first) {
        _ if left.is_zero() => Leftover::Nothing,
        (Some(_), _) => Leftover::UnderAUnit { unit },
        (None, Some(nth)) => Leftover::TooLittle {
            at: parts[nth].position.index,
            least: Balance::from_minor(case.terms.least().min(parts[nth].sharer.cap.into())),
        },
        (None, None) if parts.iter().any(unlimited) => Leftover::UnderAUnit { unit },
        (None, None) => Leftover::NoMoreCandidates,
    }
}

/// What one unit of weight gets, as the scheme counts it.
fn proportion(by: ShareBy, level: Option<Level>) -> Option<Proportion> {
    let level = level?;
    let divisor = common_divisor(level.numerator, level.denominator);
    Some(Proportion {
        by,
        numerator: level.numerator / divisor,
        denominator: level.denominator / divisor,
    })
}

#[cfg(test)]
mod tests {
    use crate::allocation::Terms;
    use crate::allocation::testing::*;
    use crate::eligibility::testing::{kroner, ore, span};
    use crate::model::{Book, Field, FieldKind, FieldRef, Method, ShareBy, TieBreak, Value};

    use crate::allocation::weight::millionths;

    /// By a field of the scheme's own, with these values.
    fn weighed(values: &[Option<&str>]) -> Book<'static> {
        let rows: Vec<_> = values.iter().map(|_| ("5", 100)).collect();
        let mut book = asking(&rows);
        let mut scheme = book.scheme.clone();
        scheme.fields = vec![Field {
            name: "inhabitants".to_owned(),
            kind: FieldKind::Number,
            choices: Vec::new(),
            required: false,
            label: None,
            personal: false,
            span: span(),
        }];
        scheme.allocation.as_mut().expect("set").tie_break = vec![TieBreak::Requested];
        book.scheme = Box::leak(Box::new(scheme));
        let value = |value: &Option<&str>| {
            value.map_or(Value::Blank, |value| {
                Value::Number(value.parse().expect("a number"))
            })
        };
        book.field_values = values.iter().map(value).collect();
        book
    }

    fn by(by: ShareBy) -> Terms {
        Terms {
            by: Some(by),
            ..Terms::new(Method::Share)
        }
    }

    fn sentences(book: &Book<'static>, pot: i128, terms: &Terms) -> Vec<String> {
        let proposal = share_out(book, pot, terms).expect("proposed");
        let lines = proposal.lines.iter();
        lines.map(|line| line.sentence(book)).collect()
    }

    #[test]
    fn a_weight_that_is_no_weight_is_not_decided() {
        let book = weighed(&[Some("1.5"), None, Some("0"), Some("0.0000001")]);
        let terms = by(ShareBy::Field(FieldRef::Declared(0)));
        assert_eq!(
            sentences(&book, 1_000, &terms),
            [
                "its share; at most 100 NOK, as requested",
                "inhabitants is blank, and the pot is shared by it",
                "there is nothing to award: inhabitants is 0, and the pot is shared by it",
                "inhabitants is below zero or has too many digits to share by",
            ]
        );
        assert_eq!(millionths((-1).into()), None);
        assert_eq!(millionths("1000000000001".parse().expect("a number")), None);
        assert_eq!(
            millionths("1.50".parse().expect("a number")),
            Some(1_500_000)
        );
    }

    #[test]
    fn each_unit_of_weight_gets_the_same() {
        let book = weighed(&[Some("1.5"), Some("0.5"), Some("3")]);
        let proposal = share_out(&book, 10_000, &by(ShareBy::Field(FieldRef::Declared(0))));
        let proposal = proposal.expect("proposed");
        let awards: Vec<_> = proposal
            .awards()
            .map(|(_, amount)| amount.minor())
            .collect();
        assert_eq!(awards, [3_000, 1_000, 6_000]);
        let each = proposal.proportion.expect("shared").sentence(&book);
        assert_eq!(
            each,
            "20 NOK (20) for each 1 of inhabitants, or all it can get"
        );
    }

    #[test]
    fn where_nobody_asks_nothing_but_the_rules_limits() {
        let mut book = weighed(&[Some("1"), Some("3")]);
        for application in &mut book.applications {
            application.requested = None;
        }
        let terms = by(ShareBy::Field(FieldRef::Declared(0)));
        let shared = "A 25, B 75 | 0 left: nothing is left";
        assert_eq!(outcome_once(&book, 100, &terms), shared);
        let capped = Terms {
            max_award: Some(kroner(60)),
            ..terms.clone()
        };
        let shared = "A 40, B 60 | 0 left: nothing is left";
        assert_eq!(outcome_once(&book, 100, &capped), shared);
        book.applications[0].requested = Some(kroner(10));
        assert_eq!(
            outcome_once(&book, 100, &terms),
            "A 10, B undecided | 90 left: \
             everyone who could be funded now is; 1 is undecided",
            "once one asks, a blank is not known"
        );
    }

    #[test]
    fn given_amounts_come_first_and_the_rest_is_shared() {
        let book = asking(&[("9", 50), ("8", 60), ("7", 40)]);
        let terms = Terms {
            given: given(&book, &[("C", 40)]),
            ..by(ShareBy::Requested)
        };
        assert_eq!(
            outcome(&book, 95, &terms),
            "C 40, A 25, B 30 | 0 left: nothing is left"
        );
    }

    #[test]
    fn the_largest_amounts_there_are() {
        let most = 999_999_999_999_999_999;
        let mut book = asking(&[("9", 0), ("8", 0), ("7", 0)]);
        for application in &mut book.applications {
            application.requested = Some(ore(most));
        }
        let pot = 2 * i128::from(most) - 1;
        for weight in [ShareBy::Requested, ShareBy::Equal] {
            let proposal = share_out(&book, pot, &by(weight)).expect("proposed");
            let awards: Vec<_> = proposal
                .awards()
                .map(|(_, amount)| amount.minor())
                .collect();
            let third = 666_666_666_666_666_666;
            assert_eq!(awards, [third, third, third - 1]);
            assert!(proposal.left.is_zero());
        }
    }
}
