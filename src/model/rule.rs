//! What a scheme file lays down, clause by clause, in the words of the file:
//! enough to tell whether two versions of it say the same.

use chrono::NaiveDate;

use crate::source::Span;

/// One rule of a call as its file has it, such as `requirement.minimum-request`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its table's name.
    pub name: String,
    /// Where it stands: its header.
    pub span: Span,
    /// What it says, key by key.
    pub clauses: Vec<Clause>,
    /// What of it could not be understood, and where.
    pub trouble: Option<String>,
}

/// One key of a rule with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The key.
    pub key: String,
    /// The value, written in one way: equal values have equal texts.
    pub value: String,
    /// Where the value stands.
    pub span: Span,
}

/// A change of the call that its funder owns up to: `[[amendment]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// On which day the change was made known.
    pub date: NaiveDate,
    /// Which rule changed, by its table's name, or one key of it.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where it stands: its header.
    pub span: Span,
}
