//! Books built by hand, for the tests of the rooms that judge them.
//!
//! What a book borrows is leaked: a test process is short.

use chrono::{DateTime, NaiveDate};

use crate::model::testing::constant;
use crate::model::{
    Application, ApplicationId, ApplicationIndex, Book, Call, Closing, Constant, Currency,
    FieldRef, Language, Money, Received, Requirement, Scheme, SchemeId, Share, StandardField,
    TestKind, Value, Waiver,
};
use crate::source::{FileId, Origin, Source, Sources, Span};

use super::{Answer, Eligibility, Standing};

/// A call without a rule, in NOK, in Bokmål, in Oslo.
pub(crate) fn scheme() -> Scheme {
    Scheme {
        id: SchemeId::new("test").expect("valid"),
        file: file(),
        name: "Test".to_owned(),
        funder: None,
        parent: None,
        currency: Currency::from_code("NOK").expect("valid"),
        language: Language::Bokmal,
        timezone: Some(chrono_tz::Europe::Oslo),
        source: None,
        register: None,
        budget: Vec::new(),
        call: Some(Call {
            opens: None,
            closes: None,
        }),
        applicants: Default::default(),
        fields: Vec::new(),
        requirements: Vec::new(),
        criteria: Vec::new(),
        scoring: Default::default(),
        allocation: None,
        decision: Default::default(),
        deadlines: Default::default(),
        payment: None,
        settlement: None,
        opening: None,
        amendments: Vec::new(),
    }
}

/// An application of which only the id and the applicant, of the same name,
/// are known.
pub(crate) fn application(id: &str) -> Application<'static> {
    let id: &'static str = String::leak(id.to_owned());
    Application {
        id: ApplicationId::new(id).expect("valid"),
        received: None,
        applicant: id.into(),
        org_number: None,
        applicant_type: None,
        place: None,
        requested: None,
        total_cost: None,
        own_contribution: None,
        origin: origin(),
        source: Source::nowhere(),
    }
}

/// A book of these applications, without a field of the scheme's own.
pub(crate) fn book(scheme: Scheme, applications: Vec<Application<'static>>) -> Book<'static> {
    let mut book = Book::empty(Box::leak(Box::new(scheme)));
    book.applications = applications;
    book
}

/// A waiver of a check for the nth application.
pub(crate) fn waiver(position: usize, check: &'static str) -> Waiver<'static> {
    Waiver {
        date: date("2024-06-01"),
        application: ApplicationIndex::new(position),
        check: check.into(),
        reason: "because".into(),
        by: None,
        origin: origin(),
    }
}

/// A requirement with a clause of its own.
pub(crate) fn requirement(id: &str, field: FieldRef, tests: Vec<TestKind>) -> Requirement {
    Requirement {
        id: id.to_owned(),
        field,
        tests,
        when: None,
        cite: Some(format!("the clause of {id}")),
        message: None,
        span: span(),
    }
}

/// The standing of the nth application, with nobody funded elsewhere.
pub(crate) fn standing<'b>(book: &'b Book<'static>, position: usize) -> Standing<'b> {
    let elsewhere = Box::leak(Box::default());
    Eligibility::of(book, elsewhere).standing(ApplicationIndex::new(position))
}

/// The only answer for the only application of a book.
pub(crate) fn answer<'b>(book: &'b Book<'static>) -> Answer<'b> {
    let standing = standing(book, 0);
    assert_eq!(standing.answers().len(), 1, "{:?}", standing.answers());
    standing.answers()[0].clone()
}

/// The sentence of the only answer; empty when the rule is met.
pub(crate) fn sentence(book: &Book<'static>) -> String {
    let detail = answer(book).detail;
    let scheme = book.scheme;
    detail.map_or(String::new(), |detail| {
        detail.sentence(scheme.currency, scheme.language)
    })
}

pub(crate) fn standard(field: StandardField) -> FieldRef {
    FieldRef::Standard(field)
}

pub(crate) fn kroner(amount: i64) -> Money {
    ore(amount * 100)
}

pub(crate) fn ore(amount: i64) -> Money {
    Money::from_minor(amount).expect("an amount")
}

pub(crate) fn share(percent: i64) -> Share {
    Share::from_percent(percent.into()).expect("a share")
}

/// A text as a scheme file names it.
pub(crate) fn text(text: &'static str) -> Constant {
    constant(Value::Text(text.into()))
}

/// So many kroner as a scheme file names them.
pub(crate) fn money(amount: i64) -> Constant {
    constant(Value::Money(kroner(amount)))
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn on(day: &str) -> Option<Received> {
    Some(Received::Day(date(day)))
}

pub(crate) fn at(instant: &str) -> Option<Received> {
    let instant = DateTime::parse_from_rfc3339(instant).expect("an instant");
    Some(Received::Instant(instant))
}

/// The scheme, closing then.
pub(crate) fn closing(mut scheme: Scheme, closes: Closing) -> Scheme {
    scheme.call = Some(Call {
        opens: None,
        closes: Some((closes, span())),
    });
    scheme
}

pub(crate) fn span() -> Span {
    Span::new(file(), 0, 0)
}

pub(crate) fn origin() -> Origin {
    Origin::new(file(), 0)
}

fn file() -> FileId {
    Sources::new().add("test".to_owned(), String::new())
}
