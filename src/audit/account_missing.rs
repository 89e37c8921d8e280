//! Money goes out, and nobody recorded to which account.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::PaymentKind;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("account-missing", include_str!("account_missing.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let rules = case.scheme.payment.as_ref();
    let Some(rule) = rules.and_then(|rules| rules.account) else {
        return;
    };
    for index in case.paid() {
        let mut decisions = case.decisions(index);
        let named = decisions.find(|entry| entry.account.is_some());
        let mut payments = case.payments(index);
        let early = payments.find(|entry| {
            entry.kind == PaymentKind::Payment && named.is_none_or(|named| entry.date < named.date)
        });
        let Some(payment) = early else {
            continue;
        };
        let mut finding = Finding::new(
            &CODE,
            payment.origin.cell("application"),
            "a payment to an account that nobody recorded",
        )
        .help("write the account into awards.csv, in a row dated no later than the payment");
        finding = match named {
            Some(named) => finding
                .label(format!("the account is known only from {}", named.date))
                .because(named.origin.cell("account"), "named here"),
            None => finding.label("no account is known"),
        };
        let rule_says = "the scheme pays to known accounts alone";
        case.add(found, index, finding.because(rule, rule_says));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, found};
    use crate::model::PaymentRules;
    use crate::model::testing::{payment, scheme, span};

    #[test]
    fn the_account_is_named_by_the_day_of_the_payment() {
        let mut scheme = scheme("digital");
        scheme.payment = Some(PaymentRules {
            before_acceptance: true,
            instalments: Vec::new(),
            account: Some(span()),
            span: span(),
        });
        let awards = [("2024-09-01", 0, "award 100"), ("2024-09-10", 0, "accept")];
        let mut book = book(&scheme, &[None], &awards);
        book.payments = vec![payment("2024-09-05", 0, PaymentKind::Payment, 100)];
        let labels = |book: &_| {
            let found = found(book).into_iter();
            found.map(|(_, _, label)| label).collect::<Vec<_>>()
        };
        assert_eq!(labels(&book), ["no account is known"]);
        book.awards[1].account = Some("86011117947".into());
        assert_eq!(labels(&book), ["the account is known only from 2024-09-10"]);
        book.payments[0].date = book.awards[1].date;
        assert!(labels(&book).is_empty());
    }
}
