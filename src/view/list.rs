//! In what state is each application?

use crate::eligibility::Rule;
use crate::ledger::{Account, State};
use crate::model::{ApplicationIndex, Received, Scheme};
use crate::ranking::Total;
use crate::table::{Cell, Column, Grid};

use super::{Filter, Situation};

/// The applications that the filter wants, in the order of the file.
pub fn list(situation: &Situation<'_>, filter: &Filter) -> Grid {
    let book = situation.book;
    let mut grid = Grid::new(
        book.scheme.language,
        [
            Column::new("id", "Id"),
            Column::new("applicant", "Applicant").elastic(),
            Column::new("org_number", "Org. number").data_only(),
            Column::new("applicant_type", "Type").data_only(),
            Column::new("place", "Place").data_only(),
            Column::new("title", "Title").data_only(),
            Column::new("received", "Received").data_only(),
            Column::new("state", "State"),
            Column::new("reason", "Reason").elastic().optional(),
            Column::new("score", "Score").optional(),
            Column::new("requested", "Requested").optional(),
            Column::new("awarded", "Awarded").optional(),
            Column::new("released", "Released").data_only(),
            Column::new("paid", "Paid").optional(),
            Column::new("repaid", "Repaid").data_only(),
            Column::new("outstanding", "Outstanding").data_only(),
        ],
    );
    grid.set_title("Applications", book.scheme.id.as_str());
    for index in book.indexes() {
        let state = situation.state(index);
        if filter.wants(situation, index, state) {
            grid.push(row(situation, index, state));
        }
    }
    grid
}

fn row(situation: &Situation<'_>, index: ApplicationIndex, state: State) -> Vec<Cell> {
    let book = situation.book;
    let application = book.application(index);
    let account = situation.account(index);
    let currency = book.scheme.currency;
    let text = |text: &Option<std::borrow::Cow<'_, str>>| -> Cell {
        text.as_deref().map(Cell::text).into()
    };
    let moved = |balance| {
        let touched = account.first_award.is_some() || !account.paid.is_zero();
        touched.then_some(Cell::Amount(balance, currency)).into()
    };
    vec![
        Cell::id(application.id),
        Cell::text(application.applicant.as_ref()),
        application
            .org_number
            .map(|number| Cell::id(number.as_str()))
            .into(),
        text(&application.applicant_type),
        text(&application.place),
        text(&application.title),
        application.received.map(received).into(),
        Cell::text(state.word()),
        reason(situation, index, state),
        score(situation, index),
        application
            .requested
            .map(|requested| Cell::amount(requested, currency))
            .into(),
        moved(account.awarded),
        moved(account.released),
        moved(account.paid),
        moved(account.repaid),
        moved(account.outstanding()),
    ]
}

/// When it came in, to the second where that is known.
pub(super) fn received(received: Received) -> Cell {
    match received {
        Received::Day(day) => Cell::Date(day),
        Received::Instant(instant) => Cell::id(instant.to_rfc3339()),
    }
}

/// The weighted total, where there is one.
pub(super) fn score(situation: &Situation<'_>, index: ApplicationIndex) -> Cell {
    let score = situation.scores.total(index).score();
    score.map(|score| Cell::Decimal(score.rounded(2), 2)).into()
}

/// A total in brackets, where there is one.
pub(super) fn score_words(total: &Total, scheme: &Scheme) -> String {
    match total.score() {
        Some(score) => format!(", score {}", score.sentence(scheme.language)),
        None => String::new(),
    }
}

/// Why it is in a state that asks for a reason: the codes, separated by `;`.
fn reason(situation: &Situation<'_>, index: ApplicationIndex, state: State) -> Cell {
    let standing = situation.eligibility.standing(index);
    let code = |rule: Rule<'_>| rule.reason().to_string();
    let reasons: Vec<String> = match state {
        State::Ineligible => standing.not_met().map(|answer| code(answer.rule)).collect(),
        State::Unknown => standing.unknown().map(|answer| code(answer.rule)).collect(),
        State::Rejected | State::Reserve | State::Withdrawn => {
            recorded_reason(situation.book, situation.account(index), state)
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    };
    if reasons.is_empty() {
        Cell::Blank
    } else {
        Cell::List(reasons)
    }
}

fn recorded_reason(
    book: &crate::model::Book<'_>,
    account: &Account,
    state: State,
) -> Option<String> {
    let entry = match state {
        State::Rejected => account.reject,
        State::Reserve => account.reserve,
        _ => account.withdraw,
    }?;
    let reason = &book.awards[entry.position()].reason;
    reason.as_ref().map(ToString::to_string)
}
