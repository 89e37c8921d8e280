//! The recipient has not reported in time.

use crate::diagnostic::{Code, Findings};
use crate::ledger::What;

use super::case::Case;
use super::checks::Check;
use super::overdue::Overdue;

const CODE: Code = Code::warning("report-overdue", include_str!("report_overdue.md"));

pub(super) const CHECK: Check = Check::of_duties(&CODE, find);

const OVERDUE: Overdue = Overdue {
    code: &CODE,
    is_meant: |what| what == What::Report,
    message: |_| "the recipient has not reported in time".to_owned(),
    help: "ask for the report, and record it when it comes",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    OVERDUE.find(case, case.scheme.deadlines.report.as_ref(), found);
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::testing::{day, file, scheme, span};
    use crate::model::{ApplicationIndex, Due, Report};
    use crate::source::Origin;

    #[test]
    fn a_report_that_came_is_enough() {
        let mut scheme = scheme("digital");
        scheme.deadlines.report = Some((Due::On(day("2024-12-21")), span()));
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        let label = "10 days overdue since 2024-12-21".to_owned();
        assert_eq!(found(&book), [("report-overdue", Some(0), label)]);
        book.reports = vec![Report {
            date: day("2024-12-30"),
            application: ApplicationIndex::new(0),
            spent: None,
            own_contribution: None,
            completed: None,
            origin: Origin::new(file(), 0),
        }];
        assert!(found(&book).is_empty());
    }
}
