//! Scored books built by hand, for the tests of ranking and allocation.

use rust_decimal::Decimal;

use crate::eligibility::testing::{application, book, origin, scheme, span};
use crate::model::{
    Allocation, ApplicationIndex, Assessment, Book, Criterion, Method, Scheme, TieBreak,
};

/// Ranked, stopping at the first that does not fit.
pub(crate) fn allocation() -> Allocation {
    Allocation::new(Method::Ranked, span())
}

/// A scheme with a criterion `c0`, `c1`, … of each weight.
pub(crate) fn scheme_scored(weights: &[&str]) -> Scheme {
    let criterion = |(nth, weight): (usize, &&str)| Criterion {
        id: format!("c{nth}"),
        name: format!("C{nth}"),
        max: Decimal::TEN,
        weight: decimal(weight),
        threshold: None,
        cite: None,
        span: span(),
    };
    Scheme {
        criteria: weights.iter().enumerate().map(criterion).collect(),
        ..scheme()
    }
}

/// Applications `A`, `B`, `C`, … with a score of one assessor under each
/// criterion; an empty text leaves it out.
pub(crate) fn book_of(scheme: Scheme, scores: &[&[&str]]) -> Book<'static> {
    let mut assessments = Vec::new();
    for (nth, scores) in scores.iter().enumerate() {
        for (criterion, score) in scores.iter().enumerate() {
            if !score.is_empty() {
                assessments.push(assessment(nth, 0, criterion, score));
            }
        }
    }
    let mut book = book(scheme, letters(scores.len()));
    book.assessments = assessments;
    book
}

/// As [`book_of`], by the weights alone.
pub(crate) fn book_scored(weights: &[&str], scores: &[&[&str]]) -> Book<'static> {
    book_of(scheme_scored(weights), scores)
}

/// Applications `A`, `B`, … of a scheme without criteria.
pub(crate) fn first_come(tie_break: &[TieBreak], count: usize) -> Book<'static> {
    let allocation = Allocation {
        tie_break: tie_break.to_vec(),
        ..allocation()
    };
    let scheme = Scheme {
        allocation: Some(allocation),
        ..scheme()
    };
    book(scheme, letters(count))
}

/// The same facts with every file's rows the other way round.
pub(crate) fn backwards(book: &Book<'static>) -> Book<'static> {
    let count = book.applications.len();
    let turned = |index: ApplicationIndex| ApplicationIndex::new(count - 1 - index.position());
    let mut book = book.clone();
    book.applications.reverse();
    book.assessments.reverse();
    for assessment in &mut book.assessments {
        assessment.application = turned(assessment.application);
    }
    for waiver in &mut book.waivers {
        waiver.application = turned(waiver.application);
    }
    book
}

pub(crate) fn assessment(nth: usize, assessor: u32, criterion: usize, score: &str) -> Assessment {
    Assessment {
        application: ApplicationIndex::new(nth),
        assessor,
        criterion: u32::try_from(criterion).expect("few"),
        score: decimal(score),
        date: None,
        origin: origin(),
    }
}

fn letters(count: usize) -> Vec<crate::model::Application<'static>> {
    let letters = ('A'..='Z').take(count);
    letters
        .map(|letter| application(&letter.to_string()))
        .collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}
