//! Money is awarded to one application too many of an applicant.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::Rule;

use super::broken_rule::{self, Words};
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
    for (index, answer) in case.unsettled() {
        if matches!(answer.rule, Rule::MaxApplications) {
            found.add(broken_rule::finding(
                case,
                index,
                answer,
                &CODE,
                WORDS.of(answer),
            ));
        }
    }
}
