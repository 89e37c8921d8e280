//! The bands of a graded scheme do not fall.

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("bands-out-of-order", include_str!("bands_out_of_order.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let rules = case.scheme.allocation.iter();
    for pair in rules.flat_map(|rules| rules.bands.windows(2)) {
        let [upper, lower] = pair else { continue };
        let (message, label) = if lower.min_score >= upper.min_score {
            (
                "a band does not begin below the one before it",
                format!("from {}", lower.min_score.normalize()),
            )
        } else if lower.share >= upper.share {
            (
                "a lower score gives no smaller part",
                lower.share.to_string(),
            )
        } else {
            continue;
        };
        let before = format!("from {}: {}", upper.min_score.normalize(), upper.share);
        found.add(
            Finding::new(&CODE, lower.span, message)
                .label(label)
                .because(upper.span, before)
                .help("write the bands from the highest score down, each with a smaller share"),
        );
    }
}
