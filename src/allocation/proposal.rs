//! What is proposed for each candidate, and what becomes of the pot.

use crate::model::{ApplicationIndex, Balance, FieldRef, Money, Reason, Share, ShareBy, Unfilled};
use crate::ranking::{BelowScore, Draw, Place, Tie, Total};

use super::Demand;

/// A pot shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal<'b> {
    /// One line for each candidate: first those given an amount, then those
    /// funded from a set-aside, then those ranked, then those that were none of
    /// these, each in rank order.
    pub lines: Vec<Line<'b>>,
    /// What there was.
    pub pot: Balance,
    /// The sum of the awards.
    pub proposed: Balance,
    /// What there is left.
    pub left: Balance,
    /// Why it is left.
    pub leftover: Leftover,
    /// The ties that were met where an order decided, in rank order; one that
    /// stays unresolved did not matter for money.
    pub ties: Vec<Tie>,
    /// What each unit of weight got, where the pot was shared and did not
    /// reach for all demands.
    pub proportion: Option<Proportion>,
    /// Who lost the same by rounding down, where not all of them were rounded
    /// up: the order decided.
    pub rounding_tie: Option<RoundingTie>,
    /// What became of each set-aside, in the order of the scheme.
    pub set_asides: Vec<Filled>,
}

/// Who lost the same by rounding down, in the order that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundingTie {
    /// Who was rounded up.
    pub up: Vec<ApplicationIndex>,
    /// Who was not.
    pub down: Vec<ApplicationIndex>,
}

/// What each unit of weight got, exactly: the reduced fraction of amounts in
/// minor units over weights (amounts in minor units, numbers in millionths,
/// heads).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// What the weight is.
    pub by: ShareBy,
    /// Zero or more.
    pub numerator: i128,
    /// More than zero.
    pub denominator: i128,
}

/// What became of a set-aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Which of the scheme's.
    pub nth: usize,
    /// How much was to go to those it is for, at least.
    pub at_least: Option<Balance>,
    /// How much, at most.
    pub at_most: Option<Balance>,
    /// What earlier decisions hold of it.
    pub before: Balance,
    /// What they get now.
    pub awarded: Balance,
    /// What becomes of what they did not use.
    pub unfilled: Unfilled,
}

impl Filled {
    /// What they did not use of the least that was to go to them.
    pub fn missing(&self) -> Balance {
        let at_least = self.at_least.unwrap_or_default();
        (at_least - self.before - self.awarded).max(Balance::ZERO)
    }
}

/// What is proposed for one candidate. There may be a million of them: what few
/// have stands in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'b> {
    /// Which application.
    pub index: ApplicationIndex,
    /// Its place in the order, where there is an order.
    pub place: Option<Place>,
    /// What it drew, where a draw decided.
    pub draw: Option<Box<Draw>>,
    /// The most that it can get; `None` where nothing limits it.
    pub demand: Option<Demand<'b>>,
    /// What is proposed.
    pub decision: Decision,
    /// Why.
    pub why: Why,
    /// What is left of the pot after it.
    pub left: Balance,
}

/// What is proposed for an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Money; more than zero.
    Award(Money),
    /// The reserve list.
    Reserve,
    /// A refusal.
    Reject(Reason),
    /// Nothing, until more is known.
    Undecided,
}

/// Why it is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Awarded: the whole demand fits.
    InFull,
    /// Awarded: what was left, rounded down.
    InPart {
        /// What was left.
        left: Balance,
    },
    /// Awarded: the part of the demand that the score gives, rounded down.
    Graded {
        /// Which part.
        share: Share,
    },
    /// Awarded: the share of the pot.
    Shared(Rounded),
    /// Awarded: what was left of the most for some, rounded down.
    InPartOfCap {
        /// Whose most: the scheme's nth set-aside.
        nth: usize,
        /// What was left of it.
        left: Balance,
    },
    /// Awarded: the officer gives the amount.
    Given,
    /// Rejected: the officer gives nothing.
    GivenNothing,
    /// Rejected: a score is too low.
    BelowScore(Box<BelowScore>),
    /// On the reserve list: the demand is more than was left.
    DoesNotFit {
        /// What was left.
        left: Balance,
    },
    /// On the reserve list: the money stopped before it.
    AfterStop {
        /// The first that did not get its whole demand.
        at: ApplicationIndex,
    },
    /// On the reserve list: the demand is more than was left of the most that
    /// some may get, or others of them did not get theirs before.
    OverCap {
        /// Whose most: the scheme's nth set-aside.
        nth: usize,
        /// What was left of it.
        left: Balance,
    },
    /// On the reserve list: the share is under the smallest award.
    ShareUnderMinAward {
        /// The smallest award.
        min: Money,
    },
    /// On the reserve list: the share is rounded down to nothing.
    ShareRoundedAway,
    /// Undecided: criteria without a score, or scores too large to add.
    Unassessed(Box<Total>),
    /// Undecided: nobody knows how much is asked for.
    UnknownRequest,
    /// Undecided: nothing can be granted, because nothing is asked for or the
    /// applicant must bring it all.
    NoDemand,
    /// Undecided: the demand is less than the smallest award.
    UnderMinAward {
        /// The smallest award.
        min: Money,
    },
    /// Undecided: the part of the demand that the score gives is less than the
    /// smallest award, or nothing.
    PartUnderMinAward {
        /// Which part.
        share: Share,
    },
    /// Undecided: the weight is blank.
    UnknownWeight {
        /// The field that is the weight.
        field: FieldRef,
    },
    /// Undecided: the weight is below zero, or has too many digits.
    BadWeight {
        /// The field that is the weight.
        field: FieldRef,
    },
    /// Undecided: the weight is zero.
    NoShare {
        /// The field that is the weight.
        field: FieldRef,
    },
    /// Undecided: it is not known whether a set-aside is for it.
    UnknownSetAside {
        /// The scheme's nth set-aside.
        nth: usize,
    },
    /// Undecided: the officer has given no amount yet.
    NoAmount,
}

/// How an award came from an exact share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounded {
    /// It is the share.
    Exactly,
    /// It is more than the share, by less than a unit.
    Up,
    /// It is less than the share, by less than a unit.
    Down,
}

/// Why money is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// None is.
    Nothing,
    /// Every candidate that could be funded is; some may be undecided.
    NoMoreCandidates,
    /// The next in order asks for more, and nobody after it gets any.
    StoppedAt {
        /// The next; of several that share the place the first by id.
        at: ApplicationIndex,
        /// How much it can get at most.
        demand: Money,
    },
    /// All that are not funded ask for more.
    NobodyFits {
        /// The smallest of their demands.
        smallest: Money,
    },
    /// The last award is what was left, rounded down.
    Rounding {
        /// Who got it.
        at: ApplicationIndex,
    },
    /// Too little for a partial award to the next in order.
    TooLittle {
        /// The next; of several that share the place the first by id.
        at: ApplicationIndex,
        /// The smallest award that could have been.
        least: Balance,
    },
    /// Less than a unit of rounding.
    UnderAUnit {
        /// The unit; the minor unit of the currency, without one.
        unit: Option<Money>,
    },
    /// All that are not funded are of those who may get no more.
    Capped {
        /// Whose most: the scheme's nth set-aside.
        nth: usize,
    },
    /// It is held for those that a set-aside is for.
    Held,
    /// The officer gave no more.
    NotGiven,
}

impl<'b> Proposal<'b> {
    /// What is left of a pot after some lines.
    pub(super) fn new(lines: Vec<Line<'b>>, pot: Balance, left: Balance) -> Self {
        Self {
            lines,
            pot,
            proposed: pot - left,
            left,
            leftover: Leftover::Nothing,
            ties: Vec::new(),
            proportion: None,
            rounding_tie: None,
            set_asides: Vec::new(),
        }
    }

    /// Everyone who gets money, and how much.
    pub fn awards(&self) -> impl Iterator<Item = (ApplicationIndex, Money)> {
        self.lines.iter().filter_map(|line| match line.decision {
            Decision::Award(amount) => Some((line.index, amount)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn a_line_takes_112_bytes() {
        assert_eq!(size_of::<Line<'_>>(), 112);
    }
}
