//! The instalments are more than the award.

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("shares-over-whole", include_str!("shares_over_whole.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.payment else {
        return;
    };
    let shares = rules.instalments.iter();
    let together: Decimal = shares.map(|instalment| instalment.share.percent()).sum();
    if together > Decimal::ONE_HUNDRED {
        found.add(
            Finding::new(
                &CODE,
                rules.span,
                "the instalments are more than the whole award",
            )
            .label(format!("together {}%", together.normalize()))
            .help("lower the shares to at most 100% together"),
        );
    }
}
