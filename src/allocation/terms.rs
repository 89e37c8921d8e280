//! On what terms a pot is shared out.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::{
    ApplicationIndex, Balance, Band, Cutoff, Method, Money, Scheme, SetAside, ShareBy,
};

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
    /// In proportion to what a pot is shared.
    pub by: Option<ShareBy>,
    /// What a draw begins from.
    pub seed: Option<String>,
    /// In a lottery: a total score from here on goes before the draw.
    pub guaranteed: Option<Decimal>,
    /// Which part of the demand is given for which score.
    pub bands: Vec<Band>,
    /// Money kept for some, or kept from them.
    pub set_asides: Vec<SetAside>,
    /// What set-asides are shares of; the pot, without it.
    pub budget: Option<Balance>,
    /// What earlier decisions hold: it counts towards the set-asides.
    pub committed: Vec<(ApplicationIndex, Balance)>,
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
        let terms = Self::new(Method::Discretionary);
        let Some(allocation) = &scheme.allocation else {
            return terms;
        };
        Self {
            method: allocation.method,
            cutoff: allocation.cutoff,
            round_to: allocation.round_to,
            min_award: allocation.min_award.map(|(amount, _)| amount),
            max_award: allocation.max_award.map(|(amount, _)| amount),
            by: allocation.by,
            seed: allocation.seed.clone(),
            guaranteed: allocation.guaranteed.map(|(points, _)| points),
            bands: allocation.bands.clone(),
            set_asides: allocation.set_asides.clone(),
            ..terms
        }
    }

    /// A method and no other rule.
    pub fn new(method: Method) -> Self {
        Self {
            method,
            cutoff: Cutoff::default(),
            round_to: None,
            min_award: None,
            max_award: None,
            by: None,
            seed: None,
            guaranteed: None,
            bands: Vec::new(),
            set_asides: Vec::new(),
            budget: None,
            committed: Vec::new(),
            given: Vec::new(),
            only: None,
        }
    }

    /// The unit of rounding in minor units: at least one.
    pub(super) fn unit(&self) -> i64 {
        self.round_to.map_or(1, Money::minor).max(1)
    }

    /// The smallest award that is a multiple of the unit, in minor units.
    pub(super) fn least(&self) -> i128 {
        let unit = i128::from(self.unit());
        let min = i128::from(self.min_award.unwrap_or_default().minor());
        (min.max(1) + unit - 1) / unit * unit
    }
}
