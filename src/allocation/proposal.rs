//! What is proposed for each candidate, and what becomes of the pot.

use crate::model::{ApplicationIndex, Balance, Money, Reason, TieBreak};
use crate::ranking::{BelowScore, Tie, Total};

use super::Demand;

/// A pot shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal<'b> {
    /// One line for each candidate: first those given an amount, then those
    /// ranked, then those that were neither, each in rank order.
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
}

/// What is proposed for one candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'b> {
    /// Which application.
    pub index: ApplicationIndex,
    /// Its place in the order, where there is an order.
    pub place: Option<usize>,
    /// The tie-break that told it from others with the same score.
    pub decided_by: Option<TieBreak>,
    /// Its score.
    pub total: Total,
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
    /// Awarded: the officer gives the amount.
    Given,
    /// Rejected: the officer gives nothing.
    GivenNothing,
    /// Rejected: a score is too low.
    BelowScore(BelowScore),
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
    /// Undecided: criteria without a score, or scores too large to add.
    Unassessed,
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
    /// Undecided: the officer has given no amount yet.
    NoAmount,
}

/// Why money is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leftover {
    /// None is.
    Nothing,
    /// Every candidate that could be funded is.
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
    /// The officer gave no more.
    NotGiven,
}

impl Proposal<'_> {
    /// Everyone who gets money, and how much.
    pub fn awards(&self) -> impl Iterator<Item = (ApplicationIndex, Money)> {
        self.lines.iter().filter_map(|line| match line.decision {
            Decision::Award(amount) => Some((line.index, amount)),
            _ => None,
        })
    }
}
