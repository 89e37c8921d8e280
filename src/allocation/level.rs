//! At which level a pot runs out that fills everyone in proportion to a weight
//! until their cap: the exact shares of `share`.
//!
//! Somebody with cap `c` and weight `w` is full at the level `c / w`. Those who
//! share are kept in the order of these levels, with sums of caps and weights
//! in a tree that can forget one: dropping one and asking again takes as many
//! steps as the number of them has binary digits.

use std::cmp::Ordering;

use super::exact::{compare_products, divide_product};

/// Somebody who shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sharer {
    /// Above zero, at most 10¹⁸.
    pub(super) weight: i64,
    /// The most, in minor units: above zero, at most 2 × 10¹⁸.
    pub(super) cap: i64,
}

impl Sharer {
    fn parts(self) -> (i128, i128) {
        (self.weight.into(), self.cap.into())
    }
}

/// An exact share in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exact {
    /// As much as the cap.
    Full,
    /// A whole number, and so many parts of the level's denominator.
    Part { whole: i128, rest: i128 },
}

/// What one unit of weight gets, where not everyone is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) numerator: i128,
    pub(super) denominator: i128,
}

/// A pot and those who share it.
pub(super) struct Filling {
    pot: i128,
    sharers: Vec<Sharer>,
    /// By the level at which they are full.
    order: Vec<u32>,
    /// Themselves in that order: side by side, so that a search stays in the
    /// processor's cache.
    sorted: Vec<Sharer>,
    /// Where in that order each of them stands.
    at: Vec<u32>,
    /// Sums of caps and weights over the order, as a Fenwick tree.
    tree: Vec<(i128, i128)>,
    active: Vec<bool>,
    weight: i128,
}

impl Filling {
    pub(super) fn new(pot: i128, sharers: Vec<Sharer>) -> Self {
        let mut order: Vec<u32> = (0..).take(sharers.len()).collect();
        order.sort_unstable_by(|&one, &other| {
            let (weight, cap) = sharers[one as usize].parts();
            let (other_weight, other_cap) = sharers[other as usize].parts();
            compare_products((cap, other_weight), (other_cap, weight))
        });
        let mut at = vec![0; sharers.len()];
        for (place, &nth) in (0..).zip(&order) {
            at[nth as usize] = place;
        }
        let mut filling = Self {
            pot,
            sorted: order.iter().map(|&nth| sharers[nth as usize]).collect(),
            order,
            at,
            tree: vec![(0, 0); sharers.len() + 1],
            active: vec![true; sharers.len()],
            weight: 0,
            sharers,
        };
        for nth in 0..filling.sharers.len() {
            let (weight, cap) = filling.sharers[nth].parts();
            filling.change(nth, cap, weight);
        }
        filling
    }

    /// Takes one out; the others share what it had.
    pub(super) fn drop(&mut self, nth: usize) {
        let (weight, cap) = self.sharers[nth].parts();
        self.active[nth] = false;
        self.change(nth, -cap, -weight);
    }

    /// Puts one that was taken out back in.
    pub(super) fn restore(&mut self, nth: usize) {
        let (weight, cap) = self.sharers[nth].parts();
        self.active[nth] = true;
        self.change(nth, cap, weight);
    }

    fn change(&mut self, nth: usize, cap: i128, weight: i128) {
        self.weight += weight;
        let mut node = self.at[nth] as usize + 1;
        while let Some(sums) = self.tree.get_mut(node) {
            sums.0 += cap;
            sums.1 += weight;
            node += node & node.wrapping_neg();
        }
    }

    /// Whether the share of one that is in is less than an amount, which is no
    /// more than its cap.
    pub(super) fn is_under(&self, nth: usize, amount: i128) -> bool {
        let (weight, _) = self.sharers[nth].parts();
        let is_full = |other: &Sharer| {
            let (other_weight, other_cap) = other.parts();
            compare_products((other_cap, weight), (amount, other_weight)) != Ordering::Greater
        };
        let mut node = self.sorted.partition_point(is_full);
        let (mut caps, mut weights) = (0, 0);
        while node > 0 {
            caps += self.tree[node].0;
            weights += self.tree[node].1;
            node &= node - 1;
        }
        // At the level of that amount: does it take more than the pot?
        let left = self.pot - caps;
        left < 0
            || compare_products((self.weight - weights, amount), (left, weight))
                == Ordering::Greater
    }

    /// The exact shares of all, nothing for those taken out, and the level.
    pub(super) fn shares(&self) -> (Vec<Exact>, Option<Level>) {
        let mut shares = vec![Exact::Part { whole: 0, rest: 0 }; self.sharers.len()];
        let (mut left, mut weights) = (self.pot, self.weight);
        let order = self.order.iter().map(|&nth| nth as usize);
        let mut sharing = order.filter(|&nth| self.active[nth]).peekable();
        while let Some(nth) = sharing.next_if(|&nth| {
            let (weight, cap) = self.sharers[nth].parts();
            compare_products((weights, cap), (left, weight)) != Ordering::Greater
        }) {
            let (weight, cap) = self.sharers[nth].parts();
            shares[nth] = Exact::Full;
            left -= cap;
            weights -= weight;
        }
        let mut level = None;
        for nth in sharing {
            let (whole, rest) = divide_product(left, self.sharers[nth].weight.into(), weights);
            shares[nth] = Exact::Part { whole, rest };
            level = Some(Level {
                numerator: left,
                denominator: weights,
            });
        }
        (shares, level)
    }
}
