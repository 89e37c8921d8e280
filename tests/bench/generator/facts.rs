//! What is known of one application, worked out from its number alone.

use super::chance::below;
use super::scheme::{KILO, Scheme};

/// Amounts are in øre, days are those of 2024, counted from zero.
#[derive(Debug)]
pub(super) struct Application {
    /// From one.
    pub(super) number: u64,
    pub(super) organisation: u64,
    pub(super) received: u64,
    pub(super) requested: u64,
    pub(super) total_cost: u64,
    pub(super) award: Option<Award>,
    /// The mean around which its scores lie, from 0 to 5.
    quality: u64,
}

#[derive(Debug)]
pub(super) struct Award {
    pub(super) amount: u64,
    /// What goes out in each round; zero where nothing does.
    pub(super) payments: [u64; ROUNDS],
    /// What comes back in the end.
    pub(super) repaid: u64,
}

/// Payments go out in rounds of so many.
pub(super) const ROUNDS: usize = 3;

impl Application {
    pub(super) fn new(scheme: &Scheme, number: u64) -> Self {
        let chance = |limit, what| below(limit, [scheme.seed, scheme.number, number, what]);
        let kilos = (scheme.ceiling - scheme.floor) / KILO;
        let requested = scheme.floor + chance(kilos, 2) * KILO;
        Self {
            number,
            organisation: chance(500_000, 3),
            received: scheme.opens + number * Scheme::WINDOW / (scheme.applications + 1),
            requested,
            total_cost: total_cost(scheme, requested, chance(100, 4)),
            award: (chance(10, 5) < 4).then(|| Award::new(scheme, number, requested)),
            quality: chance(6, 6),
        }
    }

    /// The score of an assessor (0 or 1) under a criterion: from 0 to 5.
    pub(super) fn score(&self, scheme: &Scheme, criterion: u64, assessor: u64) -> u64 {
        let what = 20 + criterion * 2 + assessor;
        let nudge = below(4, [scheme.seed, scheme.number, self.number, what]);
        (self.quality + nudge).saturating_sub(1).min(5)
    }
}

/// At least so large that the rest is the own share that the scheme asks for.
fn total_cost(scheme: &Scheme, requested: u64, more: u64) -> u64 {
    let least = (requested * 100).div_ceil(100 - scheme.own_share);
    least.div_ceil(100) * 100 + more * KILO
}

impl Award {
    fn new(scheme: &Scheme, number: u64, requested: u64) -> Self {
        let chance = |limit, what| below(limit, [scheme.seed, scheme.number, number, what]);
        let part = requested * (50 + 10 * chance(6, 11)) / 100;
        let amount = part.min(requested).max(scheme.floor);
        let payments = match chance(3, 12) {
            0 => [amount, 0, 0],
            1 => [amount / 2, amount / 4, 0],
            _ => [amount / 3, amount / 3, amount - amount / 3 * 2],
        };
        let repays = chance(25, 13) == 0;
        Self {
            amount,
            payments,
            repaid: if repays { amount / 7 } else { 0 },
        }
    }
}
