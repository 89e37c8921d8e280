//! A score outside the criterion's scale.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Assessment;

use super::case::Case;
use super::checks::{Check, Scored};

const CODE: Code = Code::error("score-out-of-range", include_str!("score_out_of_range.md"));

pub(super) const CHECK: Check = Check::of_scores(&CODE, find);

fn find(case: &Case<'_>, scored: &Scored<'_>, found: &mut Findings) {
    let criteria = &case.scheme.criteria;
    let most: Vec<_> = criteria.iter().map(|it| whole(it.max)).collect();
    for assessment in scored.assessments {
        let score = assessment.score;
        let nth = assessment.criterion as usize;
        // Most scores are whole numbers: these are compared at once.
        if let (Some(score), Some(most)) = (whole(score), most[nth])
            && (0..=most).contains(&score)
        {
            continue;
        }
        if (Decimal::ZERO..=criteria[nth].max).contains(&score) {
            continue;
        }
        case.add(found, assessment.application, off_scale(case, assessment));
    }
}

#[inline(never)]
fn off_scale(case: &Case<'_>, assessment: &Assessment) -> Finding {
    let criterion = &case.scheme.criteria[assessment.criterion as usize];
    let number = |number: Decimal| case.scheme.language.format(number.normalize());
    let (score, max) = (assessment.score, number(criterion.max));
    let limit = if score < Decimal::ZERO {
        "below 0".to_owned()
    } else {
        format!("over {max}")
    };
    Finding::new(
        &CODE,
        assessment.origin.cell("score"),
        format!("a score of {} is off the scale", number(score)),
    )
    .label(limit)
    .because(criterion.span, format!("scored from 0 to {max}"))
    .help("correct the score")
}

/// A number that is written without decimals.
fn whole(number: Decimal) -> Option<i128> {
    (number.scale() == 0).then(|| number.mantissa())
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
