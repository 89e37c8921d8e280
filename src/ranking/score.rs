//! A score: an exact fraction.

use std::cmp::Ordering;
use std::fmt;

use num_rational::Ratio;
use rust_decimal::Decimal;

/// A mean or a total of scores, exactly. Below 10¹² either way; nothing that
/// is done with it can overflow.
#[derive(Debug, Clone, Copy)]
pub struct Score(Ratio<i128>);

impl Ord for Score {
    fn cmp(&self, other: &Self) -> Ordering {
        // Most scores have one denominator; fractions are compared by division.
        if self.0.denom() == other.0.denom() {
            self.0.numer().cmp(other.0.numer())
        } else {
            self.0.cmp(&other.0)
        }
    }
}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Score {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Score {}

impl Score {
    const WHOLE_LIMIT: i128 = 10_i128.pow(12);
    const DENOMINATOR_LIMIT: i128 = 10_i128.pow(26);
    const MOST_DECIMALS: u32 = 9;

    /// The fraction; the denominator is more than zero. `None` beyond the
    /// limits, which no scale of scores comes near.
    ///
    /// It stays as it is given: reducing a million fractions costs more than
    /// comparing them.
    pub(super) fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let fits = (1..=Self::DENOMINATOR_LIMIT).contains(&denominator)
            && numerator.unsigned_abs() < (Self::WHOLE_LIMIT * denominator).unsigned_abs();
        fits.then(|| Self(Ratio::new_raw(numerator, denominator)))
    }

    /// The numerator and the denominator, where they are small.
    pub(super) fn small_parts(self) -> Option<(i64, i64)> {
        let small = |part: &i128| i64::try_from(*part).ok();
        small(self.0.numer()).zip(small(self.0.denom()))
    }

    /// For people: rounded half up to so many decimals, at most nine.
    pub fn rounded(self, decimals: u32) -> Decimal {
        let decimals = decimals.min(Self::MOST_DECIMALS);
        if let Some(rounded) = self.rounded_small(10_i64.pow(decimals)) {
            return Decimal::new(rounded, decimals);
        }
        let unit = 10_i128.pow(decimals);
        let denominator = *self.0.denom();
        let whole = self.0.numer().div_euclid(denominator);
        let rest = self.0.numer().rem_euclid(denominator);
        let part = (2 * rest * unit + denominator) / (2 * denominator);
        Decimal::from_i128_with_scale(whole * unit + part, decimals)
    }

    /// The score in so many parts of one, rounded half up; `None` where that needs
    /// large numbers.
    fn rounded_small(self, unit: i64) -> Option<i64> {
        let (numerator, denominator) = self.small_parts()?;
        let (twice, whole) = (
            denominator.checked_mul(2)?,
            numerator.div_euclid(denominator),
        );
        let rest = numerator.rem_euclid(denominator);
        let part = rest.checked_mul(unit.checked_mul(2)?)?;
        let part = part.checked_add(denominator)? / twice;
        whole.checked_mul(unit)?.checked_add(part)
    }

    /// Whether it is less than a limit, exactly.
    pub fn is_below(self, limit: Decimal) -> bool {
        self.compare(limit) == Ordering::Less
    }

    /// Whether it is exactly this decimal.
    pub fn is(self, decimal: Decimal) -> bool {
        self.compare(decimal) == Ordering::Equal
    }

    fn compare(self, decimal: Decimal) -> Ordering {
        let denominator = 10_i128.pow(decimal.scale());
        self.0.cmp(&Ratio::new_raw(decimal.mantissa(), denominator))
    }
}

/// The reduced fraction, such as `13/3`; a whole number stands alone.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.reduced().to_string())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn score(numerator: i128, denominator: i128) -> Score {
        Score::new(numerator, denominator).expect("within the limits")
    }

    #[test]
    fn half_a_unit_is_rounded_up() {
        let rounded = |numerator, denominator, decimals| {
            score(numerator, denominator).rounded(decimals).to_string()
        };
        assert_eq!(rounded(10, 3, 2), "3.33");
        assert_eq!(rounded(11, 3, 2), "3.67");
        assert_eq!(rounded(2_005, 1_000, 2), "2.01");
        assert_eq!(rounded(2_015, 1_000, 2), "2.02", "not to the even digit");
        assert_eq!(rounded(3_999, 1_000, 2), "4.00");
        assert_eq!(rounded(4, 1, 2), "4.00");
        assert_eq!(rounded(5, 2, 0), "3");
        assert_eq!(rounded(-10, 3, 2), "-3.33");
    }

    proptest! {
        #[test]
        fn scores_are_rounded_and_compared_alike_in_whatever_terms(
            numerator in -1_000_000_i128..1_000_000, denominator in 1..1_000_i128,
            other in -1_000_000_i128..1_000_000, decimals in 0..10_u32,
        ) {
            let (small, large) = (10_i128.pow(3), 10_i128.pow(19));
            let one = score(numerator, denominator);
            let same = score(numerator * large, denominator * large);
            prop_assert_eq!(one, same);
            prop_assert_eq!(one.rounded(decimals), same.rounded(decimals));
            let other = [1, small, large].map(|by| score(other * by, denominator * by));
            for other in other {
                prop_assert_eq!(one.cmp(&other), same.cmp(&other));
            }
        }
    }

    #[test]
    fn equal_fractions_are_equal_in_whatever_terms() {
        assert_eq!(score(1, 3), score(2, 6));
        assert!(score(333_333, 1_000_000) < score(1, 3));
        assert_eq!(score(26, 6).to_string(), "13/3");
        assert_eq!(score(8, 2).to_string(), "4");
    }

    #[test]
    fn limits_are_compared_exactly() {
        assert!(score(10, 3).is_below(Decimal::new(34, 1)));
        assert!(!score(10, 3).is_below(Decimal::new(333, 2)));
        assert!(!score(4, 2).is_below(Decimal::TWO));
    }

    #[test]
    fn the_largest_does_not_overflow() {
        let most = Score::DENOMINATOR_LIMIT;
        let largest = score((Score::WHOLE_LIMIT - 1) * most, most);
        assert_eq!(largest.rounded(20), Decimal::new(999_999_999_999, 0));
        let odd = score(most - 1, most);
        assert_eq!(odd.rounded(9), Decimal::ONE);
        assert_eq!(Score::new(1, most + 1), None);
        assert_eq!(Score::new(Score::WHOLE_LIMIT, 1), None);
    }
}
