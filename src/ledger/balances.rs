//! The six balances, of a scheme or of a whole programme.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use chrono::NaiveDate;

use crate::model::{Balance, Scheme};

use super::{Posting, Side};

/// Four sums of facts, and the two balances that follow from them. All are in
/// one currency: whoever adds two of these has made sure that they share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balances {
    /// What may be committed; `None` where no budget is known, which is not a
    /// budget of zero.
    pub budget: Option<Balance>,
    /// Awards less releases.
    pub committed: Balance,
    /// Money out.
    pub paid: Balance,
    /// Money back.
    pub repaid: Balance,
    /// Whether an opening does not say what had been paid of it: then `paid`
    /// is at least, and `outstanding` at most, what is shown.
    pub opening_payments_unknown: bool,
}

impl Balances {
    /// What the sum of no schemes is.
    pub const NOTHING: Self = Self {
        budget: Some(Balance::ZERO),
        committed: Balance::ZERO,
        paid: Balance::ZERO,
        repaid: Balance::ZERO,
        opening_payments_unknown: false,
    };

    /// The balances of a scheme before its first entry: of the budget what has
    /// come by `day`, and what happened before the ledger began.
    pub fn before(scheme: &Scheme, day: NaiveDate) -> Self {
        let opening = scheme.opening.as_ref();
        let paid = opening.and_then(|opening| opening.paid);
        Self {
            budget: scheme.budget_on(day),
            committed: opening.map(|opening| opening.amount).into_iter().sum(),
            paid: paid.into_iter().sum(),
            repaid: Balance::ZERO,
            opening_payments_unknown: opening.is_some() && paid.is_none(),
        }
    }

    /// What is still to be paid of what is committed: committed − (paid − repaid).
    pub fn outstanding(&self) -> Balance {
        self.committed - (self.paid - self.repaid)
    }

    /// What can still be committed: budget − committed. Below zero when it is;
    /// `None` without a budget.
    pub fn remaining(&self) -> Option<Balance> {
        self.budget.map(|budget| budget - self.committed)
    }

    /// Adds what one entry moves.
    pub fn post(&mut self, posting: Posting) {
        let Posting { side, amount } = posting;
        match side {
            Side::Awarded => self.committed += amount,
            Side::Released => self.committed -= amount,
            Side::Paid => self.paid += amount,
            Side::Repaid => self.repaid += amount,
            Side::Claimed | Side::WrittenOff => {}
        }
    }
}

impl Add for Balances {
    type Output = Self;

    /// An unknown budget makes the sum's unknown.
    fn add(self, other: Self) -> Self {
        Self {
            budget: self
                .budget
                .zip(other.budget)
                .map(|(budget, more)| budget + more),
            committed: self.committed + other.committed,
            paid: self.paid + other.paid,
            repaid: self.repaid + other.repaid,
            opening_payments_unknown: self.opening_payments_unknown
                || other.opening_payments_unknown,
        }
    }
}

impl AddAssign for Balances {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Balances {
    fn sum<I: Iterator<Item = Self>>(balances: I) -> Self {
        balances.fold(Self::NOTHING, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_budget_stays_unknown_in_a_sum() {
        let known = Balances {
            budget: Some(Balance::from_minor(5)),
            committed: Balance::from_minor(7),
            ..Balances::NOTHING
        };
        let unknown = Balances {
            budget: None,
            ..known
        };
        assert_eq!(known.remaining(), Some(Balance::from_minor(-2)));
        assert_eq!((known + known).budget, Some(Balance::from_minor(10)));
        assert_eq!((known + unknown).budget, None);
        assert_eq!((known + unknown).committed, Balance::from_minor(14));
        assert_eq!((known + unknown).remaining(), None);
    }
}
