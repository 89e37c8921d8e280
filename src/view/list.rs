//! In what state is each application?

use std::collections::BTreeSet;

use crate::collation::Collation;
use crate::eligibility::Rule;
use crate::ledger::{Account, State};
use crate::model::{ApplicationIndex, Currency, Language, Money, Received, Scheme, Text};
use crate::ranking::Total;
use crate::table::{Cell, Column, Grid};

use super::list_fields::Fields;
use super::list_order::{ListOrder, sort};
use super::{Filter, Situation};

/// A scheme whose applications are listed, and which of them are wanted.
pub struct Listed<'b> {
    /// The scheme's facts.
    pub situation: Situation<'b>,
    /// What is wanted, amounts in the scheme's currency.
    pub filter: Filter,
}

/// One application of one scheme.
pub(super) struct Item {
    /// Which of the schemes that are listed.
    pub(super) scheme: usize,
    /// Which of its applications.
    pub(super) index: ApplicationIndex,
    state: State,
}

/// The applications that are wanted; for programs with all that is known of
/// each, the schemes' own fields included.
pub fn list(listed: &[Listed<'_>], order: ListOrder, language: Language) -> Grid<'static> {
    let mut items = items(listed);
    sort(&mut items, listed, order, &Collation::of(language));
    let schemes: Vec<&Scheme> = listed
        .iter()
        .map(|each| each.situation.book.scheme)
        .collect();
    let currencies: BTreeSet<Currency> = items
        .iter()
        .map(|item| schemes[item.scheme].currency)
        .collect();
    let mut columns = columns(schemes.len() > 1, currencies.len() > 1);
    let fields = Fields::of(&schemes);
    columns.extend(fields.columns());
    let mut grid = Grid::new(language, columns);
    let ids: Vec<&str> = schemes.iter().map(|scheme| scheme.id.as_str()).collect();
    let about = match ids.len() {
        0..=3 => ids.join(", "),
        count => format!("{count} schemes"),
    };
    grid.set_title("Applications", about);
    for item in &items {
        let situation = &listed[item.scheme].situation;
        let mut row = row(situation, item.index, item.state);
        row.extend(fields.cells(situation.book, item));
        grid.push(row);
    }
    grid
}

fn items(listed: &[Listed<'_>]) -> Vec<Item> {
    let mut items = Vec::new();
    for (scheme, Listed { situation, filter }) in listed.iter().enumerate() {
        for index in situation.book.indexes() {
            let state = situation.state(index);
            if filter.wants(situation, index, state) {
                items.push(Item {
                    scheme,
                    index,
                    state,
                });
            }
        }
    }
    items
}

fn columns(has_schemes: bool, has_currencies: bool) -> Vec<Column> {
    let scheme = Column::new("scheme", "Scheme");
    let currency = Column::new("currency", "");
    let shown = |column: Column, is_shown| {
        if is_shown { column } else { column.data_only() }
    };
    vec![
        shown(scheme, has_schemes),
        Column::new("id", "Id"),
        Column::new("applicant", "Applicant").elastic(),
        Column::new("org_number", "Org. number").data_only(),
        Column::new("applicant_type", "Type").data_only(),
        Column::new("place", "Place").data_only(),
        Column::new("partners", "Partners").data_only(),
        Column::new("title", "Title").data_only(),
        Column::new("received", "Received").data_only(),
        Column::new("state", "State"),
        Column::new("reason", "Reason").elastic().optional(),
        Column::new("score", "Score").optional(),
        shown(currency, has_currencies),
        Column::new("requested", "Requested").optional(),
        Column::new("total_cost", "Total cost").data_only(),
        Column::new("own_contribution", "Own contribution").data_only(),
        Column::new("awarded", "Awarded").optional(),
        Column::new("released", "Released").data_only(),
        Column::new("paid", "Paid").optional(),
        Column::new("repaid", "Repaid").data_only(),
        Column::new("outstanding", "Outstanding").data_only(),
    ]
}

fn row(situation: &Situation<'_>, index: ApplicationIndex, state: State) -> Vec<Cell<'static>> {
    let book = situation.book;
    let application = book.application(index);
    let account = situation.account(index);
    let currency = book.scheme.currency;
    let text = |text: Option<Text<'_>>| -> Cell<'static> { text.map(Cell::text).into() };
    let money = |amount: Option<Money>| -> Cell<'static> {
        amount.map(|amount| Cell::amount(amount, currency)).into()
    };
    let moved = |balance| {
        let amount = Cell::Amount(balance, currency);
        account.has_money().then_some(amount).into()
    };
    vec![
        Cell::id(&book.scheme.id),
        Cell::id(application.id),
        Cell::text(application.applicant),
        application
            .org_number
            .map(|number| Cell::id(number.as_str()))
            .into(),
        text(application.applicant_type),
        text(application.place),
        application.partners().as_deref().map(words).into(),
        application.title().map(Cell::text).into(),
        application.received.map(received).into(),
        Cell::text(state.word()),
        reason(situation, index, state),
        score(situation, index),
        Cell::text(currency.code()),
        money(application.requested),
        money(application.total_cost),
        money(application.own_contribution),
        moved(account.awarded),
        moved(account.released),
        moved(account.paid),
        moved(account.repaid),
        moved(account.outstanding()),
    ]
}

/// The words of a list.
pub(super) fn words(list: &str) -> Cell<'static> {
    let words = list
        .split(';')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    Cell::List(words.map(str::to_owned).collect())
}

/// When it came in, to the second where that is known.
pub(super) fn received(received: Received) -> Cell<'static> {
    match received {
        Received::Day(day) => Cell::Date(day),
        Received::Instant(instant) => Cell::id(instant.to_rfc3339()),
    }
}

/// The weighted total, where there is one.
pub(super) fn score(situation: &Situation<'_>, index: ApplicationIndex) -> Cell<'static> {
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
fn reason(situation: &Situation<'_>, index: ApplicationIndex, state: State) -> Cell<'static> {
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
