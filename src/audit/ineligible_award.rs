//! Money is awarded to an application that does not meet a requirement.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::{Outcome, Rule};

use super::broken_rule;
use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("ineligible-award", include_str!("ineligible_award.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for (index, answer) in case.unsettled() {
        let Rule::Requirement(requirement) = answer.rule else {
            continue;
        };
        if answer.outcome == Outcome::NotMet {
            let begin = format!(
                "an award to an application that does not meet `{}`",
                requirement.id
            );
            found.add(broken_rule::finding(case, index, answer, &CODE, &begin));
        }
    }
}
