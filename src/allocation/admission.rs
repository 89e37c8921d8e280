//! Who of those who share a place is funded: all while they fit together, and
//! where they do not, as the cutoff says.

use crate::model::{ApplicationIndex, Balance, Cutoff, Money};

use super::case::Position;
use super::set_aside::Limits;
use super::{Leftover, Refusal, Terms, Why};

/// A candidate with a place and a demand that could be funded.
#[derive(Clone)]
pub(super) struct Claim<'b> {
    pub(super) position: Position<'b>,
    pub(super) amount: Money,
    /// Why so much, when it is awarded.
    pub(super) why: Why,
}

impl Claim<'_> {
    /// Whether another stands at the same place.
    pub(super) fn shares_place(&self, other: &Self) -> bool {
        self.position.place == other.position.place
    }
}

/// What becomes of those who share a place.
#[derive(Default)]
pub(super) struct Admission<'b> {
    pub(super) awarded: Vec<Claim<'b>>,
    pub(super) reserved: Vec<(Claim<'b>, Why)>,
    /// The set-asides that end here.
    pub(super) closed: Vec<usize>,
    pub(super) stop: Option<(ApplicationIndex, Leftover)>,
    /// The smallest demand that did not fit.
    pub(super) smallest: Option<Money>,
}

/// How those who share a place fit into what is left.
enum Fit<'b> {
    All,
    /// These, and not those.
    Some(Vec<Claim<'b>>, Vec<Claim<'b>>),
    Nobody(Leftover),
    /// The only one there is: with so much.
    Part(Money),
}

impl<'b> Admission<'b> {
    /// Who of those who share a place gets what: first as far as the most for
    /// some allows, then as far as the pot does.
    ///
    /// # Errors
    /// Where it would hang on their order, which is none.
    pub(super) fn of(
        tied: &[Claim<'b>],
        terms: &Terms,
        limits: &Limits<'_>,
        left_of_pot: Balance,
    ) -> Result<Self, Refusal<'b>> {
        let mut admission = Self::default();
        let mut open = tied.to_vec();
        for cap in limits.caps() {
            let is_for = |claim: &Claim<'_>| limits.is_member(cap.nth, claim.position.index);
            let (members, mut others): (Vec<_>, Vec<_>) = open.into_iter().partition(is_for);
            let (nth, left) = (cap.nth, cap.left);
            let mut over = |claims: Vec<Claim<'b>>| {
                let claims = claims.into_iter();
                let over = claims.map(|claim| (claim, Why::OverCap { nth, left }));
                admission.reserved.extend(over);
            };
            if cap.is_closed {
                over(members);
            } else {
                match fit(&members, terms, left)? {
                    Fit::All => others.extend(members),
                    Fit::Some(fitting, too_large) => {
                        others.extend(fitting);
                        over(too_large);
                    }
                    Fit::Nobody(_) => {
                        over(members);
                        admission.closed.push(nth);
                    }
                    Fit::Part(amount) => {
                        let why = Why::InPartOfCap { nth, left };
                        let part = |claim| Claim {
                            amount,
                            why: why.clone(),
                            ..claim
                        };
                        others.extend(members.into_iter().map(part));
                        admission.closed.push(nth);
                    }
                }
            }
            open = others;
        }
        admission.take_from_pot(open, terms, left_of_pot)?;
        Ok(admission)
    }

    /// As far as the pot goes.
    fn take_from_pot(
        &mut self,
        open: Vec<Claim<'b>>,
        terms: &Terms,
        left: Balance,
    ) -> Result<(), Refusal<'b>> {
        let refused = |claim: Claim<'b>| (claim, Why::DoesNotFit { left });
        match fit(&open, terms, left)? {
            Fit::All => self.awarded = open,
            Fit::Some(fitting, too_large) => {
                self.smallest = too_large.iter().map(|claim| claim.amount).min();
                self.awarded = fitting;
                self.reserved.extend(too_large.into_iter().map(refused));
            }
            Fit::Nobody(leftover) => {
                self.stop = Some((open[0].position.index, leftover));
                self.reserved.extend(open.into_iter().map(refused));
            }
            Fit::Part(amount) => {
                let at = open[0].position.index;
                let why = Why::InPart { left };
                let part = |claim| Claim {
                    amount,
                    why: why.clone(),
                    ..claim
                };
                self.awarded = open.into_iter().map(part).collect();
                self.stop = Some((at, Leftover::Rounding { at }));
            }
        }
        Ok(())
    }
}

/// What the cutoff says where not all who share a place fit.
///
/// Every order among them must come to the same. It does when none of them
/// gets anything, or when all who fit at all fit together; and a partial
/// award can go only to one who stands alone.
fn fit<'b>(tied: &[Claim<'b>], terms: &Terms, left: Balance) -> Result<Fit<'b>, Refusal<'b>> {
    if sum(tied) <= left {
        return Ok(Fit::All);
    }
    let fits = |claim: &Claim<'b>| Balance::from(claim.amount) <= left;
    let (fitting, others): (Vec<Claim<'b>>, Vec<Claim<'b>>) = tied.iter().cloned().partition(fits);
    let (at, demand) = (tied[0].position.index, tied[0].amount);
    match terms.cutoff {
        Cutoff::Skip if sum(&fitting) <= left => Ok(Fit::Some(fitting, others)),
        Cutoff::Stop if fitting.is_empty() => Ok(Fit::Nobody(Leftover::StoppedAt { at, demand })),
        Cutoff::Partial if fitting.is_empty() => match (part(terms, left), tied) {
            (Err(least), _) => Ok(Fit::Nobody(Leftover::TooLittle { at, least })),
            (Ok(part), [_]) => Ok(Fit::Part(part)),
            (Ok(_), _) => Err(tie_on_the_line(tied, left)),
        },
        _ => Err(tie_on_the_line(tied, left)),
    }
}

/// What is left as one award: rounded down. Asked for only when a demand
/// is more than that.
///
/// # Errors
/// The smallest such award, when it is more than what is left.
fn part(terms: &Terms, left: Balance) -> Result<Money, Balance> {
    let unit = i128::from(terms.unit());
    let least = terms.least();
    let part = left.minor() / unit * unit;
    if part < least {
        return Err(Balance::from_minor(least));
    }
    let part = Balance::from_minor(part).money();
    Ok(part.expect("less than a demand, which is an amount"))
}

fn tie_on_the_line<'b>(tied: &[Claim<'b>], left: Balance) -> Refusal<'b> {
    Refusal::TieOnTheLine {
        indexes: tied.iter().map(|claim| claim.position.index).collect(),
        demanded: sum(tied),
        left,
    }
}

/// What they claim together.
pub(super) fn sum(claims: &[Claim<'_>]) -> Balance {
    claims.iter().map(|claim| claim.amount).sum()
}
