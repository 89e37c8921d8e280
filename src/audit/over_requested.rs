//! More is awarded than was asked for.

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;
use super::crossing::last_crossing;

const CODE: Code = Code::error("over-requested", include_str!("over_requested.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.awarded() {
        let application = case.book.application(index);
        let Some(requested) = application.requested else {
            continue;
        };
        let over = case.account(index).committed() - requested;
        let Some(award) = last_crossing(case.decisions(index), requested.into()) else {
            continue;
        };
        let over = case.amount(over);
        let finding = Finding::new(
            &CODE,
            award.origin.cell("amount"),
            "the award is more than was asked for",
        )
        .label(format!("{over} over the request"))
        .because(application.origin.cell("requested"), "asked for here")
        .help(format!("lower the amount or release {over}"));
        case.add(found, index, finding);
    }
}
