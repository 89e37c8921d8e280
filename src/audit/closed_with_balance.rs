//! An account is closed, and something is still open.

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::{Account, Settled};
use crate::model::{AwardEntry, AwardKind, Balance};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "closed-with-balance",
    include_str!("closed_with_balance.md"),
);

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        let account = case.account(index);
        let Some(close) = account.close else {
            continue;
        };
        let close = &case.book.awards[close.position()];
        // What came after may be what unsettles it: that is said by itself.
        if case.entries_after(index, close.date).next().is_some() {
            continue;
        }
        let settled = Settled::of(case.scheme, account);
        if let Some(open) = Open::of(account, settled.as_ref()) {
            case.add(found, index, finding(case, close, &open));
        }
    }
}

/// What is still open.
enum Open {
    /// Money that is committed and not paid.
    Unpaid(Balance),
    /// A claim that is neither paid nor given up.
    Claim(Balance),
    /// Money over what the actual cost allows, not claimed.
    Unclaimed(Balance),
}

impl Open {
    /// The first thing that is open. What is paid without being committed is
    /// over-paid, closed or not.
    fn of(account: &Account, settled: Option<&Settled>) -> Option<Self> {
        let claim = account.open_claims();
        let unclaimed = settled.map_or(Balance::ZERO, |settled| settled.to_claim);
        let unpaid = account.outstanding();
        if claim > Balance::ZERO {
            Some(Self::Claim(claim))
        } else if unclaimed > Balance::ZERO && !unpaid.is_negative() {
            Some(Self::Unclaimed(unclaimed))
        } else {
            (unpaid > Balance::ZERO).then_some(Self::Unpaid(unpaid))
        }
    }
}

fn finding(case: &Case<'_>, close: &AwardEntry<'_>, open: &Open) -> Finding {
    let (label, help) = match open {
        Open::Unpaid(amount) => {
            let amount = case.amount(*amount);
            (
                format!("{amount} is committed and not paid"),
                format!("release {amount} first"),
            )
        }
        Open::Claim(amount) => {
            let amount = case.amount(*amount);
            (
                format!("{amount} is claimed and has not come back"),
                "record the repayment, or write the claim off".to_owned(),
            )
        }
        Open::Unclaimed(amount) => {
            let amount = case.amount(*amount);
            (
                format!("{amount} is paid over what the actual cost allows"),
                format!("claim {amount} back first"),
            )
        }
    };
    let mut finding = Finding::new(
        &CODE,
        close.origin.cell("entry"),
        "the account is closed before it is settled",
    )
    .label(label)
    .help(help);
    for award in case.decisions(close.application) {
        if matches!(award.kind, AwardKind::Award(_)) {
            finding = finding.because(award.origin.cell("amount"), "awarded here");
        }
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::PaymentKind::{Claim, Payment, Repayment, WriteOff};
    use crate::model::testing::{payment, scheme};

    #[test]
    fn nothing_is_open_when_an_account_is_closed() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-01", 0, "award 100"),
            ("2024-12-01", 0, "close"),
            ("2024-11-30", 0, "release 20"),
        ];
        let labels = |releases: bool, payments: &[_]| {
            let awards = if releases { &awards[..] } else { &awards[..2] };
            let mut book = book(&scheme, &[None], awards);
            book.payments = payments
                .iter()
                .map(|(kind, amount)| payment("2024-10-01", 0, *kind, *amount))
                .collect();
            let found = found(&book).into_iter();
            found.map(|(_, _, label)| label).collect::<Vec<_>>()
        };
        assert!(labels(false, &[(Payment, 100)]).is_empty());
        assert!(labels(true, &[(Payment, 80)]).is_empty());
        assert_eq!(
            labels(false, &[(Payment, 80)]),
            ["20 NOK is committed and not paid"]
        );
        assert_eq!(
            labels(true, &[(Payment, 100), (Claim, 20)]),
            ["20 NOK is claimed and has not come back"]
        );
        assert!(labels(true, &[(Payment, 100), (Claim, 20), (Repayment, 20)]).is_empty());
        assert!(labels(true, &[(Payment, 100), (Claim, 20), (WriteOff, 20)]).is_empty());
    }
}
