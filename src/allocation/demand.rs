//! The most that a candidate can get, and what makes it so.

use crate::model::{Money, Requirement};

use super::{Candidate, Terms};

/// The most that an application can be awarded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand<'b> {
    /// How much; no award is larger.
    pub amount: Money,
    /// What keeps it from being more.
    pub limit: DemandLimit<'b>,
}

/// What keeps a demand from being more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DemandLimit<'b> {
    /// No more is asked for.
    Requested,
    /// No award is larger.
    MaxAward,
    /// The applicant must bring a share of the total cost.
    CoFinancing {
        /// The requirement that says so.
        requirement: &'b Requirement,
    },
}

impl<'b> Demand<'b> {
    /// The smallest of what limits the candidate. `None` when nothing is known.
    pub(super) fn of(candidate: &Candidate<'b>, terms: &Terms) -> Option<Self> {
        Self::limits(candidate, terms).min_by_key(|demand| demand.amount)
    }

    /// All that limits the candidate: the request, the largest award, the
    /// co-financing, as far as they are known.
    pub fn limits(candidate: &Candidate<'b>, terms: &Terms) -> impl Iterator<Item = Self> {
        let limited = |amount, limit| Self { amount, limit };
        let requested = candidate.requested;
        let co_financing = candidate.co_financing.map(|co_financing| {
            let limit = DemandLimit::CoFinancing {
                requirement: co_financing.requirement,
            };
            limited(co_financing.most, limit)
        });
        let limits = [
            requested.map(|amount| limited(amount, DemandLimit::Requested)),
            terms
                .max_award
                .map(|amount| limited(amount, DemandLimit::MaxAward)),
            co_financing,
        ];
        limits.into_iter().flatten()
    }
}
