//! Money goes out before the recipient has said yes.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{AwardKind, PaymentKind};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "paid-before-acceptance",
    include_str!("paid_before_acceptance.md"),
);

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.payment else {
        return;
    };
    if rules.before_acceptance {
        return;
    }
    for index in case.paid() {
        let account = case.account(index);
        if account.paid.is_zero() || account.awarded.is_zero() {
            continue;
        }
        let accepted = account.accepted;
        let early = case.payments(index).find(|entry| {
            entry.kind == PaymentKind::Payment && accepted.is_none_or(|day| entry.date < day)
        });
        let Some(payment) = early else {
            continue;
        };
        let mut finding = Finding::new(
            &CODE,
            payment.origin.cell("date"),
            "a payment before the recipient has accepted",
        )
        .label(match accepted {
            Some(day) => format!("accepted only on {day}"),
            None => "not accepted".to_owned(),
        })
        .help("record the acceptance with its date");
        let mut decisions = case.decisions(index);
        if let Some(accept) = decisions.find(|entry| entry.kind == AwardKind::Accept) {
            finding = finding.because(accept.origin.cell("date"), "accepted here");
        }
        let rule = "the scheme pays after acceptance alone";
        case.add(found, index, finding.because(rules.span, rule));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, found};
    use crate::model::PaymentRules;
    use crate::model::testing::{payment, scheme, span};

    #[test]
    fn the_day_of_the_acceptance_is_in_time() {
        let mut scheme = scheme("digital");
        scheme.payment = Some(PaymentRules {
            before_acceptance: false,
            instalments: Vec::new(),
            account: None,
            span: span(),
        });
        let awards = [("2024-09-01", 0, "award 100"), ("2024-09-10", 0, "accept")];
        let labels = |awards: &[_], date| {
            let mut book = book(&scheme, &[None], awards);
            book.payments = vec![payment(date, 0, PaymentKind::Payment, 50)];
            let found = found(&book).into_iter();
            found.map(|(_, _, label)| label).collect::<Vec<_>>()
        };
        assert!(labels(&awards, "2024-09-10").is_empty());
        assert_eq!(
            labels(&awards, "2024-09-09"),
            ["accepted only on 2024-09-10"]
        );
        assert_eq!(labels(&awards[..1], "2024-09-10"), ["not accepted"]);
    }
}
