//! More is paid than the actual cost allows, and it is not claimed back.

use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::ledger::Settled;
use crate::model::{ApplicationIndex, Balance, PaymentKind, Report};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::warning("settlement-due", include_str!("settlement_due.md"));

pub(super) const CHECK: Check = Check::of_duties(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.settlement else {
        return;
    };
    for index in case.paid() {
        let account = case.account(index);
        let Some(settled) = Settled::of(case.scheme, account) else {
            continue;
        };
        // Money over what is committed is over-paid, whatever it cost.
        let over_paid = account.net_paid() > account.committed();
        if settled.to_claim <= Balance::ZERO || account.close.is_some() || over_paid {
            continue;
        }
        let Some(report) = report(case, index) else {
            continue;
        };
        let over = case.amount(settled.to_claim);
        let mut finding = Finding::new(
            &CODE,
            report.origin.cell("spent"),
            format!("{over} more is paid than the actual cost allows"),
        )
        .label(format!("allows {}", case.amount(settled.final_amount)))
        .note(settled.sentence(case.scheme));
        let payments = case.payments(index);
        for payment in payments.filter(|entry| entry.kind == PaymentKind::Payment) {
            let mut label = "paid here";
            if payment.date > report.date {
                label = "paid although the report was there";
                finding.severity = Severity::Error;
            }
            finding = finding.because(payment.origin.cell("amount"), label);
        }
        let finding = finding
            .because(rules.span, "settled by this")
            .help(format!("claim {over} back"));
        case.add(found, index, finding);
    }
}

/// The report that counts: the latest that names the actual cost.
fn report<'a>(case: &Case<'a>, index: ApplicationIndex) -> Option<&'a Report> {
    let mut reports = case.reports(index).rev();
    reports.find(|report| report.spent.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, findings};
    use crate::model::testing::{day, file, kroner, payment, scheme, span};
    use crate::model::{Book, Settlement, Share, Unspent};
    use crate::source::Origin;

    fn told(book: &Book<'_>) -> Vec<(Severity, String)> {
        let findings = findings(book).into_iter();
        findings
            .map(|finding| (finding.severity, finding.label.into_owned()))
            .collect()
    }

    #[test]
    fn a_cost_that_allows_less_asks_for_a_claim() {
        let mut scheme = scheme("digital");
        scheme.settlement = Some(Settlement {
            max_share: Share::from_percent(50.into()),
            unspent: Some(Unspent::Claim),
            span: span(),
        });
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        book.payments = vec![payment("2024-09-10", 0, PaymentKind::Payment, 100)];
        book.reports = vec![Report {
            date: day("2024-12-01"),
            application: ApplicationIndex::new(0),
            spent: Some(kroner(150)),
            own_contribution: None,
            completed: None,
            origin: Origin::new(file(), 0),
        }];
        let label = "allows 75 NOK";
        let sentence = "50% of the 150 NOK spent is 75 NOK, less than the 100 NOK committed";
        assert_eq!(told(&book), [(Severity::Warning, label.to_owned())]);
        assert_eq!(findings(&book)[0].notes, [sentence]);
        book.payments[0].date = day("2024-12-02");
        assert_eq!(told(&book), [(Severity::Error, label.to_owned())]);
        book.payments
            .push(payment("2024-12-10", 0, PaymentKind::Claim, 25));
        assert!(told(&book).is_empty());
        book.payments.pop();
        book.reports[0].spent = Some(kroner(200));
        assert!(told(&book).is_empty());
    }
}
