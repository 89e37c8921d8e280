//! A score outside the criterion's scale.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("score-out-of-range", include_str!("score_out_of_range.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for assessment in &case.book.assessments {
        let criterion = &case.scheme.criteria[assessment.criterion as usize];
        let score = assessment.score;
        if score >= Decimal::ZERO && score <= criterion.max {
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
