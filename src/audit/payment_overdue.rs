//! What is to be paid is not paid in time.

use crate::diagnostic::{Code, Findings};
use crate::ledger::What;

use super::case::Case;
use super::checks::Check;
use super::overdue::Overdue;

const CODE: Code = Code::warning("payment-overdue", include_str!("payment_overdue.md"));

pub(super) const CHECK: Check = Check::of_duties(&CODE, find);

const OVERDUE: Overdue = Overdue {
    code: &CODE,
    is_meant: |what| matches!(what, What::Pay(_)),
    message: |amount| format!("{} was not paid in time", amount.unwrap_or_default()),
    help: "pay it and record the payment, or release it",
};

fn find(case: &Case<'_>, found: &mut Findings) {
    OVERDUE.find(case, case.scheme.deadlines.pay.as_ref(), found);
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, findings};
    use crate::model::testing::{payment, scheme, span};
    use crate::model::{Due, DueAnchor, DueUnit, PaymentKind};

    #[test]
    fn only_what_can_be_paid_is_overdue() {
        let mut scheme = scheme("digital");
        let week = Due::After(1, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.pay = Some((Due::On("2024-11-30".parse().unwrap()), span()));
        scheme.deadlines.accept = Some((week, span()));
        let awards = [
            ("2024-12-30", 0, "award 100"),
            ("2024-09-01", 1, "award 80"),
        ];
        let accepts = [awards[0], awards[1], ("2024-09-02", 1, "accept")];
        let mut book = book(&scheme, &[None, None], &accepts);
        book.payments = vec![payment("2024-09-03", 1, PaymentKind::Payment, 50)];
        let findings = findings(&book);
        assert_eq!(findings.len(), 1, "the other one is not accepted yet");
        assert_eq!(findings[0].message, "30 NOK was not paid in time");
        assert_eq!(findings[0].label, "31 days overdue since 2024-11-30");
    }
}
