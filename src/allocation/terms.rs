//! On what terms a pot is shared out.

use std::collections::BTreeSet;

use crate::model::{ApplicationIndex, Cutoff, Method, Money, Scheme};

/// The rules of the scheme, and what the officer adds for one decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// Who decides the amounts.
    pub method: Method,
    /// What happens at the first demand that does not fit.
    pub cutoff: Cutoff,
    /// Awards are multiples of it, or whole demands; the minor unit without it.
    pub round_to: Option<Money>,
    /// No award is smaller.
    pub min_award: Option<Money>,
    /// No award is larger.
    pub max_award: Option<Money>,
    /// Amounts that the officer gives, in the order given. They are taken from
    /// the pot before anything is ranked; nothing (zero) is a refusal.
    pub given: Vec<(ApplicationIndex, Money)>,
    /// Only these are decided on; every candidate, without it.
    pub only: Option<BTreeSet<ApplicationIndex>>,
}

impl Terms {
    /// The terms of a scheme. One that does not say how its money is shared
    /// out leaves the amounts to the officer.
    pub fn of(scheme: &Scheme) -> Self {
        let terms = Self {
            method: Method::Discretionary,
            cutoff: Cutoff::default(),
            round_to: None,
            min_award: None,
            max_award: None,
            given: Vec::new(),
            only: None,
        };
        let Some(allocation) = &scheme.allocation else {
            return terms;
        };
        Self {
            method: allocation.method,
            cutoff: allocation.cutoff,
            round_to: allocation.round_to,
            min_award: allocation.min_award.map(|(amount, _)| amount),
            max_award: allocation.max_award.map(|(amount, _)| amount),
            ..terms
        }
    }

    /// The unit of rounding in minor units: at least one.
    pub(super) fn unit(&self) -> i64 {
        self.round_to.map_or(1, Money::minor).max(1)
    }
}
