//! More money came back than ever went out.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Balance, PaymentEntry, PaymentKind};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("over-repaid", include_str!("over_repaid.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.paid() {
        if case.account(index).repaid.is_zero() {
            continue;
        }
        let Some((repayment, over)) = first_excess(case.payments(index)) else {
            continue;
        };
        let over = case.amount(over);
        let mut finding = Finding::new(
            &CODE,
            repayment.origin.cell("amount"),
            "more came back than was paid",
        )
        .label(format!("{over} too much"))
        .help("correct the amount or the date, or record the payment that is missing");
        for payment in case.payments(index) {
            if payment.kind == PaymentKind::Payment {
                finding = finding.because(payment.origin.cell("amount"), "paid here");
            }
        }
        case.add(found, index, finding);
    }
}

/// The first repayment that brings back more than was paid up to the end of
/// its day, and by how much.
fn first_excess<'a>(
    entries: impl Iterator<Item = &'a PaymentEntry<'a>> + Clone,
) -> Option<(&'a PaymentEntry<'a>, Balance)> {
    let mut repaid = Balance::ZERO;
    let of_kind = |kind| {
        let entries = entries.clone();
        entries.filter(move |entry| entry.kind == kind)
    };
    of_kind(PaymentKind::Repayment).find_map(|entry| {
        repaid += entry.amount;
        let paid: Balance = of_kind(PaymentKind::Payment)
            .take_while(|payment| payment.date <= entry.date)
            .map(|payment| payment.amount)
            .sum();
        (repaid > paid).then_some((entry, repaid - paid))
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::PaymentKind::{Payment, Repayment};
    use crate::model::testing::{payment, scheme};

    #[test]
    fn at_most_what_was_paid_by_then_comes_back() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        book.payments = vec![
            payment("2024-10-01", 0, Repayment, 60),
            payment("2024-10-01", 0, Payment, 60),
        ];
        assert!(found(&book).is_empty(), "one day has no order");
        book.payments.push(payment("2024-11-01", 0, Repayment, 5));
        book.payments.push(payment("2024-11-02", 0, Payment, 5));
        let expected = ("over-repaid", Some(0), "5 NOK too much".to_owned());
        assert_eq!(found(&book), [expected]);
    }
}
