//! Fractions as whole numbers over one denominator: a million of them are put in
//! order many times faster.

use crate::model::ApplicationIndex;

use super::scores::common_divisor;

/// Applications with a fraction each.
pub(super) struct OneScale {
    denominator: i64,
    /// The numerators.
    keyed: Vec<(i64, ApplicationIndex)>,
}

impl OneScale {
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            denominator: 1,
            keyed: Vec::with_capacity(count),
        }
    }

    /// Adds a fraction; the denominator is more than zero. `None` where no small
    /// denominator is common to all.
    pub(super) fn add(
        &mut self,
        (numerator, denominator): (i64, i64),
        index: ApplicationIndex,
    ) -> Option<()> {
        if self.denominator % denominator != 0 {
            let (one, other) = (self.denominator.unsigned_abs(), denominator.unsigned_abs());
            let divisor = i64::try_from(common_divisor(one, other)).ok()?;
            let factor = denominator / divisor;
            self.denominator = self.denominator.checked_mul(factor)?;
            for (numerator, _) in &mut self.keyed {
                *numerator = numerator.checked_mul(factor)?;
            }
        }
        let numerator = numerator.checked_mul(self.denominator / denominator)?;
        self.keyed.push((numerator, index));
        Some(())
    }

    /// The numerators over the one denominator.
    pub(super) fn keyed(self) -> Vec<(i64, ApplicationIndex)> {
        self.keyed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_fractions_have_one_scale() {
        let mut scale = OneScale::with_capacity(3);
        for (nth, fraction) in [(1, 2), (2, 3), (-3, 4)].into_iter().enumerate() {
            assert_eq!(scale.add(fraction, ApplicationIndex::new(nth)), Some(()));
        }
        let numerators = scale.keyed().into_iter().map(|(numerator, _)| numerator);
        assert_eq!(numerators.collect::<Vec<_>>(), [6, 8, -9]);
        let mut scale = OneScale::with_capacity(1);
        let huge = scale.add((1, i64::MAX), ApplicationIndex::new(0));
        assert_eq!(huge.and(scale.add((1, 2), ApplicationIndex::new(1))), None);
    }

    proptest! {
        #[test]
        fn numerators_are_in_the_order_of_the_fractions(
            fractions in prop::collection::vec((any::<i64>(), 1..40_i64, 0..60), 0..20),
        ) {
            let mut scale = OneScale::with_capacity(fractions.len());
            let fractions: Vec<(i64, i64)> =
                fractions.into_iter().map(|(one, other, shift)| (one >> shift, other)).collect();
            for (nth, fraction) in fractions.iter().enumerate() {
                if scale.add(*fraction, ApplicationIndex::new(nth)).is_none() {
                    return Ok(());
                }
            }
            let keyed = scale.keyed();
            let wide = |at: ApplicationIndex| {
                let (numerator, denominator) = fractions[at.position()];
                (i128::from(numerator), i128::from(denominator))
            };
            for (one, at) in &keyed {
                for (other, beside) in &keyed {
                    let ((a, b), (c, d)) = (wide(*at), wide(*beside));
                    prop_assert_eq!(one.cmp(other), (a * d).cmp(&(c * b)));
                }
            }
        }
    }
}
