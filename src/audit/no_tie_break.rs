//! A scheme does not say how equals are put in order.

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
    let is_scored = !case.scheme.criteria.is_empty();
    let message = match rules.method {
        Method::Ranked | Method::Graded if is_scored => {
            "the scheme ranks by score and does not say what breaks a tie"
        }
        Method::Lottery if is_scored && rules.guaranteed.is_some() => {
            "the scheme ranks those before the draw and does not say what breaks a tie"
        }
        Method::Share => {
            "the scheme rounds shares and does not say who goes first where they are equal"
        }
        _ => return,
    };
    if rules.tie_break.is_empty() {
        found.add(
            Finding::new(&CODE, rules.span, message)
                .label("no tie_break")
                .help("name it before the call opens, such as tie_break = [\"received\"]"),
        );
    }
}
