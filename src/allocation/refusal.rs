//! Why nothing is proposed: data, not yet words.

use crate::model::{ApplicationIndex, Balance, Money};
use crate::ranking::BelowScore;

use super::Demand;

/// Why nothing is proposed.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal<'b> {
    /// More is committed already than there is.
    NegativePot {
        /// How much there is, below zero.
        pot: Balance,
    },
    /// Equals would be treated unequally: they share a place, some of them
    /// could be funded but not all, and no tie-break tells them apart.
    TieOnTheLine {
        /// Who, by id.
        indexes: Vec<ApplicationIndex>,
        /// What they can get together at most.
        demanded: Balance,
        /// What is left for them.
        left: Balance,
    },
    /// Equals would get different amounts: they share a place and lost the same
    /// by rounding down, and what is left is not enough to round them all up.
    TieInRounding {
        /// Who, in rank order.
        indexes: Vec<ApplicationIndex>,
        /// What is left for them.
        left: Balance,
    },
    /// Equals would be treated unequally: they share a place, the shares of all
    /// of them are under the smallest award, and without some of them those of
    /// the others are not.
    TieUnderMinAward {
        /// Who, in rank order.
        indexes: Vec<ApplicationIndex>,
    },
    /// A pot is to be shared, and it is not said by what.
    NoWeight,
    /// A draw is to decide, and there is no seed.
    NoSeed,
    /// Scores are to give parts of the demand, and it is not said which.
    NoBands,
    /// A pot is to be shared by a weight, and there are set-asides: that method
    /// has no order in which they could go first.
    NoSetAsides,
    /// What the officer gave, or asked for, breaks rules: all of them.
    Violations(Vec<Violation<'b>>),
}

/// One rule that an officer's amount breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Violation<'b> {
    /// For which application.
    pub index: ApplicationIndex,
    /// Which rule, and by how much.
    pub breach: Breach<'b>,
}

/// Which rule an officer's amount breaks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Breach<'b> {
    /// It is not eligible, decided already, or not among those selected.
    NotACandidate,
    /// It is given an amount more than once.
    GivenTwice,
    /// It can get at most so much.
    OverDemand {
        /// The amount.
        given: Money,
        /// The most.
        demand: Demand<'b>,
    },
    /// No award is so small.
    UnderMinAward {
        /// The amount.
        given: Money,
        /// The smallest award.
        min: Money,
    },
    /// Neither a multiple of the unit nor the whole demand.
    NotRounded {
        /// The amount.
        given: Money,
        /// The unit.
        unit: Money,
    },
    /// A score of it is too low for an award.
    BelowScore(BelowScore),
    /// More than the amounts before it leave of what some may get at most.
    OverCap {
        /// The amount.
        given: Money,
        /// Whose most: the scheme's nth set-aside.
        nth: usize,
        /// What they leave.
        left: Balance,
    },
    /// More than the amounts before it leave of the pot.
    OverPot {
        /// The amount.
        given: Money,
        /// What they leave.
        left: Balance,
    },
}
