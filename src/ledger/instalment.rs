//! In which parts an award is paid, what each waits for, and what is paid of it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::model::{Balance, Instalment, InstalmentEvent, PaymentRules, Scheme, Share};

use super::{Account, Settled};

/// One instalment of an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Which part of the award.
    pub share: Share,
    /// What it waits for.
    pub on: InstalmentEvent,
    /// The day on which that happened; `None` while it has not.
    pub since: Option<NaiveDate>,
    /// How much it is: the parts up to this one together, rounded down, less
    /// those before it. So a part that completes the award takes what rounding
    /// left.
    pub amount: Balance,
    /// What of it is paid.
    pub paid: Balance,
}

impl Part {
    /// What is still to be paid of it.
    pub fn left(&self) -> Balance {
        self.amount - self.paid
    }

    /// Whether it can be paid now.
    pub fn is_payable(&self) -> bool {
        self.since.is_some() && self.left() > Balance::ZERO
    }
}

/// The instalments of an award, in the order of the scheme. A scheme without a
/// plan pays all at once. Once the award is settled, the instalments are
/// together at most the final amount.
pub fn instalments(scheme: &Scheme, account: &Account) -> Vec<Part> {
    let committed = account.committed();
    let ceiling = Settled::of(scheme, account).map_or(committed, |settled| settled.final_amount);
    let mut parts = parts(scheme, account, ceiling);
    cover(&mut parts, account.net_paid());
    parts
}

/// What the scheme's plan lets be paid by now, whatever a settlement makes of
/// it. `None` for a scheme without a plan.
pub fn let_be_paid(scheme: &Scheme, account: &Account) -> Option<Balance> {
    let rules = scheme.payment.as_ref()?;
    if rules.instalments.is_empty() {
        return None;
    }
    let parts = parts(scheme, account, account.committed()).into_iter();
    let come = parts.filter(|part| part.since.is_some());
    Some(come.map(|part| part.amount).sum())
}

/// The instalments, together at most the ceiling, as if nothing were paid.
fn parts(scheme: &Scheme, account: &Account, ceiling: Balance) -> Vec<Part> {
    let committed = account.committed();
    let mut percent = Decimal::ZERO;
    let mut before = Balance::ZERO;
    let mut parts = Vec::new();
    for Instalment { share, on } in plan(scheme) {
        percent = (percent + share.percent()).min(Decimal::ONE_HUNDRED);
        let together = Share::from_percent(percent).map(|share| share.of(committed));
        let together = together.unwrap_or(committed).min(ceiling).max(before);
        parts.push(Part {
            share,
            on,
            since: since(on, scheme.payment.as_ref(), account),
            amount: together - before,
            paid: Balance::ZERO,
        });
        before = together;
    }
    parts
}

/// What was paid answers first for the parts whose event has come.
fn cover(parts: &mut [Part], mut paid: Balance) {
    for come in [true, false] {
        for part in parts.iter_mut().filter(|part| part.since.is_some() == come) {
            part.paid = part.amount.min(paid).max(Balance::ZERO);
            paid -= part.paid;
        }
    }
}

/// The scheme's plan; all at once where it has none.
fn plan(scheme: &Scheme) -> Vec<Instalment> {
    let rules = scheme.payment.as_ref();
    match rules.filter(|rules| !rules.instalments.is_empty()) {
        Some(rules) => rules.instalments.clone(),
        None => {
            let waits = rules.map_or(scheme.deadlines.accept.is_some(), |rules| {
                !rules.before_acceptance
            });
            let on = if waits {
                InstalmentEvent::Accept
            } else {
                InstalmentEvent::Award
            };
            let share = Share::from_percent(Decimal::ONE_HUNDRED);
            share
                .map(|share| Instalment { share, on })
                .into_iter()
                .collect()
        }
    }
}

/// The day on which an event came. Where nothing may be paid before the
/// acceptance, none comes before it.
fn since(
    on: InstalmentEvent,
    rules: Option<&PaymentRules>,
    account: &Account,
) -> Option<NaiveDate> {
    let day = match on {
        InstalmentEvent::Award => account.first_award,
        InstalmentEvent::Accept => account.accepted,
        InstalmentEvent::Report => account.reported,
    }?;
    if rules.is_some_and(|rules| !rules.before_acceptance) {
        return account.accepted.map(|accepted| accepted.max(day));
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{balance, day, kroner, scheme, span};
    use crate::model::{Settlement, Unspent};

    fn planned(parts: &[(&str, InstalmentEvent)]) -> Scheme {
        let mut scheme = scheme("digital");
        let instalments = parts.iter().map(|(percent, on)| Instalment {
            share: Share::from_percent(percent.parse().unwrap()).unwrap(),
            on: *on,
        });
        scheme.payment = Some(PaymentRules {
            before_acceptance: false,
            instalments: instalments.collect(),
            account: None,
            span: span(),
        });
        scheme
    }

    fn account(minor: i128) -> Account {
        Account {
            first_award: Some(day("2024-09-02")),
            accepted: Some(day("2024-09-10")),
            awarded: Balance::from_minor(minor),
            ..Account::default()
        }
    }

    fn amounts(parts: &[Part]) -> Vec<i128> {
        parts.iter().map(|part| part.amount.minor()).collect()
    }

    #[test]
    fn the_last_part_takes_what_rounding_left() {
        use InstalmentEvent::{Accept, Award, Report};
        let thirds = [
            ("33.333333", Award),
            ("33.333333", Accept),
            ("33.333334", Report),
        ];
        let parts = instalments(&planned(&thirds), &account(100));
        assert_eq!(amounts(&parts), [33, 33, 34]);
        let halves = [("50", Accept), ("50", Report)];
        let parts = instalments(&planned(&halves), &account(101));
        assert_eq!(amounts(&parts), [50, 51]);
        let not_all = [("50", Accept), ("25", Report)];
        let parts = instalments(&planned(&not_all), &account(101));
        assert_eq!(amounts(&parts), [50, 25]);
    }

    #[test]
    fn what_is_paid_answers_for_what_has_come() {
        use InstalmentEvent::{Accept, Report};
        let scheme = planned(&[("80", Accept), ("20", Report)]);
        let mut account = account(10_000);
        account.paid = balance(90);
        let parts = instalments(&scheme, &account);
        assert_eq!(parts[0].since, Some(day("2024-09-10")));
        assert_eq!(parts[0].left(), Balance::ZERO);
        assert_eq!((parts[1].since, parts[1].left()), (None, balance(10)));
        assert!(!parts[1].is_payable());
        account.reported = Some(day("2026-01-01"));
        let parts = instalments(&scheme, &account);
        assert!(!parts[0].is_payable() && parts[1].is_payable());
    }

    #[test]
    fn a_settlement_lowers_the_parts_from_the_end() {
        use InstalmentEvent::{Accept, Report};
        let mut scheme = planned(&[("80", Accept), ("20", Report)]);
        scheme.settlement = Some(Settlement {
            max_share: None,
            unspent: Some(Unspent::Claim),
            span: span(),
        });
        let mut account = account(10_000);
        account.paid = balance(80);
        account.reported = Some(day("2026-01-01"));
        account.spent = Some(kroner(85));
        assert_eq!(amounts(&instalments(&scheme, &account)), [8_000, 500]);
        account.spent = Some(kroner(70));
        let parts = instalments(&scheme, &account);
        assert_eq!(amounts(&parts), [7_000, 0]);
        assert!(parts.iter().all(|part| !part.is_payable()));
    }

    #[test]
    fn nothing_is_payable_before_an_acceptance_that_is_asked_for() {
        let mut scheme = planned(&[]);
        let mut account = account(100);
        account.accepted = None;
        let of = |scheme: &Scheme| instalments(scheme, &account)[0];
        assert_eq!(of(&scheme).on, InstalmentEvent::Accept);
        assert_eq!(of(&scheme).since, None);
        let early = planned(&[("100", InstalmentEvent::Award)]);
        assert_eq!(of(&early).since, None);
        scheme.payment = None;
        assert_eq!(of(&scheme).since, account.first_award);
    }
}
