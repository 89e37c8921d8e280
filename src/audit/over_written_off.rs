//! More is given up than was still claimed.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Balance, PaymentEntry, PaymentKind};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("over-written-off", include_str!("over_written_off.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.paid() {
        if case.account(index).written_off.is_zero() {
            continue;
        }
        let Some((write_off, over)) = first_excess(case.payments(index)) else {
            continue;
        };
        let over = case.amount(over);
        let mut finding = Finding::new(
            &CODE,
            write_off.origin.cell("amount"),
            "more is written off than was still claimed",
        )
        .label(format!("{over} too much"))
        .help("correct the amount or the date, or record the claim that is missing");
        let payments = case.payments(index);
        for claim in payments.filter(|entry| entry.kind == PaymentKind::Claim) {
            finding = finding.because(claim.origin.cell("amount"), "claimed here");
        }
        case.add(found, index, finding);
    }
}

/// The first write-off that gives up more than was claimed up to the end of
/// its day and had neither come back nor been given up, and by how much.
fn first_excess<'a>(
    entries: impl Iterator<Item = &'a PaymentEntry<'a>> + Clone,
) -> Option<(&'a PaymentEntry<'a>, Balance)> {
    let mut written_off = Balance::ZERO;
    let mut write_offs = entries
        .clone()
        .filter(|entry| entry.kind == PaymentKind::WriteOff);
    write_offs.find_map(|entry| {
        let sum = |kind| -> Balance {
            let by_then = entries.clone().take_while(|other| other.date <= entry.date);
            let of_kind = by_then.filter(|other| other.kind == kind);
            of_kind.map(|other| other.amount).sum()
        };
        let open = sum(PaymentKind::Claim) - sum(PaymentKind::Repayment) - written_off;
        let over = Balance::from(entry.amount) - open.max(Balance::ZERO);
        written_off += entry.amount;
        (over > Balance::ZERO).then_some((entry, over))
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::PaymentKind::{Claim, Payment, Repayment, WriteOff};
    use crate::model::testing::{payment, scheme};

    #[test]
    fn at_most_what_is_open_is_given_up() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        book.payments = vec![
            payment("2024-10-01", 0, Payment, 100),
            payment("2024-11-01", 0, Claim, 30),
            payment("2024-11-05", 0, Repayment, 10),
            payment("2024-11-06", 0, WriteOff, 20),
        ];
        assert!(found(&book).is_empty());
        book.payments.push(payment("2024-11-07", 0, WriteOff, 5));
        let expected = ("over-written-off", Some(0), "5 NOK too much".to_owned());
        assert_eq!(found(&book), [expected]);
        book.payments.pop();
        book.payments.push(payment("2025-11-07", 0, Repayment, 20));
        assert!(found(&book).is_empty(), "it may come back all the same");
    }
}
