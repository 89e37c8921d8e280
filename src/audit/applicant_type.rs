//! Money is awarded to an applicant of a type that the scheme does not fund.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::Rule;

use super::broken_rule::Words;
use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("applicant-type", include_str!("applicant_type.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

const WORDS: Words = Words {
    not_met: "an award to an applicant of a type that is not funded",
    unknown: "an award to an applicant whose type is not known",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    WORDS.find(
        &CODE,
        case,
        |rule| matches!(rule, Rule::ApplicantType),
        found,
    );
}
