//! The report is due before the project is to be completed.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Due;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "report-before-completion",
    include_str!("report_before_completion.md"),
);

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let deadlines = &case.scheme.deadlines;
    let (Some((report, report_span)), Some((complete, complete_span))) =
        (deadlines.report, deadlines.complete)
    else {
        return;
    };
    if is_surely_before(report, complete) {
        found.add(
            Finding::new(
                &CODE,
                report_span,
                "the report is due before the project is to be completed",
            )
            .label(format!("due {report}"))
            .because(complete_span, format!("to be completed {complete}"))
            .help("correct one of the two"),
        );
    }
}

/// Whether one deadline comes before another for every award: both are days,
/// or both count the same units from the same event.
fn is_surely_before(earlier: Due, later: Due) -> bool {
    match (earlier, later) {
        (Due::On(earlier), Due::On(later)) => earlier < later,
        (Due::After(fewer, unit, from), Due::After(more, other_unit, other_from)) => {
            fewer < more && unit == other_unit && from == other_from
        }
        _ => false,
    }
}
