//! The same payment stands twice.

use chrono::TimeDelta;

use crate::diagnostic::{Code, Finding, Findings, Severity};
use crate::model::{ApplicationIndex, Balance, PaymentEntry, PaymentKind};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("duplicate-payment", include_str!("duplicate_payment.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

/// Payments of one amount that are so far apart are not suspect.
const NEAR: TimeDelta = TimeDelta::days(7);

fn find(case: &Case<'_>, found: &mut Findings) {
    let mut entries: Vec<&PaymentEntry> = Vec::new();
    for index in case.paid() {
        entries.clear();
        entries.extend(case.payments(index));
        for (at, entry) in entries.iter().enumerate() {
            if let Some((earlier, likeness)) = likeness(entry, &entries[..at]) {
                case.add(found, index, finding(case, entry, earlier, likeness));
            }
        }
    }
}

/// What was paid again under the reference of an earlier payment, and is not
/// waived.
pub(super) fn paid_twice(case: &Case<'_>, index: ApplicationIndex) -> Balance {
    if case.is_waived(index, &CODE) {
        return Balance::ZERO;
    }
    let entries: Vec<&PaymentEntry> = case.payments(index).collect();
    let twice = entries.iter().enumerate().filter(|(at, entry)| {
        let like = likeness(entry, &entries[..*at]);
        like.is_some_and(|(_, likeness)| likeness == Likeness::Reference)
    });
    twice.map(|(_, entry)| entry.amount).sum()
}

/// How much two payments of one amount have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// The reference of the finance system.
    Reference,
    /// The week.
    Week,
}

/// The nearest earlier payment that this one is like, a reference before a week.
fn likeness<'a>(
    entry: &PaymentEntry<'_>,
    earlier: &[&'a PaymentEntry<'a>],
) -> Option<(&'a PaymentEntry<'a>, Likeness)> {
    if entry.kind != PaymentKind::Payment {
        return None;
    }
    let mut came_back = Balance::ZERO;
    let mut near = None;
    for other in earlier.iter().rev() {
        match other.kind {
            PaymentKind::Repayment => came_back += other.amount,
            PaymentKind::Payment if other.amount == entry.amount => {
                // The bank sent the money back, and it was paid again.
                if came_back >= other.amount.into() {
                    came_back -= other.amount;
                } else if other.reference.is_some() && other.reference == entry.reference {
                    return Some((other, Likeness::Reference));
                } else if entry.date - other.date <= NEAR {
                    near = near.or(Some((*other, Likeness::Week)));
                }
            }
            _ => {}
        }
    }
    near
}

fn finding(
    case: &Case<'_>,
    entry: &PaymentEntry<'_>,
    earlier: &PaymentEntry<'_>,
    likeness: Likeness,
) -> Finding {
    let amount = case.amount(entry.amount);
    match likeness {
        Likeness::Reference => Finding::new(
            &CODE,
            entry.origin.cell("reference"),
            format!("the payment of {amount} stands twice"),
        )
        .label("the same amount and reference")
        .because(earlier.origin.cell("reference"), "paid here already")
        .help(
            "take the row out again if the money went out once; claim it back if it went out twice",
        ),
        Likeness::Week => {
            let days = (entry.date - earlier.date).num_days();
            let mut finding = Finding::new(
                &CODE,
                entry.origin.cell("amount"),
                format!("{amount} is paid twice within seven days"),
            )
            .label(match days {
                0 => "on the same day".to_owned(),
                1 => "one day later".to_owned(),
                _ => format!("{days} days later"),
            })
            .because(earlier.origin.cell("amount"), "paid here")
            .help("look whether both were meant");
            finding.severity = Severity::Warning;
            finding
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, findings, waive};
    use crate::model::Book;
    use crate::model::testing::{payment, scheme};

    fn told(book: &Book<'_>) -> Vec<(Severity, String)> {
        let findings = findings(book).into_iter();
        findings
            .map(|finding| (finding.severity, finding.label.into_owned()))
            .collect()
    }

    #[test]
    fn a_reference_is_an_error_and_a_week_a_warning() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 500")]);
        let pay = |date, reference: Option<&'static str>| {
            let mut entry = payment(date, 0, PaymentKind::Payment, 100);
            entry.reference = reference.map(Into::into);
            entry
        };
        book.payments = vec![pay("2024-10-01", Some("X")), pay("2024-10-09", Some("Y"))];
        assert!(told(&book).is_empty(), "eight days");
        book.payments.push(pay("2024-10-16", None));
        assert_eq!(
            told(&book),
            [(Severity::Warning, "7 days later".to_owned())]
        );
        book.payments[2] = pay("2024-12-01", Some("X"));
        assert_eq!(
            told(&book),
            [(Severity::Error, "the same amount and reference".to_owned())]
        );
        waive(&mut book, 0, "duplicate-payment");
        assert!(told(&book).is_empty());
    }

    #[test]
    fn money_that_the_bank_sent_back_is_paid_again() {
        let scheme = scheme("digital");
        let mut book = book(&scheme, &[None], &[("2024-09-01", 0, "award 100")]);
        book.payments = vec![
            payment("2024-10-01", 0, PaymentKind::Payment, 100),
            payment("2024-10-02", 0, PaymentKind::Repayment, 100),
            payment("2024-10-03", 0, PaymentKind::Payment, 100),
        ];
        assert!(told(&book).is_empty());
    }
}
