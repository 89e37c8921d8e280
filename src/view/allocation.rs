//! Who gets how much? The table that a board decides on.

use crate::allocation::{Decision, Line, Proposal, Why};
use crate::eligibility::{Answer, Standing, Verdict};
use crate::ledger::State;
use crate::model::{ApplicationIndex, AwardKind, Balance, Book, Reason};
use crate::ranking::Draw;
use crate::table::{Cell, Column, Grid};

use super::Situation;
use super::list::score;

/// What is decided of one application: a row of the table, and of awards.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which application.
    pub index: ApplicationIndex,
    /// Its place in the order, where there is one.
    pub place: Option<usize>,
    /// What is proposed.
    pub decision: Decision,
    /// The reason code, where there is one.
    pub reason: Option<String>,
    /// What it drew, where a draw decided.
    pub draw: Option<Draw>,
    /// Why, in words.
    pub why: String,
    /// What is left of the pot after it.
    pub left: Option<Balance>,
    /// Whether the officer gave the amount.
    pub is_given: bool,
}

/// Every application that is to be decided on: the candidates as proposed,
/// then those that may not be funded, or of whom that is not known.
pub fn rows(
    situation: &Situation<'_>,
    proposal: &Proposal<'_>,
    others: &[Standing<'_>],
) -> Vec<Row> {
    let book = situation.book;
    let candidates = proposal.lines.iter().map(|line| candidate(book, line));
    let others = others
        .iter()
        .filter_map(|standing| ineligible(book, standing));
    candidates.chain(others).collect()
}

fn candidate(book: &Book<'_>, line: &Line<'_>) -> Row {
    let reason = match (&line.decision, &line.why) {
        (Decision::Reject(reason), _) => Some(reason.to_string()),
        (Decision::Reserve, _) => Some(Reason::OutOfMoney.to_string()),
        (Decision::Award(_), Why::InPart { .. } | Why::InPartOfCap { .. }) => {
            Some("in-part".to_owned())
        }
        (Decision::Award(_), _) => None,
        (Decision::Undecided, Why::NoAmount) => None,
        (Decision::Undecided, why) => Some(
            match why {
                Why::Unassessed => "unassessed",
                Why::UnknownRequest => "request-unknown",
                Why::NoDemand | Why::NoShare { .. } => "nothing-to-award",
                Why::UnknownWeight { .. } | Why::BadWeight { .. } => "weight-unknown",
                Why::UnknownSetAside { .. } => "set-aside-unknown",
                _ => "under-min-award",
            }
            .to_owned(),
        ),
    };
    Row {
        index: line.index,
        place: line.place,
        decision: line.decision.clone(),
        reason,
        draw: line.draw,
        why: line.sentence(book),
        left: Some(line.left),
        is_given: matches!(line.why, Why::Given | Why::GivenNothing),
    }
}

pub(super) fn ineligible(book: &Book<'_>, standing: &Standing<'_>) -> Option<Row> {
    let (decision, answers): (_, Vec<&Answer<'_>>) = match standing.verdict() {
        Verdict::Eligible => return None,
        Verdict::Ineligible => {
            let answers: Vec<_> = standing.not_met().collect();
            (Decision::Reject(answers.first()?.rule.reason()), answers)
        }
        Verdict::Unknown => (Decision::Undecided, standing.unknown().collect()),
    };
    let reasons: Vec<String> = answers
        .iter()
        .map(|answer| answer.rule.reason().to_string())
        .collect();
    let why: Vec<String> = answers.iter().map(|answer| why(book, answer)).collect();
    Some(Row {
        index: standing.index(),
        place: None,
        decision,
        reason: Some(reasons.join(";")),
        draw: None,
        why: why.join("; "),
        left: None,
        is_given: false,
    })
}

/// What is amiss, and the clause that says so.
fn why(book: &Book<'_>, answer: &Answer<'_>) -> String {
    let scheme = book.scheme;
    let detail = answer.detail.as_ref().map_or_else(
        || answer.rule.check_name().into_owned(),
        |detail| detail.sentence(scheme.currency, scheme.language),
    );
    let detail = with_message(answer, detail);
    match answer.rule.cite() {
        Some(clause) => format!("{detail} (“{clause}”)"),
        None => detail,
    }
}

/// What is amiss, after the scheme's own words for it where it has some.
pub(super) fn with_message(answer: &Answer<'_>, detail: String) -> String {
    match answer.rule.message() {
        Some(message) => format!("{message}: {detail}"),
        None => detail,
    }
}

/// The proposal as a table.
pub fn allocation(situation: &Situation<'_>, rows: &[Row]) -> Grid {
    let book = situation.book;
    let currency = book.scheme.currency;
    let mut grid = Grid::new(book.scheme.language, columns());
    grid.set_title("Proposal", book.scheme.id.as_str());
    for row in rows {
        let application = book.application(row.index);
        let (word, proposed) = match &row.decision {
            Decision::Award(amount) => ("award", Some(Balance::from(*amount))),
            Decision::Reserve => ("reserve", Some(Balance::ZERO)),
            Decision::Reject(_) => ("reject", Some(Balance::ZERO)),
            Decision::Undecided => ("undecided", None),
        };
        grid.push([
            Cell::id(&book.scheme.id),
            row.place.map(|place| Cell::Count(place as u64)).into(),
            Cell::id(application.id),
            Cell::text(application.applicant),
            score(situation, row.index),
            Cell::text(currency.code()),
            application
                .requested
                .map(|amount| Cell::amount(amount, currency))
                .into(),
            Cell::Blank,
            proposed.map(|amount| Cell::Amount(amount, currency)).into(),
            row.left.map(|left| Cell::Amount(left, currency)).into(),
            Cell::text(word),
            row.reason.as_deref().map(Cell::text).into(),
            Cell::text(row.why.as_str()),
            Cell::Blank,
            row.draw.map(|draw| Cell::text(draw.short())).into(),
        ]);
    }
    grid
}

/// The decisions that are recorded already, in the order of the journal, as
/// the same table.
pub fn recorded(situation: &Situation<'_>) -> Grid {
    let book = situation.book;
    let currency = book.scheme.currency;
    let mut grid = Grid::new(book.scheme.language, columns());
    grid.set_title("Decisions", book.scheme.id.as_str());
    let opening = book.scheme.opening.iter().map(|opening| opening.amount);
    let mut committed: Balance = opening.sum();
    let budget = book.scheme.budget_on(situation.day);
    for entry in &book.awards {
        let amount = match entry.kind {
            AwardKind::Award(amount) => Balance::from(amount),
            AwardKind::Release(amount) => -Balance::from(amount),
            AwardKind::Reserve | AwardKind::Reject | AwardKind::Withdraw => Balance::ZERO,
            AwardKind::Accept | AwardKind::Close => continue,
        };
        committed += amount;
        let application = book.application(entry.application);
        let word = entry.kind.word();
        let reason = entry.reason.as_ref().map(ToString::to_string);
        grid.push([
            Cell::id(&book.scheme.id),
            Cell::Blank,
            Cell::id(application.id),
            Cell::text(application.applicant),
            score(situation, entry.application),
            Cell::text(currency.code()),
            application
                .requested
                .map(|amount| Cell::amount(amount, currency))
                .into(),
            Cell::Amount(amount, currency),
            Cell::Blank,
            budget
                .map(|budget| Cell::Amount(budget - committed, currency))
                .into(),
            Cell::text(word),
            reason.map(Cell::text).into(),
            Cell::text(format!("recorded {}", entry.date)),
            Cell::Date(entry.date),
            Cell::Blank,
        ]);
    }
    grid
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("scheme", "Scheme").data_only(),
        Column::new("rank", "Rank").optional(),
        Column::new("application", "Id"),
        Column::new("applicant", "Applicant").elastic(),
        Column::new("score", "Score").optional(),
        Column::new("currency", "").data_only(),
        Column::new("requested", "Requested").optional(),
        Column::new("awarded", "Awarded").optional(),
        Column::new("proposed", "Proposed").optional(),
        Column::new("remaining", "Remaining").optional(),
        Column::new("decision", "Decision"),
        Column::new("reason", "Reason").elastic().optional(),
        Column::new("why", "Why").data_only(),
        Column::new("recorded", "Recorded").optional(),
        Column::new("draw", "Draw").optional(),
    ]
}

/// Whether a decision says something new of an application in that state.
pub fn is_news(state: State, decision: &Decision) -> bool {
    match decision {
        Decision::Award(_) | Decision::Reject(_) => true,
        Decision::Reserve => state != State::Reserve,
        Decision::Undecided => false,
    }
}
