//! A score as a sum that can be done again by hand.

use rust_decimal::Decimal;

use crate::model::{ApplicationIndex, Scheme};
use crate::ranking::Part;

use super::Situation;

/// A line for each criterion, and one for the total.
pub(super) fn score_lines(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<String> {
    let scheme = situation.book.scheme;
    let parts = Part::of(situation.book, index);
    let criteria = scheme.criteria.iter().zip(&parts).enumerate();
    let mut lines: Vec<String> = criteria
        .map(|(nth, (criterion, part))| {
            let mean = situation.scores.mean(index, nth);
            let mean = mean.map(|mean| mean.sentence(scheme.language));
            let mut line = format!("{}: {}", criterion.id, sum(scheme, part, mean));
            if let Some(threshold) = criterion.threshold {
                line += &format!("; at least {} is asked for", number(scheme, threshold));
            }
            line
        })
        .collect();
    lines.push(total(situation, index));
    lines
}

/// `(3 + 4) / 2 = 3,50`, and what is left out of it.
fn sum(scheme: &Scheme, part: &Part, mean: Option<String>) -> String {
    let Some(mean) = mean else {
        return "no score".to_owned();
    };
    let scores: Vec<String> = part
        .scores
        .iter()
        .map(|&score| number(scheme, score))
        .collect();
    let mut sum = match scores.as_slice() {
        [one] => format!("{one} by one assessor"),
        several => format!("({}) / {} = {mean}", several.join(" + "), several.len()),
    };
    if let Some((lowest, highest)) = part.left_out {
        sum += &format!(
            "; left out: the lowest, {}, and the highest, {}",
            number(scheme, lowest),
            number(scheme, highest)
        );
    }
    match part.recused {
        0 => {}
        1 => sum += "; one score by a recused assessor does not count",
        count => sum += &format!("; {count} scores by recused assessors do not count"),
    }
    sum
}

/// `(3 × 2 + 7/2) / 3 = 19/6`.
fn total(situation: &Situation<'_>, index: ApplicationIndex) -> String {
    let scheme = situation.book.scheme;
    let total = situation.scores.total(index);
    if total.score().is_none() {
        return format!("total: {}", total.sentence(scheme));
    }
    let is_weighted = scheme
        .criteria
        .iter()
        .any(|criterion| criterion.weight != Decimal::ONE);
    let terms: Vec<String> = scheme
        .criteria
        .iter()
        .enumerate()
        .filter_map(|(nth, criterion)| {
            let mean = situation.scores.mean(index, nth)?;
            Some(if is_weighted {
                format!("{mean} × {}", number(scheme, criterion.weight))
            } else {
                mean.to_string()
            })
        })
        .collect();
    let weights: Decimal = scheme
        .criteria
        .iter()
        .map(|criterion| criterion.weight)
        .sum();
    let by = if is_weighted {
        "the sum of the weights"
    } else {
        "the number of criteria"
    };
    format!(
        "total: ({}) / {} = {} (divided by {by})",
        terms.join(" + "),
        number(scheme, weights),
        total.sentence(scheme)
    )
}

pub(super) fn number(scheme: &Scheme, number: Decimal) -> String {
    scheme.language.format(number.normalize())
}
