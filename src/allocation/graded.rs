//! `graded`: bands of score give parts of the demand.

use crate::model::{Band, Money};
use crate::ranking::{BelowScore, Score};

use super::Terms;

/// The band of a score: of those that it reaches the one that asks for most.
///
/// # Errors
/// When it reaches none: by how much it is too low for the lowest.
pub(super) fn band(score: Score, terms: &Terms) -> Result<Band, BelowScore> {
    let reached = terms.bands.iter();
    let reached = reached.filter(|band| !score.is_below(band.min_score));
    let lowest = terms.bands.iter().map(|band| band.min_score).min();
    let highest = reached.max_by_key(|band| band.min_score);
    highest.copied().ok_or(BelowScore {
        criterion: None,
        found: score,
        asked: lowest.unwrap_or_default(),
    })
}

/// What a band gives of a demand: all of it, or a part rounded down to the
/// unit. `None` when that is nothing, or less than the smallest award.
pub(super) fn part(demand: Money, band: Band, terms: &Terms) -> Option<Money> {
    let (numerator, denominator) = band.share.fraction();
    let unit = i128::from(terms.unit());
    let part = i128::from(demand.minor()) * numerator / denominator;
    let part = if numerator == denominator {
        part
    } else {
        part / unit * unit
    };
    let part = i64::try_from(part).ok().and_then(Money::from_minor)?;
    let min = terms.min_award.unwrap_or_default();
    (!part.is_zero() && part >= min).then_some(part)
}
