//! More money went out than is committed.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::{Account, Posting};
use crate::model::{ApplicationIndex, AwardEntry, AwardKind, Balance, PaymentEntry};
use crate::source::Origin;

use super::case::Case;
use super::checks::Check;
use super::duplicate_payment;

const CODE: Code = Code::error("over-paid", include_str!("over_paid.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.paid() {
        let over = excess(case.account(index));
        // What is paid twice has a finding of its own.
        if over <= Balance::ZERO || over <= duplicate_payment::paid_twice(case, index) {
            continue;
        }
        if let Some(entry) = last_crossing(case, index) {
            case.add(found, index, finding(case, index, entry, over));
        }
    }
}

/// What went out, less what is committed, and less what came back or is
/// claimed back: a claim answers for its part until it is paid or given up.
fn excess(account: &Account) -> Balance {
    account.paid - account.repaid.max(account.claimed) - account.committed()
}

/// An entry of either journal.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Decision(&'a AwardEntry<'a>),
    Payment(&'a PaymentEntry<'a>),
}

impl Entry<'_> {
    fn date(self) -> NaiveDate {
        match self {
            Self::Decision(entry) => entry.date,
            Self::Payment(entry) => entry.date,
        }
    }

    fn posting(self) -> Option<Posting> {
        match self {
            Self::Decision(entry) => Posting::of_award(entry.kind),
            Self::Payment(entry) => Some(Posting::of_payment(entry.kind, entry.amount)),
        }
    }

    fn origin(self) -> Origin {
        match self {
            Self::Decision(entry) => entry.origin,
            Self::Payment(entry) => entry.origin,
        }
    }
}

/// The entry after which more stays paid than committed; decisions come before
/// payments of the same day.
fn last_crossing<'a>(case: &Case<'a>, index: ApplicationIndex) -> Option<Entry<'a>> {
    let decisions = case.decisions(index).map(Entry::Decision);
    let payments = case.payments(index).map(Entry::Payment);
    let mut entries: Vec<Entry<'_>> = decisions.chain(payments).collect();
    entries.sort_by_key(|entry| entry.date());
    let mut account = Account::default();
    let mut crossing = None;
    for entry in entries {
        if let Some(posting) = entry.posting() {
            account.post(posting);
        }
        if excess(&account) <= Balance::ZERO {
            crossing = None;
        } else {
            crossing = crossing.or(Some(entry));
        }
    }
    crossing
}

fn finding(case: &Case<'_>, index: ApplicationIndex, entry: Entry<'_>, over: Balance) -> Finding {
    let over = case.amount(over);
    let account = case.account(index);
    let message = match entry {
        Entry::Decision(_) => "more is released than was left to pay",
        Entry::Payment(_) if account.awarded.is_zero() => "money is paid without an award",
        Entry::Payment(_) => "more is paid than is committed",
    };
    let mut finding = Finding::new(&CODE, entry.origin().cell("amount"), message)
        .label(format!("{over} over"))
        .help(format!("correct the amount, or claim {over} back"));
    for decision in case.decisions(index) {
        let label = match decision.kind {
            AwardKind::Award(_) => "awarded here",
            AwardKind::Release(_) if decision.origin != entry.origin() => "released here",
            _ => continue,
        };
        finding = finding.because(decision.origin.cell("amount"), label);
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, findings, waive};
    use crate::model::PaymentKind;
    use crate::model::testing::{payment, scheme};

    fn found_in(
        awards: &[(&str, usize, &str)],
        payments: &[(&str, PaymentKind, i64)],
    ) -> Vec<(String, String)> {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], awards);
        book.payments = payments
            .iter()
            .map(|(date, kind, amount)| payment(date, 0, *kind, *amount))
            .collect();
        let findings = findings(&book).into_iter();
        findings
            .map(|finding| (finding.message.into_owned(), finding.label.into_owned()))
            .collect()
    }

    fn one(message: &str, label: &str) -> Vec<(String, String)> {
        vec![(message.to_owned(), label.to_owned())]
    }

    #[test]
    fn what_is_over_must_come_back_or_be_claimed() {
        use PaymentKind::{Claim, Payment, Repayment, WriteOff};
        let awards = [("2024-09-01", 0, "award 100")];
        let twice = [("2024-09-02", Payment, 60), ("2024-09-13", Payment, 60)];
        let over = one("more is paid than is committed", "20 NOK over");
        assert_eq!(found_in(&awards, &twice), over);
        let and = |more: &[_]| found_in(&awards, &[&twice[..], more].concat());
        assert!(and(&[("2024-10-01", Repayment, 20)]).is_empty());
        assert!(and(&[("2024-10-01", Claim, 20)]).is_empty());
        assert!(and(&[("2024-10-01", Claim, 20), ("2024-11-01", WriteOff, 20)]).is_empty());
        assert_eq!(
            and(&[("2024-10-01", Claim, 15), ("2024-11-01", Repayment, 15)]),
            one("more is paid than is committed", "5 NOK over"),
            "a claim and its repayment count once"
        );
    }

    #[test]
    fn a_payment_that_stands_twice_is_told_once() {
        let awards = [("2024-09-01", 0, "award 100")];
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &awards);
        for date in ["2024-10-01", "2024-10-09"] {
            let mut entry = payment(date, 0, PaymentKind::Payment, 100);
            entry.reference = Some("X".into());
            book.payments.push(entry);
        }
        let names = |book: &_| -> Vec<_> {
            let findings = findings(book).into_iter();
            findings.map(|finding| finding.code.name).collect()
        };
        assert_eq!(names(&book), ["duplicate-payment"]);
        waive(&mut book, 0, "duplicate-payment");
        assert_eq!(names(&book), ["over-paid"]);
    }

    #[test]
    fn a_release_after_the_payment_is_shown() {
        let awards = [
            ("2024-09-01", 0, "award 100"),
            ("2024-12-01", 0, "release 30"),
        ];
        let paid = [("2024-09-02", PaymentKind::Payment, 100)];
        assert_eq!(
            found_in(&awards, &paid),
            one("more is released than was left to pay", "30 NOK over")
        );
        assert_eq!(
            found_in(&[], &paid),
            one("money is paid without an award", "100 NOK over")
        );
    }
}
