//! A score outside the criterion's scale.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::{Check, Scored};

const CODE: Code = Code::error("score-out-of-range", include_str!("score_out_of_range.md"));

pub(super) const CHECK: Check = Check::of_scores(&CODE, find);

fn find(case: &Case<'_>, scored: &Scored<'_>, found: &mut Findings) {
    for assessment in scored.assessments {
        let criterion = &case.scheme.criteria[assessment.criterion as usize];
        let score = assessment.score;
        if is_on_scale(score, criterion.max) {
            continue;
        }
        let number = |number: Decimal| case.scheme.language.format(number.normalize());
        let limit = if score < Decimal::ZERO {
            "below 0".to_owned()
        } else {
            format!("over {}", number(criterion.max))
        };
        let finding = Finding::new(
            &CODE,
            assessment.origin.cell("score"),
            format!("a score of {} is off the scale", number(score)),
        )
        .label(limit)
        .because(
            criterion.span,
            format!("scored from 0 to {}", number(criterion.max)),
        )
        .help("correct the score");
        case.add(found, assessment.application, finding);
    }
}

/// From zero to the maximum; whole numbers are compared at once.
fn is_on_scale(score: Decimal, max: Decimal) -> bool {
    if score.scale() == 0 && max.scale() == 0 {
        return (0..=max.mantissa()).contains(&score.mantissa());
    }
    score >= Decimal::ZERO && score <= max
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, criterion, found, score};
    use crate::model::testing::scheme;

    #[test]
    fn both_ends_of_the_scale_count() {
        let mut scheme = scheme("digital");
        scheme.criteria = vec![criterion()];
        let mut book = book(&scheme, &[None; 4], &[]);
        book.assessors = vec!["kari".into()];
        let scores = [0, 5, 6, -1];
        book.assessments = std::iter::zip(0.., scores)
            .map(|(nth, value)| score(nth, nth, 0, value))
            .collect();
        assert_eq!(
            found(&book),
            [
                ("score-out-of-range", Some(2), "over 5".to_owned()),
                ("score-out-of-range", Some(3), "below 0".to_owned()),
            ]
        );
    }
}
