//! How each method shares out, in plain words: one function a method.

use crate::allocation::Terms;
use crate::model::{ApplicationIndex, Book, Cutoff, Method, Received, Scheme, TieBreak};
use crate::ranking::{Score, Scores};

use super::Situation;

/// How money is shared out on these terms, a sentence a line.
pub(super) fn method(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let mut lines = match terms.method {
        Method::Ranked => ranked(terms.cutoff),
        Method::Discretionary => discretionary(),
    };
    lines.extend(limits(scheme, terms));
    lines
}

fn ranked(cutoff: Cutoff) -> Vec<String> {
    vec![
        "Ranked: in order of score, each gets all that it can get for as long as that fits \
         into what is left."
            .to_owned(),
        self::cutoff(cutoff).to_owned(),
    ]
}

fn discretionary() -> Vec<String> {
    vec![
        "Discretionary: the funder decides each amount; it is only checked against the rules \
         and the pot."
            .to_owned(),
    ]
}

fn cutoff(cutoff: Cutoff) -> &'static str {
    match cutoff {
        Cutoff::Stop => {
            "Cutoff `stop`: the first that does not fit and all after it go to the reserve list."
        }
        Cutoff::Skip => {
            "Cutoff `skip`: one that does not fit goes to the reserve list; later ones that fit \
             are funded."
        }
        Cutoff::Partial => {
            "Cutoff `partial`: the first that does not fit gets what is left, rounded down; all \
             after it go to the reserve list."
        }
    }
}

/// Rounding, floor and ceiling.
fn limits(scheme: &Scheme, terms: &Terms) -> Vec<String> {
    let mut lines = Vec::new();
    let rounding = match (terms.method, terms.round_to) {
        (_, Some(unit)) => format!(
            "Rounding: an award is all that can be got, or else a multiple of {}.",
            scheme.written(unit)
        ),
        (_, None) => format!("Rounding: to the smallest unit of {}.", scheme.currency),
    };
    lines.push(rounding);
    if let Some(least) = terms.min_award {
        lines.push(format!("No award is under {}.", scheme.written(least)));
    }
    if let Some(most) = terms.max_award {
        lines.push(format!("No award is over {}.", scheme.written(most)));
    }
    lines
}

/// The tie-breaks in their order, or that there are none.
pub(super) fn tie_breaks(scheme: &Scheme) -> String {
    let allocation = scheme.allocation.iter();
    let words: Vec<String> = allocation
        .flat_map(|allocation| &allocation.tie_break)
        .map(|&by| tie_break(scheme, by))
        .collect();
    if words.is_empty() {
        return "Equal scores: nothing puts them in order. Where that matters for money, \
                nothing is proposed."
            .to_owned();
    }
    format!(
        "Equal scores are put in order by {}.",
        words.join(", then by ")
    )
}

fn tie_break(scheme: &Scheme, by: TieBreak) -> String {
    match by {
        TieBreak::Criterion(nth) => format!(
            "the score for {} (the higher first)",
            scheme.criteria[nth].id
        ),
        TieBreak::Received => "the time of receipt (the earlier first)".to_owned(),
        TieBreak::Requested => "the amount requested (the smaller first)".to_owned(),
    }
}

/// What a tie-break looks at of an application.
pub(super) fn tie_break_value(
    situation: &Situation<'_>,
    index: ApplicationIndex,
    by: TieBreak,
) -> String {
    let book = situation.book;
    let application = book.application(index);
    let unknown = || "not known".to_owned();
    match by {
        TieBreak::Criterion(nth) => {
            let criterion = &book.scheme.criteria[nth].id;
            let mean = mean(book, &situation.scores, index, nth);
            format!("{criterion} {}", mean.unwrap_or_else(unknown))
        }
        TieBreak::Received => {
            let received = application.received.map(|received| match received {
                Received::Day(day) => day.to_string(),
                Received::Instant(instant) => instant.to_rfc3339(),
            });
            format!("received {}", received.unwrap_or_else(unknown))
        }
        TieBreak::Requested => {
            let requested = application.requested;
            let requested = requested.map(|amount| book.scheme.written(amount));
            format!("requested {}", requested.unwrap_or_else(unknown))
        }
    }
}

fn mean(
    book: &Book<'_>,
    scores: &Scores<'_>,
    index: ApplicationIndex,
    criterion: usize,
) -> Option<String> {
    let score: Score = scores.mean(index, criterion)?;
    Some(score.sentence(book.scheme.language))
}
