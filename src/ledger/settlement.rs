//! What an award is in the end, once the recipient has said what it cost.

use crate::model::{Balance, Money, Scheme, Share, Unspent};

use super::Account;

/// The final amount of an award, and what follows from it. Every sum is exact
/// and rounded down to the minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The actual cost.
    pub spent: Money,
    /// The part of it that is granted at most; all of it where the scheme
    /// names no part.
    pub max_share: Option<Share>,
    /// That part of the actual cost.
    pub allowed: Balance,
    /// What stands committed.
    pub committed: Balance,
    /// The smaller of what is allowed and what is committed: a settlement
    /// never raises an award.
    pub final_amount: Balance,
    /// What is to be claimed back and is not claimed yet.
    pub to_claim: Balance,
    /// What is committed, will never be paid, and is not released yet.
    pub to_release: Balance,
}

impl Settled {
    /// The settlement of an account. `None` where the scheme settles nothing,
    /// where nothing was awarded, and while the actual cost is not known.
    pub fn of(scheme: &Scheme, account: &Account) -> Option<Self> {
        let rules = scheme.settlement.as_ref()?;
        if rules.max_share.is_none() && rules.unspent.is_none() {
            return None;
        }
        account.first_award?;
        let spent = account.spent?;
        let cost = Balance::from(spent);
        let allowed = rules.max_share.map_or(cost, |share| share.of(cost));
        let committed = account.committed();
        let final_amount = allowed.min(committed);
        let to_claim = match rules.unspent {
            Some(Unspent::Keep) => Balance::ZERO,
            Some(Unspent::Claim) | None => unclaimed(account, final_amount),
        };
        // What is claimed will come back, and is not needed either.
        let kept = account.net_paid() - account.open_claims().max(Balance::ZERO);
        let to_release = committed - final_amount.max(kept);
        Some(Self {
            spent,
            max_share: rules.max_share,
            allowed,
            committed,
            final_amount,
            to_claim,
            to_release: to_release.max(Balance::ZERO),
        })
    }

    /// How the final amount came about.
    pub fn sentence(&self, scheme: &Scheme) -> String {
        let spent = scheme.written(self.spent);
        let committed = scheme.written(self.committed);
        let cost = match self.max_share {
            Some(share) => {
                let percent = scheme.language.format(share.percent());
                let allowed = scheme.written(self.allowed);
                format!("{percent}% of the {spent} spent is {allowed}")
            }
            None => format!("{spent} was spent"),
        };
        if self.final_amount < self.committed {
            format!("{cost}, less than the {committed} committed")
        } else {
            format!("{cost}, enough for the {committed} committed")
        }
    }
}

/// What is paid over the final amount, less what is on its way back or was
/// given up.
fn unclaimed(account: &Account, final_amount: Balance) -> Balance {
    let over = account.net_paid() - final_amount;
    let answered = account.open_claims().max(Balance::ZERO) + account.written_off;
    (over - answered).max(Balance::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Settlement;
    use crate::model::testing::{balance, day, kroner, scheme, span};

    /// An award of 100, of which 80 is paid, settled at half of the cost.
    fn settled(spent: Option<i64>, change: impl Fn(&mut Account)) -> Option<Settled> {
        let mut scheme = scheme("digital");
        scheme.settlement = Some(Settlement {
            max_share: Share::from_percent(50.into()),
            unspent: Some(Unspent::Claim),
            span: span(),
        });
        let mut account = Account {
            first_award: Some(day("2024-09-02")),
            awarded: balance(100),
            paid: balance(80),
            spent: spent.map(kroner),
            ..Account::default()
        };
        change(&mut account);
        Settled::of(&scheme, &account)
    }

    #[test]
    fn an_award_is_never_raised() {
        let settled = settled(Some(1000), |_| {}).expect("a settlement");
        assert_eq!(settled.allowed, balance(500));
        assert_eq!(settled.final_amount, balance(100));
        assert_eq!(settled.to_claim, Balance::ZERO);
        assert_eq!(settled.to_release, Balance::ZERO, "20 are still to be paid");
    }

    #[test]
    fn what_is_over_is_claimed_and_what_is_not_paid_released() {
        let sums = |settled: Option<Settled>| {
            let settled = settled.expect("a settlement");
            (settled.final_amount, settled.to_claim, settled.to_release)
        };
        let none = Balance::ZERO;
        assert_eq!(
            sums(settled(Some(180), |_| {})),
            (balance(90), none, balance(10))
        );
        assert_eq!(
            sums(settled(Some(120), |_| {})),
            (balance(60), balance(20), balance(20))
        );
        let claimed = |account: &mut Account| account.claimed = balance(20);
        assert_eq!(
            sums(settled(Some(120), claimed)),
            (balance(60), none, balance(40)),
            "a claim answers for it, and what it brings back is not paid again"
        );
        let repaid = |account: &mut Account| {
            account.claimed = balance(20);
            account.repaid = balance(20);
        };
        assert_eq!(
            sums(settled(Some(120), repaid)),
            (balance(60), none, balance(40))
        );
        let given_up = |account: &mut Account| {
            account.claimed = balance(20);
            account.written_off = balance(20);
        };
        assert_eq!(
            sums(settled(Some(120), given_up)),
            (balance(60), none, balance(20))
        );
    }

    #[test]
    fn an_odd_cost_is_rounded_down_and_an_unknown_one_stays_unknown() {
        assert_eq!(settled(None, |_| {}), None);
        let odd = |account: &mut Account| account.spent = Money::from_minor(10_001);
        let settled = settled(None, odd).expect("a settlement");
        assert_eq!(settled.allowed.minor(), 5_000);
    }

    #[test]
    fn money_that_may_be_kept_is_not_claimed() {
        let mut scheme = scheme("digital");
        scheme.settlement = Some(Settlement {
            max_share: None,
            unspent: Some(Unspent::Keep),
            span: span(),
        });
        let account = Account {
            first_award: Some(day("2024-09-02")),
            awarded: balance(100),
            paid: balance(100),
            spent: Some(kroner(70)),
            ..Account::default()
        };
        let settled = Settled::of(&scheme, &account).expect("a settlement");
        assert_eq!(settled.final_amount, balance(70));
        assert_eq!((settled.to_claim, settled.to_release), Default::default());
        assert_eq!(
            settled.sentence(&scheme),
            "70 NOK was spent, less than the 100 NOK committed"
        );
    }
}
