//! Who gets how much? The table that a board decides on.

use std::borrow::Cow;

use crate::allocation::{Decision, Line, Proposal, Why};
use crate::eligibility::{Answer, Standing, Verdict};
use crate::ledger::State;
use crate::model::{ApplicationIndex, AwardKind, Balance, Book, Reason};
use crate::ranking::Draw;
use crate::table::{Cell, Column, Grid};

use super::Situation;
use super::list::score;

/// What is decided of one application: a row of the table, and of awards.csv.
#[derive(Debug, Clone, Copy)]
pub enum Row<'p> {
    /// Of a candidate: as proposed.
    Candidate(&'p Line<'p>),
    /// Of one that may not be funded, or of whom that is not known.
    Other(&'p Standing<'p>),
}

/// Every application that is to be decided on: the candidates as proposed,
/// then those that may not be funded, or of whom that is not known.
pub fn rows<'p>(proposal: &'p Proposal<'_>, others: &'p [Standing<'_>]) -> Vec<Row<'p>> {
    let candidates = proposal.lines.iter().map(Row::Candidate);
    candidates
        .chain(others.iter().filter_map(ineligible))
        .collect()
}

/// The same rows, those first whose applications stand first in the book: a
/// million of them are looked at faster in the order in which they lie.
pub fn in_order_of_book<'p>(book: &Book<'_>, rows: &[Row<'p>]) -> Vec<Row<'p>> {
    let mut at = vec![None; book.applications.len()];
    for row in rows {
        at[row.index().position()] = Some(*row);
    }
    at.into_iter().flatten().collect()
}

pub(super) fn ineligible<'p>(standing: &'p Standing<'_>) -> Option<Row<'p>> {
    (standing.verdict() != Verdict::Eligible).then_some(Row::Other(standing))
}

impl<'p> Row<'p> {
    /// Which application.
    pub fn index(&self) -> ApplicationIndex {
        match self {
            Self::Candidate(line) => line.index,
            Self::Other(standing) => standing.index(),
        }
    }

    /// Its place in the order, where there is one.
    pub fn place(&self) -> Option<usize> {
        self.line()?.place
    }

    /// What is proposed.
    pub fn decision(&self) -> Cow<'p, Decision> {
        match self {
            Self::Candidate(line) => Cow::Borrowed(&line.decision),
            Self::Other(standing) => Cow::Owned(match standing.not_met().next() {
                Some(answer) => Decision::Reject(answer.rule.reason()),
                None => Decision::Undecided,
            }),
        }
    }

    /// The reason code, where there is one.
    pub fn reason(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::Candidate(line) => reason(line),
            Self::Other(standing) => {
                let answers = amiss(standing).into_iter();
                let reasons = answers.map(|answer| answer.rule.reason().to_string());
                Some(Cow::Owned(reasons.collect::<Vec<_>>().join(";")))
            }
        }
    }

    /// What it drew, where a draw decided.
    pub fn draw(&self) -> Option<Draw> {
        self.line()?.draw.as_deref().copied()
    }

    /// Why, in words.
    pub fn why(&self, book: &Book<'_>) -> String {
        match self {
            Self::Candidate(line) => line.sentence(book),
            Self::Other(standing) => {
                let answers = amiss(standing).into_iter();
                let why: Vec<String> = answers.map(|answer| why(book, answer)).collect();
                why.join("; ")
            }
        }
    }

    /// What is left of the pot after it.
    pub fn left(&self) -> Option<Balance> {
        Some(self.line()?.left)
    }

    /// Whether the officer gave the amount.
    pub fn is_given(&self) -> bool {
        let line = self.line();
        line.is_some_and(|line| matches!(line.why, Why::Given | Why::GivenNothing))
    }

    fn line(&self) -> Option<&'p Line<'p>> {
        match self {
            Self::Candidate(line) => Some(line),
            Self::Other(_) => None,
        }
    }
}

/// The reason code of what is proposed for a candidate.
fn reason(line: &Line<'_>) -> Option<Cow<'static, str>> {
    match (&line.decision, &line.why) {
        (Decision::Reject(reason), _) => Some(reason.code()),
        (Decision::Reserve, _) => Some(Reason::OutOfMoney.code()),
        (Decision::Award(_), Why::InPart { .. } | Why::InPartOfCap { .. }) => {
            Some(Cow::Borrowed("in-part"))
        }
        (Decision::Award(_), _) => None,
        (Decision::Undecided, Why::NoAmount) => None,
        (Decision::Undecided, why) => Some(Cow::Borrowed(match why {
            Why::Unassessed(_) => "unassessed",
            Why::UnknownRequest => "request-unknown",
            Why::NoDemand | Why::NoShare { .. } => "nothing-to-award",
            Why::UnknownWeight { .. } | Why::BadWeight { .. } => "weight-unknown",
            Why::UnknownSetAside { .. } => "set-aside-unknown",
            _ => "under-min-award",
        })),
    }
}

/// What stands against an application: the rules that are not met, or else
/// those of which it is not known.
fn amiss<'s>(standing: &'s Standing<'_>) -> Vec<&'s Answer<'s>> {
    match standing.verdict() {
        Verdict::Ineligible => standing.not_met().collect(),
        _ => standing.unknown().collect(),
    }
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

/// The proposal as a table; a text table shows no `why`, and may go without.
pub fn allocation<'p>(situation: &Situation<'p>, rows: &[Row<'p>], with_why: bool) -> Grid<'p> {
    let book = situation.book;
    let currency = book.scheme.currency;
    let mut grid = Grid::new(book.scheme.language, columns());
    grid.set_title("Proposal", book.scheme.id.as_str());
    grid.reserve(rows.len());
    fetch(situation, rows);
    for row in rows {
        let application = book.application(row.index());
        let (word, proposed) = match *row.decision() {
            Decision::Award(amount) => ("award", Some(Balance::from(amount))),
            Decision::Reserve => ("reserve", Some(Balance::ZERO)),
            Decision::Reject(_) => ("reject", Some(Balance::ZERO)),
            Decision::Undecided => ("undecided", None),
        };
        let why = with_why.then(|| Cell::text(row.why(book)));
        grid.push([
            Cell::name(book.scheme.id.as_str()),
            row.place().map(|place| Cell::Count(place as u64)).into(),
            Cell::name(application.id.as_str()),
            Cell::words(application.applicant.read()),
            score(situation, row.index()),
            Cell::words(currency.code()),
            application
                .requested
                .map(|amount| Cell::amount(amount, currency))
                .into(),
            Cell::Blank,
            proposed.map(|amount| Cell::Amount(amount, currency)).into(),
            row.left().map(|left| Cell::Amount(left, currency)).into(),
            Cell::words(word),
            row.reason().map(Cell::Text).into(),
            why.into(),
            Cell::Blank,
            row.draw().map(|draw| Cell::text(draw.short())).into(),
        ]);
    }
    grid
}

/// Has the processor fetch what the rows show all at once: in rank order it lies
/// scattered, and would else be waited for row by row.
fn fetch(situation: &Situation<'_>, rows: &[Row<'_>]) {
    let applications = || {
        let indexes = rows.iter().map(Row::index);
        indexes.map(|index| situation.book.application(index))
    };
    let requested = applications().filter(|it| it.requested.is_some());
    std::hint::black_box(requested.count());
    // Only now their texts: where these lie is known of all.
    let first = applications().map(|it| {
        let id = it.id.as_str().as_bytes();
        u64::from(id.first().copied().unwrap_or(0))
    });
    std::hint::black_box(first.sum::<u64>());
    situation.scores.fetch(rows.iter().map(Row::index));
}

/// The decisions that are recorded already, in the order of the journal, as
/// the same table.
pub fn recorded(situation: &Situation<'_>) -> Grid<'static> {
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
