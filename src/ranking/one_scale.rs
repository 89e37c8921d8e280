//! Fractions as whole numbers over one denominator: a million of them are kept in
//! little room, and put in order many times faster.

use super::weighted::common_divisor;

/// Fractions, one for each of many, and some who have none.
#[derive(Debug, Clone)]
pub(super) struct OneScale {
    denominator: i64,
    numerators: Vec<i64>,
}

/// The numerator of one who has none.
const NONE: i64 = i64::MIN;

impl OneScale {
    /// What so many fractions come to; `None` where no small denominator is
    /// common to all.
    pub(super) fn of(fractions: impl ExactSizeIterator<Item = Fraction>) -> Option<Self> {
        let mut scale = Self {
            denominator: 1,
            numerators: Vec::with_capacity(fractions.len()),
        };
        for fraction in fractions {
            let numerator = match fraction {
                Fraction::None => NONE,
                Fraction::Large => return None,
                Fraction::Small(numerator, denominator) => scale.scaled(numerator, denominator)?,
            };
            scale.numerators.push(numerator);
        }
        Some(scale)
    }

    /// The numerator that a fraction has here; the denominator is more than zero.
    fn scaled(&mut self, numerator: i64, denominator: i64) -> Option<i64> {
        let scaled = if self.denominator == denominator {
            numerator
        } else {
            self.widen(denominator)?;
            numerator.checked_mul(self.denominator / denominator)?
        };
        (scaled != NONE).then_some(scaled)
    }

    /// Makes the denominator a multiple of another.
    fn widen(&mut self, denominator: i64) -> Option<()> {
        if self.denominator % denominator == 0 {
            return Some(());
        }
        let (one, other) = (self.denominator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i64::try_from(common_divisor(one, other)).ok()?;
        let factor = denominator / divisor;
        self.denominator = self.denominator.checked_mul(factor)?;
        for numerator in &mut self.numerators {
            if *numerator != NONE {
                *numerator = numerator.checked_mul(factor)?;
            }
        }
        Some(())
    }

    /// The numerator of the nth, where it has one.
    pub(super) fn numerator(&self, nth: usize) -> Option<i64> {
        Some(self.numerators[nth]).filter(|&numerator| numerator != NONE)
    }

    /// Numbers of which the smallest is that of the largest fraction, one for each;
    /// `None` where there is none of one.
    pub(super) fn highest_first(self) -> Option<Vec<i64>> {
        let mut numbers = self.numerators;
        let has_all = numbers.iter().all(|&number| number != NONE);
        numbers.iter_mut().for_each(|number| *number = !*number);
        has_all.then_some(numbers)
    }

    /// Of all fractions.
    pub(super) fn denominator(&self) -> i64 {
        self.denominator
    }
}

/// One of them.
pub(super) enum Fraction {
    /// There is none.
    None,
    /// The numerator, and the denominator, which is more than zero.
    Small(i64, i64),
    /// It has too many digits.
    Large,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scale(fractions: &[(i64, i64)]) -> Option<OneScale> {
        let fractions = fractions.iter();
        OneScale::of(fractions.map(|&fraction| match fraction {
            (_, 0) => Fraction::None,
            (numerator, denominator) => Fraction::Small(numerator, denominator),
        }))
    }

    #[test]
    fn small_fractions_have_one_scale() {
        let one = scale(&[(1, 2), (7, 0), (2, 3), (-3, 4)]).expect("small");
        let numerators = (0..4).map(|nth| one.numerator(nth));
        assert!(numerators.eq([Some(6), None, Some(8), Some(-9)]));
        assert_eq!(one.denominator(), 12);
        assert!(scale(&[(1, i64::MAX)]).is_some());
        assert!(scale(&[(1, i64::MAX), (1, 2)]).is_none());
        assert!(scale(&[(i64::MIN, 1)]).is_none());
        assert!(OneScale::of([Fraction::Large].into_iter()).is_none());
    }

    proptest! {
        #[test]
        fn numerators_are_in_the_order_of_the_fractions(
            fractions in prop::collection::vec((any::<i64>(), 0..40_i64, 0..60), 0..20),
        ) {
            let fractions: Vec<(i64, i64)> =
                fractions.into_iter().map(|(one, other, shift)| (one >> shift, other)).collect();
            let Some(scale) = scale(&fractions) else {
                return Ok(());
            };
            for (nth, &(numerator, denominator)) in fractions.iter().enumerate() {
                let scaled = scale.numerator(nth);
                prop_assert_eq!(scaled.is_some(), denominator != 0);
                if let Some(scaled) = scaled {
                    let (one, other) = (i128::from(scaled), i128::from(numerator));
                    let whole = i128::from(scale.denominator());
                    prop_assert_eq!(one * i128::from(denominator), other * whole);
                }
            }
        }
    }
}
