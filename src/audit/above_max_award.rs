//! More is awarded than the scheme allows for one application.

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;
use super::crossing::last_crossing;

const CODE: Code = Code::error("above-max-award", include_str!("above_max_award.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let rules = case.scheme.allocation.as_ref();
    let Some((most, rule)) = rules.and_then(|rules| rules.max_award) else {
        return;
    };
    for index in case.awarded() {
        let Some(award) = last_crossing(case.decisions(index), most.into()) else {
            continue;
        };
        let over = case.amount(case.account(index).committed() - most);
        let finding = Finding::new(
            &CODE,
            award.origin.cell("amount"),
            "the award is larger than the scheme allows",
        )
        .label(format!("{over} over the largest award"))
        .because(
            rule,
            format!("no award is larger than {}", case.amount(most)),
        )
        .help(format!("lower the amount or release {over}"));
        case.add(found, index, finding);
    }
}
