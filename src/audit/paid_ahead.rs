//! More goes out than the scheme's instalments let be paid by that day.

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::{Account, EntryIndex, let_be_paid};
use crate::model::{ApplicationIndex, AwardKind, Balance, PaymentEntry, PaymentKind, PaymentRules};

use super::case::Case;
use super::checks::Check;
use super::{duplicate_payment, paid_before_acceptance};

const CODE: Code = Code::error("paid-ahead", include_str!("paid_ahead.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.payment else {
        return;
    };
    if rules.instalments.is_empty() {
        return;
    }
    for index in case.paid() {
        let twice = duplicate_payment::paid_twice(case, index);
        let payments = case.payments(index).enumerate();
        for (nth, payment) in payments.filter(|(_, entry)| entry.kind == PaymentKind::Payment) {
            let Some(over) = ahead(case, rules, index, nth, payment) else {
                continue;
            };
            // What is paid twice has a finding of its own.
            if over > twice {
                let finding = finding(case, rules, index, payment, over);
                case.add(found, index, finding);
            }
        }
    }
}

/// How much more than the plan lets is paid after the nth payment. What goes
/// over the award itself is over-paid, and what is paid before an acceptance
/// that the scheme waits for is before that: neither is told again here.
fn ahead(
    case: &Case<'_>,
    rules: &PaymentRules,
    index: ApplicationIndex,
    nth: usize,
    payment: &PaymentEntry<'_>,
) -> Option<Balance> {
    let mut account = by_then(case, index, nth, payment);
    if !rules.before_acceptance && account.accepted.is_none() {
        if !case.is_waived(index, paid_before_acceptance::CHECK.code) {
            return None;
        }
        account.accepted = account.first_award;
    }
    let paid = account.net_paid();
    let over = paid - let_be_paid(case.scheme, &account)?;
    (over > Balance::ZERO && paid <= account.committed()).then_some(over)
}

/// The account on the day of the nth payment, with the payments up to it.
fn by_then(
    case: &Case<'_>,
    index: ApplicationIndex,
    nth: usize,
    payment: &PaymentEntry<'_>,
) -> Account {
    let day = payment.date;
    let mut account = Account::default();
    for entry in case.decisions(index).filter(|entry| entry.date <= day) {
        // Which row it is matters only for the state.
        account.decide(EntryIndex::new(0), entry);
    }
    for report in case.reports(index).filter(|report| report.date <= day) {
        account.report(report);
    }
    for entry in case.payments(index).take(nth + 1) {
        account.pay(entry);
    }
    account
}

fn finding(
    case: &Case<'_>,
    rules: &PaymentRules,
    index: ApplicationIndex,
    payment: &PaymentEntry<'_>,
    over: Balance,
) -> Finding {
    let over = case.amount(over);
    let mut finding = Finding::new(
        &CODE,
        payment.origin.cell("amount"),
        "more is paid than the instalments let by that day",
    )
    .label(format!("{over} ahead"))
    .because(rules.span, "paid in these instalments")
    .help("pay the rest when what it waits for has come");
    let later = |date| date > payment.date;
    let mut decisions = case.decisions(index);
    let accept = decisions.find(|entry| entry.kind == AwardKind::Accept && later(entry.date));
    if let Some(accept) = accept {
        finding = finding.because(accept.origin.cell("date"), "accepted only here");
    }
    let report = case.reports(index).next();
    if let Some(report) = report.filter(|report| later(report.date)) {
        finding = finding.because(report.origin.cell("date"), "reported only here");
    }
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, found, waive};
    use crate::model::testing::{day, file, payment, scheme, span};
    use crate::model::{Book, Instalment, InstalmentEvent, Report, Scheme, Share};
    use crate::source::Origin;

    /// A scheme that pays 80 % on the acceptance and 20 % on the report.
    fn planned(before_acceptance: bool) -> Scheme {
        let mut scheme = scheme("digital");
        let part = |percent: i64, on| Instalment {
            share: Share::from_percent(percent.into()).unwrap(),
            on,
        };
        scheme.payment = Some(PaymentRules {
            before_acceptance,
            instalments: vec![
                part(80, InstalmentEvent::Accept),
                part(20, InstalmentEvent::Report),
            ],
            account: None,
            span: span(),
        });
        scheme
    }

    const AWARDS: [(&str, usize, &str); 2] =
        [("2024-09-02", 0, "award 100"), ("2024-09-10", 0, "accept")];

    fn paid<'s>(scheme: &'s Scheme, entries: &[(&str, PaymentKind, i64)]) -> Book<'s> {
        let mut book = book(scheme, &[None], &AWARDS);
        let entries = entries.iter();
        book.payments = entries
            .map(|(date, kind, amount)| payment(date, 0, *kind, *amount))
            .collect();
        book
    }

    fn told(book: &Book<'_>) -> Vec<(&'static str, String)> {
        let found = found(book).into_iter();
        found.map(|(name, _, label)| (name, label)).collect()
    }

    #[test]
    fn a_part_is_paid_when_what_it_waits_for_has_come() {
        use PaymentKind::{Payment, Repayment};
        let scheme = planned(false);
        let all = |entries: &[_]| told(&paid(&scheme, entries));
        let first = ("2024-09-10", Payment, 80);
        assert!(all(&[first]).is_empty());
        let ahead = vec![("paid-ahead", "15 NOK ahead".to_owned())];
        assert_eq!(all(&[first, ("2024-11-01", Payment, 15)]), ahead);
        let back = ("2024-10-01", Repayment, 15);
        assert!(all(&[first, back, ("2024-11-01", Payment, 15)]).is_empty());
        let mut book = paid(&scheme, &[first, ("2024-11-01", Payment, 15)]);
        book.reports = vec![Report {
            date: day("2024-11-01"),
            application: ApplicationIndex::new(0),
            spent: None,
            own_contribution: None,
            completed: None,
            origin: Origin::new(file(), 7),
        }];
        assert!(told(&book).is_empty(), "the day of the report is in time");
        book.reports[0].date = day("2024-11-02");
        assert_eq!(told(&book), ahead, "a later report changes nothing");
    }

    #[test]
    fn what_another_check_says_is_not_said_again() {
        use PaymentKind::Payment;
        let scheme = planned(false);
        let names = |book: &_| -> Vec<_> { told(book).into_iter().map(|(name, _)| name).collect() };
        let over = [("2024-09-10", Payment, 120)];
        assert_eq!(names(&paid(&scheme, &over)), ["over-paid"]);
        let mut early = paid(&scheme, &[("2024-09-09", Payment, 100)]);
        assert_eq!(names(&early), ["paid-before-acceptance"]);
        waive(&mut early, 0, "paid-before-acceptance");
        assert_eq!(names(&early), ["paid-ahead"], "the report is missing too");
        let mut twice = paid(
            &scheme,
            &[("2024-09-20", Payment, 45), ("2024-10-20", Payment, 45)],
        );
        for entry in &mut twice.payments {
            entry.reference = Some("X".into());
        }
        assert_eq!(names(&twice), ["duplicate-payment"]);
    }

    #[test]
    fn a_scheme_that_may_pay_before_an_acceptance_has_a_plan_too() {
        let scheme = planned(true);
        let early = [("2024-09-09", PaymentKind::Payment, 50)];
        let ahead = [("paid-ahead", "50 NOK ahead".to_owned())];
        assert_eq!(told(&paid(&scheme, &early)), ahead);
    }
}
