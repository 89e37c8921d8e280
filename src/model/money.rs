//! Amounts: exact integers of the currency's minor unit.

use std::fmt;
use std::iter::Sum;
use std::num::NonZeroI64;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::Decimal;

use super::Currency;

/// One amount of money, zero or more, in minor units (øre). At most
/// [`Money::MAX_DIGITS`] digits, so that no sum of facts can overflow a
/// [`Balance`].
///
/// The currency is the scheme's; amounts of two currencies never meet. One unit
/// more than the amount is kept, so that one that is not known takes no more room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(NonZeroI64);

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Money").field(&self.minor()).finish()
    }
}

/// Why a decimal is no amount in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotMoney {
    /// Below zero.
    Negative,
    /// More decimals than the currency has minor units.
    TooFine,
    /// More digits than any budget has.
    TooLarge,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(NonZeroI64::new(1).expect("one is not zero"));
    /// The most digits that an amount may have, minor units included.
    pub const MAX_DIGITS: u32 = 18;

    /// So many minor units; `None` below zero or beyond [`Money::MAX_DIGITS`].
    pub fn from_minor(minor: i64) -> Option<Self> {
        let is_amount = (0..10_i64.pow(Self::MAX_DIGITS)).contains(&minor);
        let kept = is_amount.then(|| minor + 1)?;
        NonZeroI64::new(kept).map(Self)
    }

    /// An amount in major units, such as `1234.50` kroner.
    ///
    /// # Errors
    /// When it is below zero, finer than the currency, or too large.
    pub fn from_decimal(amount: Decimal, currency: Currency) -> Result<Self, NotMoney> {
        if amount.is_sign_negative() && !amount.is_zero() {
            return Err(NotMoney::Negative);
        }
        let scale = currency.minor_digits();
        let amount = amount.normalize();
        if amount.scale() > scale {
            return Err(NotMoney::TooFine);
        }
        let minor = 10_i128
            .checked_pow(scale - amount.scale())
            .and_then(|factor| amount.mantissa().checked_mul(factor))
            .ok_or(NotMoney::TooLarge)?;
        i64::try_from(minor)
            .ok()
            .and_then(Self::from_minor)
            .ok_or(NotMoney::TooLarge)
    }

    /// The amount in minor units.
    pub fn minor(self) -> i64 {
        self.0.get() - 1
    }

    /// The amount in major units, with all the currency's decimals.
    pub fn decimal(self, currency: Currency) -> Decimal {
        Balance::from(self).decimal(currency)
    }

    /// Whether there is none.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }
}

impl Default for Money {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Add for Money {
    type Output = Balance;
    fn add(self, other: Self) -> Balance {
        Balance::from(self) + other
    }
}

impl Sub for Money {
    type Output = Balance;
    fn sub(self, other: Self) -> Balance {
        Balance::from(self) - other
    }
}

/// A sum or a difference of amounts, in minor units; may be below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Balance(i128);

impl Balance {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many minor units.
    pub fn from_minor(minor: i128) -> Self {
        Self(minor)
    }

    /// The balance in minor units.
    pub fn minor(self) -> i128 {
        self.0
    }

    /// The balance as an amount; `None` when it is below zero or too large.
    pub fn money(self) -> Option<Money> {
        i64::try_from(self.0).ok().and_then(Money::from_minor)
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Exactly nothing.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// In major units, with all the currency's decimals.
    pub fn decimal(self, currency: Currency) -> Decimal {
        Decimal::try_from_i128_with_scale(self.0, currency.minor_digits())
            .expect("a sum of amounts of 18 digits has fewer than 28")
    }
}

impl From<Money> for Balance {
    fn from(money: Money) -> Self {
        Self(i128::from(money.minor()))
    }
}

impl<T: Into<Balance>> Add<T> for Balance {
    type Output = Self;
    fn add(self, other: T) -> Self {
        Self(self.0 + other.into().0)
    }
}

impl<T: Into<Balance>> Sub<T> for Balance {
    type Output = Self;
    fn sub(self, other: T) -> Self {
        Self(self.0 - other.into().0)
    }
}

impl<T: Into<Balance>> AddAssign<T> for Balance {
    fn add_assign(&mut self, other: T) {
        self.0 += other.into().0;
    }
}

impl<T: Into<Balance>> SubAssign<T> for Balance {
    fn sub_assign(&mut self, other: T) {
        self.0 -= other.into().0;
    }
}

impl Neg for Balance {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl<T: Into<Balance>> Sum<T> for Balance {
    fn sum<I: Iterator<Item = T>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, |sum, amount| sum + amount)
    }
}

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Negative => "an amount is never below zero",
            Self::TooFine => "the currency has no such small unit",
            Self::TooLarge => "an amount has at most 18 digits, minor units included",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_amount_is_none() {
        for minor in [i64::MIN, -1, 10_i64.pow(Money::MAX_DIGITS), i64::MAX] {
            assert_eq!(Money::from_minor(minor), None);
        }
        let most = Money::from_minor(10_i64.pow(Money::MAX_DIGITS) - 1);
        assert_eq!(most.map(Money::minor), Some(999_999_999_999_999_999));
        assert_eq!(size_of::<Option<Money>>(), 8);
        assert_eq!(format!("{:?}", Money::ZERO), "Money(0)");
    }
}
