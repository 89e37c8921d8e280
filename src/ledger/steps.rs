//! Which entries can follow: what a refusal offers instead.
//!
//! The audit alone says what is wrong; these are the steps that it would not
//! refuse for the state's sake.

use crate::model::{Balance, Scheme};

use super::obligation::awaits_acceptance;
use super::{Account, Settled, State, instalments};

/// One kind of entry that people record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Money is committed.
    Award,
    /// The recipient says yes.
    Accept,
    /// The application is refused.
    Reject,
    /// The applicant takes it back.
    Withdraw,
    /// Money goes out.
    Pay,
    /// The recipient tells what was spent and done.
    Report,
    /// Money is demanded back.
    Claim,
    /// Money comes back.
    Repay,
    /// A demand is given up.
    WriteOff,
    /// Committed money goes back to the budget.
    Release,
    /// The account ends.
    Close,
}

impl Step {
    /// The command that records it.
    pub fn command(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Pay => "pay",
            Self::Report => "report",
            Self::Claim => "claim",
            Self::Repay => "repay",
            Self::WriteOff => "write-off",
            Self::Release => "release",
            Self::Close => "close",
        }
    }
}

/// The entries that can follow in a state, in the order of an award's life.
/// Nothing follows a rejection, a withdrawal or a closing.
pub fn steps(scheme: &Scheme, account: &Account, state: State) -> Vec<Step> {
    match state {
        State::Received | State::Eligible | State::Unknown | State::Assessed | State::Reserve => {
            vec![Step::Award, Step::Reject, Step::Withdraw]
        }
        State::Ineligible => vec![Step::Reject, Step::Withdraw],
        State::Rejected | State::Withdrawn | State::Closed => Vec::new(),
        State::Awarded
        | State::Offered
        | State::Lapsed
        | State::Accepted
        | State::PartPaid
        | State::Paid
        | State::Reported
        | State::Released => after_award(scheme, account),
    }
}

/// What can go back to the budget: all that is committed and not paid, and
/// what is on its way back by a claim that the settlement asked for.
pub fn releasable(scheme: &Scheme, account: &Account) -> Balance {
    let settled = Settled::of(scheme, account);
    let to_release = settled.map_or(Balance::ZERO, |settled| settled.to_release);
    account.outstanding().max(to_release)
}

fn after_award(scheme: &Scheme, account: &Account) -> Vec<Step> {
    let is_awarded = account.is_awarded();
    let awaits = is_awarded && awaits_acceptance(scheme, account);
    let settled = Settled::of(scheme, account);
    let can_pay = instalments(scheme, account)
        .iter()
        .any(|part| part.is_payable());
    let open = account.open_claims().max(Balance::ZERO);
    let holds = account.net_paid() > Balance::ZERO;
    let to_claim = settled.map_or(Balance::ZERO, |settled| settled.to_claim);
    let is_settled = open.is_zero() && to_claim.is_zero();
    let possible = [
        (Step::Accept, awaits),
        (Step::Pay, can_pay),
        (Step::Report, is_awarded && (!awaits || holds)),
        (Step::Claim, account.net_paid() > open),
        (Step::Repay, holds),
        (Step::WriteOff, open > Balance::ZERO),
        (Step::Release, releasable(scheme, account) > Balance::ZERO),
        (
            Step::Close,
            is_settled && account.outstanding() <= Balance::ZERO,
        ),
    ];
    let possible = possible.into_iter().filter(|(_, possible)| *possible);
    possible.map(|(step, _)| step).collect()
}

#[cfg(test)]
mod tests {
    use super::Step::*;
    use super::*;
    use crate::model::testing::{balance, day, kroner, scheme, span};
    use crate::model::{PaymentRules, Settlement, Unspent};

    fn rules() -> Scheme {
        let mut scheme = scheme("digital");
        scheme.payment = Some(PaymentRules {
            before_acceptance: false,
            instalments: Vec::new(),
            account: None,
            span: span(),
        });
        scheme.settlement = Some(Settlement {
            max_share: None,
            unspent: Some(Unspent::Claim),
            span: span(),
        });
        scheme
    }

    fn offered() -> Account {
        Account {
            first_award: Some(day("2024-09-02")),
            awarded: balance(100),
            ..Account::default()
        }
    }

    #[test]
    fn what_is_not_decided_can_be() {
        let none = Account::default();
        let of = |state| steps(&rules(), &none, state);
        assert_eq!(of(State::Assessed), [Award, Reject, Withdraw]);
        assert_eq!(of(State::Reserve), [Award, Reject, Withdraw]);
        assert_eq!(of(State::Ineligible), [Reject, Withdraw]);
        for state in [State::Rejected, State::Withdrawn, State::Closed] {
            assert!(of(state).is_empty(), "{state}");
        }
    }

    #[test]
    fn an_award_is_accepted_paid_reported_and_closed() {
        let mut account = offered();
        let of = |account: &Account, state| steps(&rules(), account, state);
        assert_eq!(of(&account, State::Offered), [Accept, Release]);
        assert_eq!(of(&account, State::Lapsed), [Accept, Release]);
        account.accepted = Some(day("2024-09-10"));
        assert_eq!(of(&account, State::Accepted), [Pay, Report, Release]);
        account.paid = balance(60);
        assert_eq!(
            of(&account, State::PartPaid),
            [Pay, Report, Claim, Repay, Release]
        );
        account.paid = balance(100);
        assert_eq!(of(&account, State::Paid), [Report, Claim, Repay, Close]);
    }

    #[test]
    fn a_settlement_asks_for_a_claim_before_the_closing() {
        let mut account = offered();
        account.accepted = Some(day("2024-09-10"));
        account.paid = balance(100);
        account.reported = Some(day("2026-02-01"));
        account.spent = Some(kroner(70));
        let of = |account: &Account| steps(&rules(), account, State::Reported);
        assert_eq!(of(&account), [Report, Claim, Repay]);
        account.claimed = balance(30);
        assert_eq!(of(&account), [Report, Claim, Repay, WriteOff, Release]);
        account.repaid = balance(30);
        assert_eq!(of(&account), [Report, Claim, Repay, Release]);
        account.released = balance(30);
        assert_eq!(of(&account), [Report, Claim, Repay, Close]);
    }

    #[test]
    fn what_is_given_back_can_be_closed() {
        let mut account = offered();
        account.released = balance(100);
        assert_eq!(steps(&rules(), &account, State::Released), [Close]);
    }
}
