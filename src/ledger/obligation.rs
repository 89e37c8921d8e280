//! What is still to be done about an award: by whom, by when, and how much.

use chrono::NaiveDate;

use crate::model::{Balance, Due, InstalmentEvent, Scheme};

use super::state::of_award;
use super::{Account, Duty, Settled, State, instalments};

/// One thing that is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligation {
    /// What.
    pub what: What,
    /// How much, where it is about money.
    pub amount: Option<Balance>,
    /// Since when it can be done; `None` while it waits for something else.
    pub since: Option<NaiveDate>,
    /// The last day on which it is in time, where the scheme sets one.
    pub day: Option<NaiveDate>,
}

/// What there is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The recipient says yes.
    Accept,
    /// The funder pays the instalment of this event.
    Pay(InstalmentEvent),
    /// The recipient completes the project.
    Complete,
    /// The recipient reports.
    Report,
    /// The funder claims back what the actual cost does not allow.
    Claim,
    /// The recipient pays back what is claimed.
    Repay,
    /// The funder gives back to the budget what will never be paid.
    Release,
}

impl What {
    /// The word that tables have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Pay(_) => "pay",
            Self::Complete => "complete",
            Self::Report => "report",
            Self::Claim => "claim",
            Self::Repay => "repay",
            Self::Release => "release",
        }
    }
}

impl Obligation {
    /// Whether something else has to happen first.
    pub fn is_waiting(&self) -> bool {
        self.since.is_none()
    }

    /// Whether it could be done and its last day is over on `today`.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.is_waiting() && self.day.is_some_and(|day| day < today)
    }
}

/// All that is still to be done about an award, in the order of its life.
/// Nothing is, once the account is closed.
pub fn obligations(scheme: &Scheme, account: &Account) -> Vec<Obligation> {
    let mut list = Vec::new();
    if account.close.is_some() {
        return list;
    }
    if account.is_awarded() {
        list.extend(acceptance(scheme, account));
        list.extend(payments(scheme, account));
        list.extend(reporting(scheme, account));
    }
    list.extend(settlement(scheme, account));
    list
}

fn acceptance(scheme: &Scheme, account: &Account) -> Option<Obligation> {
    let waits = awaits_acceptance(scheme, account);
    waits.then(|| Obligation {
        what: What::Accept,
        amount: None,
        since: account.first_award,
        day: Duty::Accept.due(scheme, account),
    })
}

/// The last day for accepting an offer that has lapsed, as its state says: on
/// `today` that day is over without a yes, and no money is out.
pub fn lapsed(scheme: &Scheme, account: &Account, today: NaiveDate) -> Option<NaiveDate> {
    let is_open = account.close.is_none() && account.is_awarded();
    let has_lapsed = is_open && of_award(scheme, account, today) == State::Lapsed;
    Duty::Accept.due(scheme, account).filter(|_| has_lapsed)
}

/// Whether the recipient is asked for a yes that has not come.
pub(super) fn awaits_acceptance(scheme: &Scheme, account: &Account) -> bool {
    let rules = scheme.payment.as_ref();
    let is_asked =
        scheme.deadlines.accept.is_some() || rules.is_some_and(|rules| !rules.before_acceptance);
    is_asked && account.accepted.is_none()
}

/// The instalments that are not paid. A scheme that says nothing of payment
/// has nothing due.
fn payments(scheme: &Scheme, account: &Account) -> Vec<Obligation> {
    if scheme.payment.is_none() && scheme.deadlines.pay.is_none() {
        return Vec::new();
    }
    let parts = instalments(scheme, account).into_iter();
    parts
        .filter(|part| part.left() > Balance::ZERO)
        .map(|part| Obligation {
            what: What::Pay(part.on),
            amount: Some(part.left()),
            since: part.since,
            day: payment_day(scheme, account, part.since),
        })
        .collect()
}

/// The last day for an instalment. For one that can only be paid after the
/// scheme's day of payment, a time that is counted is counted from then; a day
/// of the calendar says nothing of it.
fn payment_day(scheme: &Scheme, account: &Account, since: Option<NaiveDate>) -> Option<NaiveDate> {
    let day = Duty::Pay.due(scheme, account)?;
    match since {
        Some(since) if since > day => match scheme.deadlines.pay {
            Some((due @ Due::After(..), _)) => due.day(|_| Some(since)),
            _ => None,
        },
        _ => Some(day),
    }
}

fn reporting(scheme: &Scheme, account: &Account) -> Vec<Obligation> {
    let is_begun = !awaits_acceptance(scheme, account) || account.net_paid() > Balance::ZERO;
    let since = account
        .accepted
        .or(account.first_award)
        .filter(|_| is_begun);
    [
        (Duty::Complete, What::Complete),
        (Duty::Report, What::Report),
    ]
    .into_iter()
    .filter(|(duty, _)| !duty.is_done(account))
    .filter_map(|(duty, what)| {
        Some(Obligation {
            what,
            amount: None,
            since,
            day: Some(duty.due(scheme, account)?),
        })
    })
    .collect()
}

fn settlement(scheme: &Scheme, account: &Account) -> Vec<Obligation> {
    let settled = Settled::of(scheme, account);
    let sums = [
        (
            What::Claim,
            settled.map(|settled| settled.to_claim),
            account.reported,
        ),
        (What::Repay, Some(account.open_claims()), account.last_claim),
        (
            What::Release,
            settled.map(|settled| settled.to_release),
            account.reported,
        ),
    ];
    sums.into_iter()
        .filter_map(|(what, amount, since)| {
            let amount = amount.filter(|amount| *amount > Balance::ZERO)?;
            Some(Obligation {
                what,
                amount: Some(amount),
                since,
                day: None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{balance, day, kroner, scheme, span};
    use crate::model::{DueAnchor, DueUnit, Settlement, Share, Unspent};

    fn rules() -> Scheme {
        let mut scheme = scheme("digital");
        let three_weeks = Due::After(3, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.accept = Some((three_weeks, span()));
        scheme.deadlines.pay = Some((Due::On(day("2024-11-30")), span()));
        scheme.deadlines.report = Some((Due::On(day("2026-08-30")), span()));
        scheme.settlement = Some(Settlement {
            max_share: Share::from_percent(50.into()),
            unspent: Some(Unspent::Claim),
            span: span(),
        });
        scheme
    }

    fn told(account: &Account) -> Vec<(&'static str, Option<String>, bool)> {
        let list = obligations(&rules(), account).into_iter();
        list.map(|due| {
            let day = due.day.map(|day| day.to_string());
            (due.what.word(), day, due.is_waiting())
        })
        .collect()
    }

    #[test]
    fn what_waits_for_the_acceptance_is_told_and_not_due() {
        let day_of = |text: &str| Some(text.to_owned());
        let mut account = Account {
            first_award: Some(day("2024-11-20")),
            awarded: balance(100),
            ..Account::default()
        };
        assert_eq!(
            told(&account),
            [
                ("accept", day_of("2024-12-11"), false),
                ("pay", day_of("2024-11-30"), true),
                ("report", day_of("2026-08-30"), true),
            ]
        );
        account.accepted = Some(day("2024-12-05"));
        assert_eq!(
            told(&account),
            [
                ("pay", None, false),
                ("report", day_of("2026-08-30"), false),
            ],
            "the day of payment was before it could be paid"
        );
    }

    #[test]
    fn an_offer_lapses_while_no_money_is_out() {
        let mut account = Account {
            first_award: Some(day("2024-11-20")),
            awarded: balance(100),
            ..Account::default()
        };
        let last = day("2024-12-11");
        let lapsed_on = |account: &Account, today| lapsed(&rules(), account, day(today));
        assert_eq!(lapsed_on(&account, "2024-12-11"), None);
        assert_eq!(lapsed_on(&account, "2024-12-12"), Some(last));
        account.paid = balance(40);
        assert_eq!(
            lapsed_on(&account, "2024-12-12"),
            None,
            "its state is part-paid"
        );
        account.paid = balance(0);
        account.accepted = Some(day("2024-12-05"));
        assert_eq!(lapsed_on(&account, "2024-12-12"), None);
    }

    #[test]
    fn a_time_that_is_counted_begins_when_the_instalment_can_be_paid() {
        let mut scheme = rules();
        let week = Due::After(1, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.pay = Some((week, span()));
        let account = Account {
            first_award: Some(day("2024-09-02")),
            ..Account::default()
        };
        let due = |since| payment_day(&scheme, &account, Some(day(since)));
        assert_eq!(due("2024-09-05"), Some(day("2024-09-09")));
        assert_eq!(due("2024-09-20"), Some(day("2024-09-27")));
    }

    #[test]
    fn a_report_brings_the_settlement() {
        let mut account = Account {
            first_award: Some(day("2024-09-02")),
            accepted: Some(day("2024-09-10")),
            awarded: balance(100),
            paid: balance(80),
            reported: Some(day("2026-02-01")),
            spent: Some(kroner(120)),
            ..Account::default()
        };
        assert_eq!(
            told(&account),
            [("claim", None, false), ("release", None, false)]
        );
        account.claimed = balance(20);
        account.last_claim = Some(day("2026-02-10"));
        assert_eq!(
            told(&account),
            [("repay", None, false), ("release", None, false)]
        );
        account.close = Some(crate::ledger::EntryIndex::new(0));
        assert!(told(&account).is_empty());
    }
}
