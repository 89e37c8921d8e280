//! What becomes of an award: its settlement, its instalments, what is due.

use chrono::NaiveDate;

use crate::ledger::{Account, Part, Settled, What, instalments, obligations};
use crate::model::{Balance, InstalmentEvent, Scheme};
use crate::table::Cell;

/// One line of it.
pub(super) struct Line {
    pub(super) item: String,
    pub(super) value: Cell<'static>,
    pub(super) detail: String,
}

/// The final amount with the sum that gives it, once the cost is known.
pub(super) fn settlement(scheme: &Scheme, account: &Account) -> Vec<Line> {
    let Some(settled) = Settled::of(scheme, account) else {
        return Vec::new();
    };
    let amount = |balance| Cell::Amount(balance, scheme.currency);
    let mut lines = vec![Line {
        item: "final amount".to_owned(),
        value: amount(settled.final_amount),
        detail: settled.sentence(scheme),
    }];
    let over = account.net_paid() - settled.final_amount;
    if over > Balance::ZERO {
        let paid = scheme.written(account.net_paid());
        lines.push(Line {
            item: "paid over it".to_owned(),
            value: amount(over),
            detail: format!("{paid} is paid and has not come back"),
        });
    }
    lines
}

/// The instalments, where the scheme says anything of payment.
pub(super) fn payment(scheme: &Scheme, account: &Account) -> Vec<Line> {
    let has_rules = scheme.payment.is_some() || scheme.deadlines.pay.is_some();
    if !account.is_awarded() || !has_rules {
        return Vec::new();
    }
    let parts = instalments(scheme, account).into_iter();
    parts
        .map(|part| {
            let share = scheme.language.format(part.share.percent());
            Line {
                item: format!("{share}% on {}", part.on.word()),
                value: Cell::Amount(part.amount, scheme.currency),
                detail: standing(scheme, &part),
            }
        })
        .collect()
}

/// How an instalment stands.
fn standing(scheme: &Scheme, part: &Part) -> String {
    if part.amount.is_zero() {
        return "nothing, by the settlement".to_owned();
    }
    if part.left() <= Balance::ZERO {
        return "paid".to_owned();
    }
    match part.since {
        None => format!("waits for the {}", event(part.on)),
        Some(since) if part.paid.is_zero() => format!("to be paid since {since}"),
        Some(_) => format!("{} of it is paid", scheme.written(part.paid)),
    }
}

/// What is still to be done, whether it can be done now or waits.
pub(super) fn due(scheme: &Scheme, account: &Account, today: NaiveDate) -> Vec<Line> {
    let list = obligations(scheme, account).into_iter();
    list.map(|due| {
        let amount = due.amount.map(|amount| scheme.written(amount));
        let state = if due.is_overdue(today) {
            Some("overdue".to_owned())
        } else {
            let after = || format!("after the {}", awaited(due.what));
            due.is_waiting().then(after)
        };
        let parts: Vec<String> = [amount, state].into_iter().flatten().collect();
        Line {
            item: due.what.word().to_owned(),
            value: due.day.map(Cell::Date).into(),
            detail: parts.join(", "),
        }
    })
    .collect()
}

/// What has to come before something that waits.
fn awaited(what: What) -> &'static str {
    match what {
        What::Pay(InstalmentEvent::Report) => event(InstalmentEvent::Report),
        _ => event(InstalmentEvent::Accept),
    }
}

fn event(on: InstalmentEvent) -> &'static str {
    match on {
        InstalmentEvent::Award => "award",
        InstalmentEvent::Accept => "acceptance",
        InstalmentEvent::Report => "report",
    }
}
