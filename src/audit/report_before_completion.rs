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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DueAnchor, DueUnit};

    #[test]
    fn only_what_is_sure_counts() {
        let on = |day: &str| Due::On(day.parse().expect("a day"));
        let after = |count, unit| Due::After(count, unit, DueAnchor::Accept);
        assert!(is_surely_before(on("2026-03-31"), on("2026-06-30")));
        assert!(!is_surely_before(on("2026-06-30"), on("2026-06-30")));
        let (three, six) = (after(3, DueUnit::Months), after(6, DueUnit::Months));
        assert!(is_surely_before(three, six));
        assert!(!is_surely_before(after(3, DueUnit::Days), six));
        let complete = Due::After(1, DueUnit::Days, DueAnchor::Complete);
        assert!(!is_surely_before(complete, six));
    }
}
