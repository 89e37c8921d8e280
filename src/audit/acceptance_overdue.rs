//! The recipient has not said yes in time.

use crate::diagnostic::{Code, Findings};
use crate::ledger::What;

use super::case::Case;
use super::checks::Check;
use super::overdue::Overdue;

const CODE: Code = Code::warning("acceptance-overdue", include_str!("acceptance_overdue.md"));

pub(super) const CHECK: Check = Check::of_duties(&CODE, find);

const OVERDUE: Overdue = Overdue {
    code: &CODE,
    is_meant: |what| what == What::Accept,
    message: |_| "the award was not accepted in time".to_owned(),
    help: "record the acceptance, or release the award with the reason `lapsed`",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    OVERDUE.find(case, case.scheme.deadlines.accept.as_ref(), found);
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::testing::{scheme, span};
    use crate::model::{Due, DueAnchor, DueUnit};

    #[test]
    fn a_yes_that_did_not_come_is_told_once() {
        let mut scheme = scheme("digital");
        let week = Due::After(1, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.accept = Some((week, span()));
        scheme.deadlines.report = Some((Due::On("2024-12-30".parse().unwrap()), span()));
        let awards = [
            ("2024-12-23", 0, "award 100"),
            ("2024-12-24", 1, "award 100"),
            ("2024-12-01", 2, "award 100"),
            ("2024-12-02", 2, "release 100"),
        ];
        let book = book(&scheme, &[None, None, None], &awards);
        let label = "1 day overdue since 2024-12-30".to_owned();
        assert_eq!(found(&book), [("acceptance-overdue", Some(0), label)]);
    }
}
