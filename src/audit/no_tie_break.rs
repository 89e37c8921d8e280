//! A ranked scheme does not say how equal scores are put in order.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Method;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::warning("no-tie-break", include_str!("no_tie_break.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.allocation else {
        return;
    };
    let is_ranked = rules.method == Method::Ranked && !case.scheme.criteria.is_empty();
    if is_ranked && rules.tie_break.is_empty() {
        found.add(
            Finding::new(
                &CODE,
                rules.span,
                "the scheme ranks by score and does not say what breaks a tie",
            )
            .label("no tie_break")
            .help("name it before the call opens, such as tie_break = [\"received\"]"),
        );
    }
}
