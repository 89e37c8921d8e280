//! Parts of a whole.

use std::fmt;

use rust_decimal::Decimal;

use super::Balance;

/// Part of a whole: more than nothing, at most all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(Decimal);

impl Share {
    /// A share from its percentage; `None` unless 0 < percent ≤ 100 with at
    /// most six decimals.
    pub fn from_percent(percent: Decimal) -> Option<Self> {
        let fits = percent > Decimal::ZERO
            && percent <= Decimal::ONE_HUNDRED
            && percent.normalize().scale() <= 6;
        fits.then(|| Self(percent.normalize()))
    }

    /// The percentage.
    pub fn percent(self) -> Decimal {
        self.0
    }

    /// The share as an exact fraction: numerator and denominator.
    pub fn fraction(self) -> (i128, i128) {
        (self.0.mantissa(), 100 * 10_i128.pow(self.0.scale()))
    }

    /// This share of a whole, rounded down to the minor unit.
    pub fn of(self, whole: Balance) -> Balance {
        let (numerator, denominator) = self.fraction();
        Balance::from_minor((whole.minor() * numerator).div_euclid(denominator))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_down() {
        let of = |percent: &str, minor| {
            let share = Share::from_percent(percent.parse().unwrap()).unwrap();
            share.of(Balance::from_minor(minor)).minor()
        };
        assert_eq!(of("50", 101), 50);
        assert_eq!(of("33.333333", 300), 99);
        assert_eq!(of("100", 7), 7);
        assert_eq!(of("0.000001", 99_999_999), 0);
        assert_eq!(of("0.000001", 100_000_000), 1);
    }
}
