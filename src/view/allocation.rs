//! What is decided of each application: the rows of the table that a board
//! decides on.

use std::borrow::Cow;

use crate::allocation::{Decision, Line, Proposal, Why};
use crate::eligibility::{Answer, Standing, Verdict};
use crate::ledger::State;
use crate::model::{ApplicationIndex, Balance, Book, Reason};
use crate::ranking::{Draw, Place};

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
    pub fn place(&self) -> Option<Place> {
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

    /// Whether it is undecided because something else than its score is not
    /// known, so that it may still be funded in its place.
    pub(super) fn may_be_ahead(&self) -> bool {
        match self {
            Self::Candidate(line) => {
                matches!(line.why, Why::UnknownRequest | Why::UnknownSetAside { .. })
            }
            Self::Other(standing) => standing.verdict() == Verdict::Unknown,
        }
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

/// Whether a decision says something new of an application in that state.
pub fn is_news(state: State, decision: &Decision) -> bool {
    match decision {
        Decision::Award(_) | Decision::Reject(_) => true,
        Decision::Reserve => state != State::Reserve,
        Decision::Undecided => false,
    }
}
