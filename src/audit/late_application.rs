//! Money is awarded to an application that came in late.

use crate::diagnostic::{Code, Findings};
use crate::eligibility::Rule;

use super::broken_rule::Words;
use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("late-application", include_str!("late_application.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

const WORDS: Words = Words {
    not_met: "an award to a late application",
    unknown: "an award to an application that may be late",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    WORDS.find(&CODE, case, |rule| matches!(rule, Rule::Late), found);
}
