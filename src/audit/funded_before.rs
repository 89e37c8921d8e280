//! Money is awarded to an applicant whom an earlier award rules out.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::Rule;

use super::broken_rule::Words;
use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("funded-before", include_str!("funded_before.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

const WORDS: Words = Words {
    not_met: "an award to an applicant who was funded before",
    unknown: "an award to an applicant who may have been funded before",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    WORDS.find(
        &CODE,
        case,
        |rule| matches!(rule, Rule::FundedBefore(_)),
        found,
    );
}
