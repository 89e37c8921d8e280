//! Money is awarded to one application too many of an applicant.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::Rule;

use super::broken_rule::Words;
use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "too-many-applications",
    include_str!("too_many_applications.md"),
);

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

const WORDS: Words = Words {
    not_met: "an award to one application too many",
    unknown: "an award to what may be one application too many",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    WORDS.find(
        &CODE,
        case,
        |rule| matches!(rule, Rule::MaxApplications),
        found,
    );
}
