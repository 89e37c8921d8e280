//! What a scheme asks of an application, with the clause that it encodes.

use crate::source::Span;

use super::{FieldRef, Share, Value};

/// A value that a scheme file names.
#[derive(Debug, Clone, PartialEq)]
pub struct Constant {
    /// The value.
    pub value: Value<'static>,
    /// Where it stands.
    pub span: Span,
}

/// One requirement: data, never code.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Its name in the scheme: `[requirement.<id>]`.
    pub id: String,
    /// The field that it asks about.
    pub field: FieldRef,
    /// All of these must be met.
    pub tests: Vec<TestKind>,
    /// Only where this holds; always, without one.
    pub when: Option<Condition>,
    /// The sentence of the announcement that it encodes.
    pub cite: Option<String>,
    /// What to tell the applicant instead of the cited sentence.
    pub message: Option<String>,
    /// Where it stands: its header.
    pub span: Span,
}

/// The ways to test a field.
#[derive(Debug, Clone, PartialEq)]
pub enum TestKind {
    /// At least.
    Min(Bound),
    /// At most.
    Max(Bound),
    /// Exactly.
    Equals(Constant),
    /// Among.
    OneOf(Vec<Constant>),
    /// Not among.
    NotOneOf(Vec<Constant>),
    /// Filled in (`true`) or left blank (`false`).
    Present(bool),
    /// The same as another field.
    MatchesField(FieldRef),
}

/// What `min` and `max` compare with.
#[derive(Debug, Clone, PartialEq)]
pub enum Bound {
    /// A number, an amount or a date.
    Constant(Constant),
    /// A share of another field, exactly.
    Share {
        /// Which part.
        share: Share,
        /// Of which field.
        of: FieldRef,
    },
    /// Another field.
    Field(FieldRef),
}

/// When a requirement applies: `when = { field = …, equals|one_of|present = … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The field that decides.
    pub field: FieldRef,
    /// `Equals`, `OneOf` or `Present`.
    pub test: TestKind,
}
