//! In what state an application is: derived from dated facts, never stored.

use std::fmt;

use chrono::NaiveDate;

use crate::model::{AwardEntry, Balance, Book, Scheme};

use super::{Account, Duty};

/// The state of an application on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It came in; nobody has judged it.
    Received,
    /// It meets every requirement.
    Eligible,
    /// It does not meet a requirement.
    Ineligible,
    /// Whether it meets the requirements cannot be told: a field is blank.
    Unknown,
    /// It is eligible, and every criterion is scored.
    Assessed,
    /// Money is committed, and the scheme asks for no acceptance.
    Awarded,
    /// Money is committed, and the recipient has not said yes.
    Offered,
    /// The recipient said yes.
    Accepted,
    /// The recipient did not say yes in time.
    Lapsed,
    /// All that was awarded was given back to the budget.
    Released,
    /// Part of what is committed is paid.
    PartPaid,
    /// All that is committed is paid.
    Paid,
    /// The recipient has reported.
    Reported,
    /// The account is closed.
    Closed,
    /// On the reserve list.
    Reserve,
    /// Refused.
    Rejected,
    /// Taken back by the applicant.
    Withdrawn,
}

/// What eligibility and ranking say of an application: its state while nothing
/// is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody has judged it.
    Received,
    /// Every requirement is met or waived.
    Eligible,
    /// A requirement is not met.
    Ineligible,
    /// No requirement is failed, and one is unknown.
    Unknown,
    /// Eligible, and every criterion is scored.
    Assessed,
}

impl State {
    /// Every state, in the order of an application's life.
    pub const ALL: [Self; 17] = [
        Self::Received,
        Self::Eligible,
        Self::Ineligible,
        Self::Unknown,
        Self::Assessed,
        Self::Awarded,
        Self::Offered,
        Self::Accepted,
        Self::Lapsed,
        Self::Released,
        Self::PartPaid,
        Self::Paid,
        Self::Reported,
        Self::Closed,
        Self::Reserve,
        Self::Rejected,
        Self::Withdrawn,
    ];

    /// The word that tables and filters have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Eligible => "eligible",
            Self::Ineligible => "ineligible",
            Self::Unknown => "unknown",
            Self::Assessed => "assessed",
            Self::Awarded => "awarded",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Lapsed => "lapsed",
            Self::Released => "released",
            Self::PartPaid => "part-paid",
            Self::Paid => "paid",
            Self::Reported => "reported",
            Self::Closed => "closed",
            Self::Reserve => "reserve",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing is decided, or it waits on the reserve list.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received
                | Self::Eligible
                | Self::Ineligible
                | Self::Unknown
                | Self::Assessed
                | Self::Reserve
        )
    }

    /// The state of an application of the book at the end of `today`. Money
    /// speaks first, then the latest decision, then the verdict.
    pub fn of(book: &Book, account: &Account, verdict: Verdict, today: NaiveDate) -> Self {
        if account.close.is_some() {
            Self::Closed
        } else if account.is_awarded() {
            of_award(book.scheme, account, today)
        } else if let Some(decision) = latest_decision(account, &book.awards) {
            decision
        } else if account.is_released() {
            Self::Released
        } else {
            verdict.into()
        }
    }
}

/// Whether a scheme waits for the recipient's yes: it sets a deadline for it,
/// or has rules of payment.
fn asks_acceptance(scheme: &Scheme) -> bool {
    scheme.deadlines.accept.is_some() || scheme.payment.is_some()
}

/// The state of one to whom money stands committed, and that is not closed.
pub(super) fn of_award(scheme: &Scheme, account: &Account, today: NaiveDate) -> State {
    let net_paid = account.net_paid();
    if account.reported.is_some() {
        State::Reported
    } else if net_paid >= account.committed() {
        State::Paid
    } else if net_paid > Balance::ZERO {
        State::PartPaid
    } else if account.accepted.is_some() {
        State::Accepted
    } else if !asks_acceptance(scheme) {
        State::Awarded
    } else if Duty::Accept
        .due(scheme, account)
        .is_some_and(|due| due < today)
    {
        State::Lapsed
    } else {
        State::Offered
    }
}

/// The latest of reserve, rejection and withdrawal; of two on one day the
/// later row. One that an award followed no longer counts.
fn latest_decision(account: &Account, awards: &[AwardEntry]) -> Option<State> {
    let (state, entry) = [
        (State::Reserve, account.reserve),
        (State::Rejected, account.reject),
        (State::Withdrawn, account.withdraw),
    ]
    .into_iter()
    .filter_map(|(state, entry)| Some((state, entry?)))
    .max_by_key(|(_, entry)| (awards[entry.position()].date, *entry))?;
    let overtaken = account.last_award >= Some(awards[entry.position()].date);
    (!overtaken).then_some(state)
}

impl From<Verdict> for State {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Received => Self::Received,
            Verdict::Eligible => Self::Eligible,
            Verdict::Ineligible => Self::Ineligible,
            Verdict::Unknown => Self::Unknown,
            Verdict::Assessed => Self::Assessed,
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::of_application;
    use crate::model::testing::{application, award, day, payment, scheme, span};
    use crate::model::{ApplicationIndex, Due, DueAnchor, DueUnit, PaymentKind};

    /// The state at the end of the day, of one application with these entries.
    fn state(entries: &[(&str, &str)], paid: &[(&str, PaymentKind, i64)], today: &str) -> State {
        let mut scheme = scheme("digital");
        let three_weeks = Due::After(3, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.accept = Some((three_weeks, span()));
        let mut book = Book::empty(&scheme);
        book.applications = vec![application("A-1", Some(100))];
        book.awards = entries
            .iter()
            .map(|(date, entry)| award(date, 0, entry))
            .collect();
        book.payments = paid
            .iter()
            .map(|(date, kind, amount)| payment(date, 0, *kind, *amount))
            .collect();
        let accounts = of_application(&book);
        State::of(
            &book,
            &accounts[ApplicationIndex::new(0)],
            Verdict::Eligible,
            day(today),
        )
    }

    #[test]
    fn an_award_goes_through_its_life() {
        use PaymentKind::{Payment, Repayment};
        let awarded = ("2024-09-02", "award 100");
        let accepted = ("2024-09-10", "accept");
        let today = "2024-12-31";
        assert_eq!(state(&[], &[], today), State::Eligible);
        assert_eq!(state(&[awarded], &[], "2024-09-23"), State::Offered);
        assert_eq!(state(&[awarded], &[], "2024-09-24"), State::Lapsed);
        assert_eq!(state(&[awarded, accepted], &[], today), State::Accepted);
        let part = ("2024-10-01", Payment, 60);
        assert_eq!(state(&[awarded, accepted], &[part], today), State::PartPaid);
        let rest = ("2024-11-01", Payment, 40);
        assert_eq!(
            state(&[awarded, accepted], &[part, rest], today),
            State::Paid
        );
        let back = ("2024-12-01", Repayment, 100);
        assert_eq!(
            state(&[awarded, accepted], &[part, rest, back], today),
            State::Accepted
        );
        let released = ("2024-12-01", "release 100");
        assert_eq!(state(&[awarded, released], &[], today), State::Released);
        let closed = ("2024-12-02", "close");
        assert_eq!(
            state(&[awarded, released, closed], &[], today),
            State::Closed
        );
    }

    #[test]
    fn the_latest_decision_counts() {
        let reserve = ("2024-09-02", "reserve");
        let award = ("2024-09-02", "award 100");
        let reject = ("2024-10-01", "reject");
        let today = "2024-10-02";
        assert_eq!(state(&[reserve], &[], today), State::Reserve);
        assert_eq!(state(&[reject, reserve], &[], today), State::Rejected);
        assert_eq!(state(&[reserve, award], &[], today), State::Lapsed);
        let released = ("2024-09-03", "release 100");
        assert_eq!(
            state(&[reserve, award, released], &[], today),
            State::Released
        );
        assert_eq!(
            state(&[award, released, reject], &[], today),
            State::Rejected
        );
    }

    #[test]
    fn a_scheme_that_asks_for_no_acceptance_awards() {
        let scheme = scheme("digital");
        let mut book = Book::empty(&scheme);
        book.applications = vec![application("A-1", None)];
        book.awards = vec![award("2024-09-02", 0, "award 100")];
        let account = of_application(&book)[ApplicationIndex::new(0)];
        let today = day("2030-01-01");
        assert_eq!(
            State::of(&book, &account, Verdict::Received, today),
            State::Awarded
        );
        book.awards.clear();
        let account = of_application(&book)[ApplicationIndex::new(0)];
        assert_eq!(
            State::of(&book, &account, Verdict::Received, today),
            State::Received
        );
    }

    #[test]
    fn every_state_has_a_word_of_its_own() {
        for state in State::ALL {
            assert_eq!(State::from_word(state.word()), Some(state));
        }
    }
}
