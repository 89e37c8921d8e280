//! `share`: the pot in proportion to a weight, capped at the demand.

use rust_decimal::Decimal;

use crate::model::{Balance, Book, FieldRef, Money, ShareBy, Value};

use super::case::{Case, Position};
use super::exact::common_divisor;
use super::level::{Exact, Filling, Level, Sharer};
use super::rounding::{self, Rest};
use super::{Decision, Leftover, Proportion, Proposal, Refusal, Rounded, Why, given};

/// Somebody who shares: who, and with which weight up to which cap.
struct Part<'b> {
    position: Position<'b>,
    sharer: Sharer,
}

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
    for position in case.not_given().flatten() {
        match weigh.part(position) {
            Ok(part) => parts.push(part),
            Err(decision) => others.push((position, decision)),
        }
    }
    let sharers = parts.iter().map(|part| part.sharer).collect();
    let mut filling = Filling::new(left.minor(), sharers);
    let dropped = drop_small(case, &parts, &mut filling)?;
    let (exact, level) = filling.shares();
    let awards = round(case, &parts, &dropped, &exact, left)?;
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
        ties: case.ties(),
        ..Proposal::new(lines, pot, left)
    })
}

/// What gives each candidate its weight and its cap.
struct Weigh<'c, 'a, 'b> {
    case: &'c Case<'a, 'b>,
    book: &'c Book<'c>,
    by: ShareBy,
    /// The cap of one whom nothing limits: the pot, rounded down.
    all: i128,
    /// Whether anybody says how much is asked for.
    is_asked: bool,
}

impl<'c, 'a, 'b> Weigh<'c, 'a, 'b> {
    fn new(case: &'c Case<'a, 'b>, book: &'c Book<'_>, by: ShareBy, left: Balance) -> Self {
        let unit = i128::from(case.terms.unit());
        let most = 10_i128.pow(Money::MAX_DIGITS) - 1;
        let asking = |application: &crate::model::Application<'_>| application.requested.is_some();
        Self {
            case,
            book,
            by,
            all: (left.minor().min(most) / unit * unit).max(case.terms.least()),
            is_asked: book.applications.iter().any(asking),
        }
    }

    /// What a candidate shares with, or what is decided when it does not.
    fn part(&self, position: Position<'b>) -> Result<Part<'b>, (Decision, Why)> {
        let undecided = |why| Err((Decision::Undecided, why));
        self.case.judge(position)?;
        let must_ask = self.is_asked || self.by == ShareBy::Requested;
        if must_ask && !position.is_requested {
            return undecided(Why::UnknownRequest);
        }
        let demand = position.demand.map(|demand| demand.amount);
        let cap = match (demand, self.case.terms.min_award) {
            (Some(Money::ZERO), _) => return undecided(Why::NoDemand),
            (Some(amount), Some(min)) if amount < min => {
                return undecided(Why::UnderMinAward { min });
            }
            (Some(amount), _) => i128::from(amount.minor()),
            (None, _) => self.all,
        };
        let weight = match self.by {
            ShareBy::Requested => cap,
            ShareBy::Equal => 1,
            ShareBy::Field(field) => match weight(self.book, position, field) {
                Ok(weight) => weight,
                Err(why) => return undecided(why),
            },
        };
        let sharer = Sharer { weight, cap };
        Ok(Part { position, sharer })
    }
}

/// A field as a weight: amounts in minor units, numbers in millionths.
fn weight(book: &Book<'_>, position: Position<'_>, field: FieldRef) -> Result<i128, Why> {
    let weight = match book.value(position.index, field) {
        Value::Money(amount) => i128::from(amount.minor()),
        Value::Number(number) => millionths(number).ok_or(Why::BadWeight { field })?,
        _ => return Err(Why::UnknownWeight { field }),
    };
    if weight == 0 {
        return Err(Why::NoShare { field });
    }
    Ok(weight)
}

/// A number of at most twelve digits before the point and six after it, in
/// millionths; `None` for others and below zero.
pub(super) fn millionths(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let factor = 10_i128.checked_pow(6_u32.checked_sub(number.scale())?)?;
    let millionths = number.mantissa().checked_mul(factor)?;
    (0..=10_i128.pow(18))
        .contains(&millionths)
        .then_some(millionths)
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
    let enough = |nth: usize| case.terms.least().min(parts[nth].sharer.cap);
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

/// The awards in minor units.
fn round<'b>(
    case: &Case<'_, 'b>,
    parts: &[Part<'b>],
    dropped: &[bool],
    exact: &[Exact],
    left: Balance,
) -> Result<Vec<i128>, Refusal<'b>> {
    let unit = i128::from(case.terms.unit());
    let mut awards = vec![0; parts.len()];
    let mut rests = Vec::new();
    let mut left = left.minor();
    for (nth, part) in parts.iter().enumerate().filter(|(nth, _)| !dropped[*nth]) {
        match exact[nth] {
            Exact::Full => awards[nth] = part.sharer.cap,
            Exact::Part { whole, rest } => {
                awards[nth] = whole / unit * unit;
                rests.push(Rest {
                    nth,
                    place: part.position.place,
                    over: (whole % unit, rest),
                    step: unit.min(part.sharer.cap - awards[nth]),
                });
            }
        }
        left -= awards[nth];
    }
    let stepped =
        rounding::step_up(rests, left).map_err(|(tied, left)| Refusal::TieInRounding {
            indexes: tied.iter().map(|&nth| parts[nth].position.index).collect(),
            left: Balance::from_minor(left),
        })?;
    for (nth, step) in stepped {
        awards[nth] += step;
    }
    Ok(awards)
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
            least: Balance::from_minor(case.terms.least().min(parts[nth].sharer.cap)),
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
