//! The amount of an entry that names none: what the rules and the account say.

use crate::ledger::{Account, Part, Settled, instalments, releasable};
use crate::model::{Balance, InstalmentEvent, Money, Scheme};

use super::Kind;

/// The amount, and in words what it is.
///
/// # Errors
/// When there is none to assume: why.
pub(super) fn amount(
    kind: Kind,
    scheme: &Scheme,
    account: &Account,
) -> Result<(Money, String), String> {
    let (amount, what) = match kind {
        Kind::Release => unpaid(scheme, account)?,
        Kind::Pay => payable(scheme, account)?,
        Kind::Claim => unclaimed(scheme, account)?,
        Kind::WriteOff => claimed(account)?,
        _ => return Err("it must be given".to_owned()),
    };
    let money = amount.money().ok_or("it is too large")?;
    Ok((money, what))
}

type Assumed = Result<(Balance, String), String>;

fn unpaid(scheme: &Scheme, account: &Account) -> Assumed {
    let amount = releasable(scheme, account);
    if amount > account.outstanding() {
        return Ok((amount, "what the settlement leaves over".to_owned()));
    }
    if amount > Balance::ZERO {
        return Ok((amount, "all that is committed and not paid".to_owned()));
    }
    Err("nothing is committed that is not paid".to_owned())
}

fn payable(scheme: &Scheme, account: &Account) -> Assumed {
    let parts = instalments(scheme, account);
    let now: Vec<&Part> = parts.iter().filter(|part| part.is_payable()).collect();
    if !now.is_empty() {
        let amount: Balance = now.iter().map(|part| part.left()).sum();
        if account.repaid > Balance::ZERO {
            return Err(format!(
                "{} came back before: say how much is to be paid, at most {}",
                scheme.written(account.repaid),
                scheme.written(amount)
            ));
        }
        let events: Vec<&str> = now.iter().map(|part| event(part.on)).collect();
        return Ok((amount, format!("due on the {}", events.join(" and the "))));
    }
    match parts.iter().find(|part| part.left() > Balance::ZERO) {
        Some(part) => {
            let amount = scheme.written(part.left());
            let rules = scheme.payment.as_ref();
            let waits = rules.is_some_and(|rules| !rules.before_acceptance);
            let event = if waits && account.accepted.is_none() {
                "acceptance"
            } else {
                event(part.on)
            };
            Err(format!("{amount} waits for the {event}"))
        }
        None if account.first_award.is_none() => Err("nothing is awarded".to_owned()),
        None if account.outstanding() > Balance::ZERO => {
            Err("the settlement leaves nothing to be paid".to_owned())
        }
        None => Err("nothing is outstanding".to_owned()),
    }
}

fn event(event: InstalmentEvent) -> &'static str {
    match event {
        InstalmentEvent::Award => "award",
        InstalmentEvent::Accept => "acceptance",
        InstalmentEvent::Report => "report",
    }
}

fn unclaimed(scheme: &Scheme, account: &Account) -> Assumed {
    match Settled::of(scheme, account) {
        Some(settled) if settled.to_claim > Balance::ZERO => {
            Ok((settled.to_claim, settled.sentence(scheme)))
        }
        Some(settled) => Err(format!(
            "nothing is to be claimed: {}",
            settled.sentence(scheme)
        )),
        None if scheme.settlement.is_none() => {
            Err("the scheme has no [settlement] that says how much".to_owned())
        }
        None => Err("no report says what was spent".to_owned()),
    }
}

fn claimed(account: &Account) -> Assumed {
    let amount = account.open_claims();
    if amount > Balance::ZERO {
        return Ok((
            amount,
            "all that is claimed and has not come back".to_owned(),
        ));
    }
    Err("no claim is open".to_owned())
}
