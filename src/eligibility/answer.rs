//! What one rule says of one application.

use super::{Detail, Rule, waivers};

/// Whether a rule is met. Not known is an outcome of its own, never a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is.
    Met,
    /// It is not.
    NotMet,
    /// What it asks about is not known.
    Unknown,
}

/// One rule's answer for one application.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'b> {
    /// The rule.
    pub rule: Rule<'b>,
    /// What it says, waived or not.
    pub outcome: Outcome,
    /// Why it is not met, or not known; always there for these two.
    pub detail: Option<Detail<'b>>,
    /// Whether a recorded waiver lifts an outcome other than met.
    pub waived: bool,
}

impl Answer<'_> {
    /// Whether the rule does not stand in the way: met, or waived.
    pub fn is_settled(&self) -> bool {
        self.waived || self.outcome == Outcome::Met
    }

    /// Whether a waiver of this check lifts the outcome.
    pub fn is_lifted_by(&self, check: &str) -> bool {
        waivers::lifts(check, self.rule, self.outcome)
    }
}

/// What a test finds, before anybody has looked for waivers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tested<'b> {
    pub(super) outcome: Outcome,
    /// Boxed: a met rule, as most are, has none, and is handed on often.
    pub(super) detail: Option<Box<Detail<'b>>>,
}

impl<'b> Tested<'b> {
    pub(super) const MET: Self = Self {
        outcome: Outcome::Met,
        detail: None,
    };

    pub(super) fn not_met(detail: Detail<'b>) -> Self {
        Self {
            outcome: Outcome::NotMet,
            detail: Some(Box::new(detail)),
        }
    }

    pub(super) fn unknown(detail: Detail<'b>) -> Self {
        Self {
            outcome: Outcome::Unknown,
            detail: Some(Box::new(detail)),
        }
    }

    /// Met, or not met for a reason that is made only when it is needed.
    pub(super) fn met_if(met: bool, detail: impl FnOnce() -> Detail<'b>) -> Self {
        if met {
            Self::MET
        } else {
            Self::not_met(detail())
        }
    }

    /// The first of the answers that weighs most: not met, then unknown.
    pub(super) fn all(tests: impl Iterator<Item = Self>) -> Self {
        let mut worst = Self::MET;
        for tested in tests {
            match tested.outcome {
                Outcome::NotMet => return tested,
                Outcome::Unknown if worst.outcome == Outcome::Met => worst = tested,
                Outcome::Unknown | Outcome::Met => {}
            }
        }
        worst
    }
}
