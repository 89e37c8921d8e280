//! Facts for the tests, in one line each. Amounts are whole kroner.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Applicants, Application, ApplicationId, ApplicationIndex, AwardEntry, AwardKind, Balance,
    BudgetEntry, Call, Constant, Currency, Deadlines, DecisionRules, Language, Money, PaymentEntry,
    PaymentKind, Scheme, SchemeId, Value, Waiver,
};
use crate::source::{FileId, Origin, Source, Sources, Span};

/// A day as ISO 8601 writes it.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// So many kroner.
pub(crate) fn kroner(amount: i64) -> Money {
    Money::from_minor(amount * 100).expect("an amount")
}

/// So many kroner, or below zero.
pub(crate) fn balance(amount: i128) -> Balance {
    Balance::from_minor(amount * 100)
}

/// A file that no test reads.
pub(crate) fn file() -> FileId {
    Sources::new().add(String::new(), String::new())
}

/// A span that no test looks at.
pub(crate) fn span() -> Span {
    Span::new(file(), 0, 0)
}

/// A value as a scheme file names it.
pub(crate) fn constant(value: Value<'static>) -> Constant {
    Constant {
        value,
        span: span(),
    }
}

/// A call in Norwegian kroner that says nothing else.
pub(crate) fn scheme(id: &str) -> Scheme {
    Scheme {
        id: SchemeId::new(id).expect("an id"),
        file: file(),
        name: String::new(),
        funder: None,
        parent: None,
        currency: Currency::from_code("NOK").expect("a currency"),
        language: Language::Bokmal,
        timezone: None,
        source: None,
        register: None,
        budget: Vec::new(),
        call: Some(Call {
            opens: None,
            closes: None,
        }),
        applicants: Applicants::default(),
        fields: Vec::new(),
        requirements: Vec::new(),
        criteria: Vec::new(),
        scoring: Default::default(),
        allocation: None,
        decision: DecisionRules::default(),
        deadlines: Deadlines::default(),
        payment: None,
        settlement: None,
        opening: None,
        amendments: Vec::new(),
    }
}

/// Money for a scheme; without a date from the beginning.
pub(crate) fn budget(amount: i128, date: Option<&str>) -> BudgetEntry {
    BudgetEntry {
        amount: balance(amount),
        date: date.map(day),
        note: None,
        span: span(),
    }
}

/// A file of one row, with these cells under their columns, and the row.
pub(crate) fn row(cells: &[(&str, &str)]) -> (&'static Source, Origin) {
    let (names, said): (Vec<&str>, Vec<&str>) = cells.iter().copied().unzip();
    let header = names.join(",") + "\n";
    let text = format!("{header}{}\n", said.join(","));
    let source = Source::new(file(), String::new(), text);
    let origin = Origin::new(source.id(), header.len());
    (Box::leak(Box::new(source)), origin)
}

/// An application that says nothing but what it asks for; its applicant is
/// called as its id.
pub(crate) fn application(id: &'static str, requested: Option<i64>) -> Application<'static> {
    Application {
        id: ApplicationId::new(id).expect("an id"),
        received: None,
        applicant: id.into(),
        org_number: None,
        applicant_type: None,
        place: None,
        requested: requested.map(kroner),
        total_cost: None,
        own_contribution: None,
        origin: Origin::new(file(), 0),
        source: Source::nowhere(),
    }
}

/// An entry for the nth application, such as `award 100` or `accept`.
pub(crate) fn award(date: &str, nth: usize, entry: &str) -> AwardEntry<'static> {
    let (word, amount) = entry.split_once(' ').unwrap_or((entry, "0"));
    let amount = kroner(amount.parse().expect("an amount"));
    let kind = match word {
        "award" => AwardKind::Award(amount),
        "release" => AwardKind::Release(amount),
        "reserve" => AwardKind::Reserve,
        "reject" => AwardKind::Reject,
        "withdraw" => AwardKind::Withdraw,
        "accept" => AwardKind::Accept,
        _ => AwardKind::Close,
    };
    AwardEntry {
        date: day(date),
        application: ApplicationIndex::new(nth),
        kind,
        reason: None,
        account: None,
        origin: Origin::new(file(), 0),
        source: Source::nowhere(),
    }
}

/// An entry for the nth application.
pub(crate) fn payment(
    date: &str,
    nth: usize,
    kind: PaymentKind,
    amount: i64,
) -> PaymentEntry<'static> {
    PaymentEntry {
        date: day(date),
        application: ApplicationIndex::new(nth),
        kind,
        amount: kroner(amount),
        reference: None,
        origin: Origin::new(file(), 0),
        source: Source::nowhere(),
    }
}

/// A waiver of a check for the nth application.
pub(crate) fn waiver(nth: usize, check: &'static str) -> Waiver<'static> {
    Waiver {
        date: day("2024-01-01"),
        application: ApplicationIndex::new(nth),
        check: Cow::Borrowed(check),
        reason: Cow::Borrowed("because"),
        by: None,
        origin: Origin::new(file(), 0),
    }
}
