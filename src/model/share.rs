//! Parts of a whole.

use std::fmt;

use rust_decimal::Decimal;

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

    /// Whether `part` is at least this share of `whole`, exactly; both in
    /// minor units.
    pub fn is_reached(self, part: i128, whole: i128) -> bool {
        let (numerator, denominator) = self.fraction();
        part * denominator >= whole * numerator
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}
