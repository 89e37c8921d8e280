//! What an entry does to an application: its state and its money, before and
//! after, in one line.

use crate::ledger::{Account, State};
use crate::model::{Balance, Scheme};

/// One sum of an account.
type Sum = fn(&Account) -> Balance;

/// What changed: `accepted -> part-paid, paid 0 -> 100 000 NOK`. `None` when
/// nothing did.
pub fn effect(
    scheme: &Scheme,
    before: (State, &Account),
    after: (State, &Account),
) -> Option<String> {
    let mut parts = Vec::new();
    if before.0 != after.0 {
        parts.push(format!("{} -> {}", before.0, after.0));
    }
    let sums: [(&str, Sum); 5] = [
        ("committed", Account::committed),
        ("paid", |account| account.paid),
        ("repaid", |account| account.repaid),
        ("claims", |account| account.open_claims().max(Balance::ZERO)),
        ("outstanding", Account::outstanding),
    ];
    let number = |amount: Balance| scheme.language.format(amount.decimal(scheme.currency));
    let mut is_money = false;
    for (name, sum) in sums {
        let (was, is) = (sum(before.1), sum(after.1));
        if was != is {
            parts.push(format!("{name} {} -> {}", number(was), number(is)));
            is_money = true;
        }
    }
    let currency = if is_money {
        format!(" {}", scheme.currency)
    } else {
        String::new()
    };
    (!parts.is_empty()).then(|| parts.join(", ") + &currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::{balance, scheme};

    #[test]
    fn only_what_changes_is_told() {
        let scheme = scheme("digital");
        let before = Account {
            awarded: balance(285_000),
            ..Account::default()
        };
        let after = Account {
            paid: balance(100_000),
            ..before
        };
        let told = |one: (State, &Account), other| effect(&scheme, one, other);
        assert_eq!(
            told((State::Accepted, &before), (State::PartPaid, &after)),
            Some(
                "accepted -> part-paid, paid 0 -> 100 000, outstanding 285 000 -> 185 000 NOK"
                    .to_owned()
            )
        );
        assert_eq!(
            told((State::Paid, &after), (State::Reported, &after)),
            Some("paid -> reported".to_owned())
        );
        assert_eq!(told((State::Paid, &after), (State::Paid, &after)), None);
    }
}
