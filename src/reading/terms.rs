//! What a scheme does with money and time: deadlines, payment, settlement,
//! opening; and how its files write amounts and scores.

use rust_decimal::Decimal;

use crate::diagnostic::Findings;
use crate::model::{
    Balance, Currency, Deadlines, DecisionRules, Due, DueAnchor, DueUnit, Instalment,
    InstalmentEvent, Money, NotMoney, Opening, PaymentRules, Settlement, Unspent,
};

use super::document::Keys;
use super::item::{Item, Moment};
use super::rules::share;

/// An amount, zero or more.
pub(super) fn money(item: Item<'_>, currency: Currency, found: &mut Findings) -> Option<Money> {
    let number = item.decimal(false, found)?;
    in_currency(item, number, currency, found)
}

/// An amount that may be below zero.
pub(super) fn balance(item: Item<'_>, currency: Currency, found: &mut Findings) -> Option<Balance> {
    let number = item.decimal(true, found)?;
    let amount = Balance::from(in_currency(item, number.abs(), currency, found)?);
    Some(if number.is_sign_negative() {
        -amount
    } else {
        amount
    })
}

fn in_currency(
    item: Item<'_>,
    number: Decimal,
    currency: Currency,
    found: &mut Findings,
) -> Option<Money> {
    match Money::from_decimal(number, currency) {
        Ok(money) => Some(money),
        Err(NotMoney::TooFine) => item.refuse(
            format!("{currency} has no such small unit"),
            format!("write at most {} decimals", currency.minor_digits()),
            found,
        ),
        Err(error) => item.refuse(error.to_string(), "is a digit too many?", found),
    }
}

/// A score, a weight or a threshold: zero or more, at most a million, at most
/// six decimals.
pub(super) fn score(item: Item<'_>, found: &mut Findings) -> Option<Decimal> {
    let number = item.decimal(false, found)?.normalize();
    if number.scale() > 6 || number > Decimal::from(1_000_000) {
        return item.refuse(
            "scores and weights go up to 1 000 000, with at most six decimals",
            "write it rounded",
            found,
        );
    }
    Some(number)
}

/// Who may decide what; the span is that of `true`.
pub(super) fn decision(item: Item<'_>, found: &mut Findings) -> DecisionRules {
    let Some(keys) = item.keys(found) else {
        return DecisionRules::default();
    };
    let four_eyes = keys.get("four_eyes").and_then(|item| {
        let is_asked = item.bool(found)?;
        is_asked.then(|| item.span())
    });
    keys.finish(found);
    DecisionRules { four_eyes }
}

pub(super) fn deadlines(item: Item<'_>, found: &mut Findings) -> Deadlines {
    let Some(keys) = item.keys(found) else {
        return Deadlines::default();
    };
    let mut deadline = |key| {
        keys.get(key)
            .and_then(|item| Some((due(item, found)?, item.span())))
    };
    let deadlines = Deadlines {
        accept: deadline("accept"),
        pay: deadline("pay"),
        complete: deadline("complete"),
        report: deadline("report"),
    };
    keys.finish(found);
    deadlines
}

fn due(item: Item<'_>, found: &mut Findings) -> Option<Due> {
    if item.is_moment() {
        return match item.moment(found)? {
            Moment::Day(day) => Some(Due::On(day)),
            Moment::Local(_) => item.wrong_type("a whole day", "leave the time out", found),
        };
    }
    let Some(text) = item.as_text() else {
        return item.wrong_type("a deadline", DUE_HELP, found);
    };
    match relative(text) {
        Some(due) => Some(due),
        None => item.refuse(format!("`{text}` is no deadline"), DUE_HELP, found),
    }
}

const DUE_HELP: &str = "write a date without quotes, or \"3 weeks after award\" (days, weeks or months after award, accept or complete)";

fn relative(text: &str) -> Option<Due> {
    let [count, unit, "after", anchor] = *text.split(' ').collect::<Vec<_>>() else {
        return None;
    };
    let count: u32 = count
        .parse()
        .ok()
        .filter(|count| (1..=10_000).contains(count))?;
    let unit = match unit {
        "day" | "days" => DueUnit::Days,
        "week" | "weeks" => DueUnit::Weeks,
        "month" | "months" => DueUnit::Months,
        _ => return None,
    };
    let anchor = match anchor {
        "award" => DueAnchor::Award,
        "accept" => DueAnchor::Accept,
        "complete" => DueAnchor::Complete,
        _ => return None,
    };
    Some(Due::After(count, unit, anchor))
}

pub(super) fn payment(item: Item<'_>, found: &mut Findings) -> Option<PaymentRules> {
    let keys = item.keys(found)?;
    let before_acceptance = keys
        .get("before_acceptance")
        .map_or(Some(true), |item| item.bool(found));
    let instalments = keys
        .get("instalments")
        .and_then(|item| item.list(found))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| instalment(&item.keys(found)?, found))
        .collect();
    let account = keys.get("account").and_then(|item| {
        item.word(&[("required", ())], found)?;
        Some(item.span())
    });
    keys.finish(found);
    Some(PaymentRules {
        before_acceptance: before_acceptance?,
        instalments,
        account,
        span: keys.span(),
    })
}

fn instalment(keys: &Keys<'_>, found: &mut Findings) -> Option<Instalment> {
    let share = keys.need("share").and_then(|item| share(item, found));
    let on = keys
        .need("on")
        .and_then(|item| item.word(&InstalmentEvent::ALL, found));
    keys.finish(found);
    Some(Instalment {
        share: share?,
        on: on?,
    })
}

pub(super) fn settlement(item: Item<'_>, found: &mut Findings) -> Option<Settlement> {
    let keys = item.keys(found)?;
    let max_share = keys.get("max_share").and_then(|item| share(item, found));
    let words = [("claim", Unspent::Claim), ("keep", Unspent::Keep)];
    let unspent = keys
        .get("unspent")
        .and_then(|item| item.word(&words, found));
    keys.finish(found);
    Some(Settlement {
        max_share,
        unspent,
        span: keys.span(),
    })
}

pub(super) fn opening(item: Item<'_>, currency: Currency, found: &mut Findings) -> Option<Opening> {
    let keys = item.keys(found)?;
    let awards = keys.need("awards").and_then(|item| item.count(found));
    let amount = keys
        .need("amount")
        .and_then(|item| Some((money(item, currency, found)?, item.span())));
    let paid = keys
        .get("paid")
        .and_then(|item| Some((money(item, currency, found)?, item)));
    let note = keys.get("note").and_then(|item| item.text(found));
    keys.finish(found);
    let (amount, span) = amount?;
    if let Some((paid, item)) = paid
        && paid > amount
    {
        return item.refuse(
            "more was paid than was awarded",
            "correct the one or the other",
            found,
        );
    }
    Some(Opening {
        awards: awards?,
        amount,
        paid: paid.map(|(paid, _)| paid),
        note: note.map(str::to_owned),
        span,
    })
}
