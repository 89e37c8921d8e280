//! A weighted total, exactly: means times weights over the sum of the weights.

use rust_decimal::Decimal;

use crate::model::Scheme;

use super::Score;
use super::scores::Cell;

/// A score of one, in millionths.
pub(super) const MILLION: i128 = 1_000_000;
/// What makes millionths of a number of so many decimals.
const FACTORS: [i64; 7] = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/// Σ (sum / count × weight) / Σ weight; `None` where the numbers are too large.
/// Each cell has a score.
pub(super) fn weighted(cells: &[Cell], weights: &[i64]) -> Option<Score> {
    evenly(cells, weights).or_else(|| exactly(cells, weights))
}

/// What [`exactly`] comes to, where all criteria have as many scores and the
/// numbers are small: nearly always, and then quickly.
fn evenly(cells: &[Cell], weights: &[i64]) -> Option<Score> {
    let count = cells.first()?.count;
    let (mut sum, mut weight_of_all) = (0_i64, 0_i64);
    for (cell, &weight) in cells.iter().zip(weights) {
        if cell.count != count {
            return None;
        }
        sum = sum.checked_add(cell.sum.checked_mul(weight)?)?;
        weight_of_all = weight_of_all.checked_add(weight)?;
    }
    let count = i64::from(count).checked_mul(1_000_000)?;
    Score::new(sum.into(), weight_of_all.checked_mul(count)?.into())
}

/// The same over the common multiple of the counts.
fn exactly(cells: &[Cell], weights: &[i64]) -> Option<Score> {
    let mut count = 1_u64;
    for cell in cells {
        count = common_multiple(count, cell.count.into())?;
    }
    let mut sum = 0_i128;
    for (cell, weight) in cells.iter().zip(weights) {
        let share = i128::from(*weight).checked_mul((count / u64::from(cell.count)).into())?;
        sum = sum.checked_add(share.checked_mul(cell.sum.into())?)?;
    }
    let weight: i128 = weights.iter().map(|&weight| i128::from(weight)).sum();
    Score::new(sum, weight.checked_mul(count.into())?.checked_mul(MILLION)?)
}

/// The weights as the smallest whole numbers in the same proportion; `None`
/// when one is too large to count in millionths.
pub(super) fn whole_weights(scheme: &Scheme) -> Option<Vec<i64>> {
    let criteria = scheme.criteria.iter();
    let weights = criteria
        .map(|criterion| u64::try_from(millionths(criterion.weight)?).ok())
        .collect::<Option<Vec<_>>>()?;
    let divisor = weights.iter().copied().fold(0, common_divisor).max(1);
    let weights = weights.iter().map(|weight| i64::try_from(weight / divisor));
    weights.collect::<Result<_, _>>().ok()
}

/// A number in millionths; `None` beyond ±9.2 × 10¹², or with more than six decimals.
pub(super) fn millionths(number: Decimal) -> Option<i64> {
    let number = if number.scale() > 6 {
        number.normalize()
    } else {
        number
    };
    let factor = FACTORS.get(number.scale() as usize)?;
    i64::try_from(number.mantissa()).ok()?.checked_mul(*factor)
}

fn common_multiple(one: u64, other: u64) -> Option<u64> {
    if one.is_multiple_of(other) {
        return Some(one);
    }
    one.checked_mul(other / common_divisor(one, other))
}

pub(super) fn common_divisor(one: u64, other: u64) -> u64 {
    if other == 0 {
        one
    } else {
        common_divisor(other, one % other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn most_totals_go_the_quick_way() {
        let cell = |sum: i64, count| Cell {
            sum: sum * 1_000_000,
            count,
        };
        let total = evenly(&[cell(7, 2), cell(9, 2)], &[1, 3]);
        assert_eq!(total, Score::new(34, 8));
        assert_eq!(evenly(&[cell(7, 2), cell(9, 1)], &[1, 3]), None);
    }

    proptest! {
        #[test]
        fn the_quick_way_to_a_total_says_the_same(
            cells in prop::collection::vec((any::<i64>(), 1..3_u32, 0..i64::MAX, 0..60_u32), 1..6),
        ) {
            let weights: Vec<i64> = cells.iter().map(|(_, _, weight, shift)| weight >> shift).collect();
            let cell = |&(sum, count, _, shift): &(i64, u32, i64, u32)| Cell {
                sum: sum >> shift,
                count,
            };
            let cells: Vec<Cell> = cells.iter().map(cell).collect();
            if let Some(score) = evenly(&cells, &weights) {
                prop_assert_eq!(Some(score), exactly(&cells, &weights));
            }
        }
    }
}
