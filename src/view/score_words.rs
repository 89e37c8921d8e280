//! A score as a sum that can be done again by hand.

use rust_decimal::Decimal;

use crate::model::{ApplicationIndex, Scheme};
use crate::ranking::{Part, Score};

use super::Situation;

/// A line for each criterion, and one for the total.
pub(super) fn score_lines(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<String> {
    let scheme = situation.book.scheme;
    let parts = Part::of(situation.book, index);
    let criteria = scheme.criteria.iter().zip(&parts).enumerate();
    let mut lines: Vec<String> = criteria
        .map(|(nth, (criterion, part))| {
            let mean = situation.scores.mean(index, nth);
            let mean = mean.map(|mean| exact(scheme, mean));
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
    let Some(score) = total.score() else {
        return format!("total: {}", total.sentence(scheme));
    };
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
        " (divided by the sum of the weights)"
    } else {
        ""
    };
    format!(
        "total: ({}) / {} = {}{by}",
        terms.join(" + "),
        number(scheme, weights),
        exact(scheme, score)
    )
}

/// `3`, `13/5 = 2,60`, `10/3 ≈ 3,33`.
fn exact(scheme: &Scheme, score: Score) -> String {
    let fraction = score.to_string();
    if !fraction.contains('/') {
        return fraction;
    }
    let rounded = score.rounded(2);
    let sign = if score.is(rounded) { '=' } else { '≈' };
    format!("{fraction} {sign} {}", scheme.language.format(rounded))
}

pub(super) fn number(scheme: &Scheme, number: Decimal) -> String {
    scheme.language.format(number.normalize())
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::{date, origin};
    use crate::model::{Book, Elsewhere, Recusal};
    use crate::ranking::testing::{assessment, book_of, scheme_scored};

    use super::*;

    fn lines(book: &Book<'static>) -> Vec<String> {
        let elsewhere = Elsewhere::default();
        let situation = Situation::of(book, &elsewhere, date("2024-09-02"));
        score_lines(&situation, ApplicationIndex::new(0))
    }

    #[test]
    fn a_weighted_sum_can_be_done_again() {
        let mut scheme = scheme_scored(&["2", "0.5"]);
        scheme.criteria[1].threshold = Some(Decimal::TWO);
        let mut book = book_of(scheme, &[&["4", "1"]]);
        for (assessor, score) in [(1, "2"), (2, "2"), (3, "5")] {
            book.assessments.push(assessment(0, assessor, 1, score));
        }
        book.recusals.push(Recusal {
            application: ApplicationIndex::new(0),
            assessor: 3,
            reason: None,
            date: None,
            origin: origin(),
        });
        assert_eq!(
            lines(&book),
            [
                "c0: 4 by one assessor",
                "c1: (1 + 2 + 2) / 3 = 5/3 ≈ 1,67; one score by a recused assessor does not \
                 count; at least 2 is asked for",
                "total: (4 × 2 + 5/3 × 0,5) / 2,5 = 53/15 ≈ 3,53 (divided by the sum of the \
                 weights)",
            ]
        );
    }

    #[test]
    fn what_is_not_scored_is_not_zero() {
        let book = book_of(scheme_scored(&["1", "1"]), &[&["4", ""]]);
        assert_eq!(
            lines(&book),
            [
                "c0: 4 by one assessor",
                "c1: no score",
                "total: no score for c1"
            ]
        );
    }
}
