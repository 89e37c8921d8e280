//! More is demanded back than ever went out.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Balance, PaymentEntry, PaymentKind};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("over-claimed", include_str!("over_claimed.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.paid() {
        if case.account(index).claimed.is_zero() {
            continue;
        }
        let Some((claim, over)) = first_excess(case.payments(index)) else {
            continue;
        };
        let over = case.amount(over);
        let mut finding = Finding::new(
            &CODE,
            claim.origin.cell("amount"),
            "more is claimed back than was paid",
        )
        .label(format!("{over} too much"))
        .help("correct the amount or the date, or record the payment that is missing");
        let payments = case.payments(index);
        for payment in payments.filter(|entry| entry.kind == PaymentKind::Payment) {
            finding = finding.because(payment.origin.cell("amount"), "paid here");
        }
        case.add(found, index, finding);
    }
}

/// The first claim with which more is demanded back than was paid up to the
/// end of its day, and by how much. A claim that was given up may be made anew.
fn first_excess<'a>(
    entries: impl Iterator<Item = &'a PaymentEntry<'a>> + Clone,
) -> Option<(&'a PaymentEntry<'a>, Balance)> {
    let mut claimed = Balance::ZERO;
    let mut claims = entries.clone();
    claims.find_map(|entry| {
        match entry.kind {
            PaymentKind::Claim => claimed += entry.amount,
            PaymentKind::WriteOff => claimed -= entry.amount,
            PaymentKind::Payment | PaymentKind::Repayment => {}
        }
        let by_then = entries.clone().take_while(|other| other.date <= entry.date);
        let paid = by_then.filter(|other| other.kind == PaymentKind::Payment);
        let paid: Balance = paid.map(|payment| payment.amount).sum();
        let is_claim = entry.kind == PaymentKind::Claim;
        (is_claim && claimed > paid).then_some((entry, claimed - paid))
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::PaymentKind::{Claim, Payment, WriteOff};
    use crate::model::testing::{payment, scheme};

    #[test]
    fn at_most_what_was_paid_is_claimed() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        book.payments = vec![
            payment("2024-10-01", 0, Claim, 60),
            payment("2024-10-01", 0, Payment, 60),
        ];
        assert!(found(&book).is_empty(), "one day has no order");
        book.payments.push(payment("2024-10-02", 0, WriteOff, 60));
        book.payments.push(payment("2024-10-03", 0, Claim, 60));
        assert!(found(&book).is_empty(), "what was given up may come again");
        book.payments.push(payment("2024-11-01", 0, Claim, 5));
        let expected = ("over-claimed", Some(0), "5 NOK too much".to_owned());
        assert_eq!(found(&book), [expected]);
    }
}
