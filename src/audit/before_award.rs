//! What happens only to an award, dated before there was one: a report, or
//! money.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::Dated;
use crate::model::ApplicationIndex;
use crate::source::Origin;

use super::case::Case;

/// The first report of each application without an award, and the first
/// payment before one. Money without any award is over-paid instead; where the
/// scheme pays after acceptance alone, money before an award is before that.
pub(super) fn find(case: &Case<'_>, code: &'static Code, found: &mut Findings) {
    for index in case.reported() {
        let first_award = case.account(index).first_award;
        let report = case.reports(index).next();
        if let Some(report) = report.filter(|report| is_early(*report, first_award)) {
            add(case, code, index, report.origin, "a report", found);
        }
    }
    if waits(case) {
        return;
    }
    for index in case.paid() {
        let first_award = case.account(index).first_award;
        let payment = case.payments(index).next();
        if let Some(payment) = payment.filter(|_| first_award.is_some())
            && is_early(payment, first_award)
        {
            add(case, code, index, payment.origin, "a payment", found);
        }
    }
}

fn is_early(fact: &impl Dated, first_award: Option<NaiveDate>) -> bool {
    first_award.is_none_or(|award| fact.date() < award)
}

fn waits(case: &Case<'_>) -> bool {
    let rules = case.scheme.payment.as_ref();
    rules.is_some_and(|rules| !rules.before_acceptance)
}

fn add(
    case: &Case<'_>,
    code: &'static Code,
    index: ApplicationIndex,
    origin: Origin,
    what: &str,
    found: &mut Findings,
) {
    let mut finding = Finding::new(
        code,
        origin.cell("date"),
        format!("{what} without an award"),
    )
    .label("nothing is awarded by then")
    .help("record the award first, or correct the date");
    if let Some(award) = case.first_award(index) {
        finding = finding.because(award.origin.cell("date"), "awarded only here");
    }
    case.add(found, index, finding);
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::testing::{day, file, payment, scheme};
    use crate::model::{ApplicationIndex, PaymentKind, Report};
    use crate::source::Origin;

    #[test]
    fn reports_and_payments_follow_an_award() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-02", 0, "award 100")]);
        let report = |date| Report {
            date: day(date),
            application: ApplicationIndex::new(0),
            spent: None,
            own_contribution: None,
            completed: None,
            origin: Origin::new(file(), 7),
        };
        book.payments = vec![payment("2024-09-02", 0, PaymentKind::Payment, 10)];
        book.reports = vec![report("2024-09-02")];
        assert!(found(&book).is_empty());
        book.reports = vec![report("2024-09-01")];
        let label = "nothing is awarded by then".to_owned();
        let early = |row| ("entry-out-of-order", Some(row), label.clone());
        assert_eq!(found(&book), [early(7)]);
        book.payments = vec![payment("2024-09-01", 0, PaymentKind::Payment, 10)];
        assert_eq!(found(&book), [early(7), early(0)]);
    }
}
