//! What is scored.

use rust_decimal::Decimal;

use crate::source::Span;

/// One criterion of a scheme: `[criterion.<id>]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Its name as the call has it.
    pub name: String,
    /// The highest score; the lowest is zero. At most six decimals.
    pub max: Decimal,
    /// What it counts for beside the others; more than zero, at most six decimals.
    pub weight: Decimal,
    /// A mean score below it is `below-score`.
    pub threshold: Option<Decimal>,
    /// The sentence of the announcement.
    pub cite: Option<String>,
    /// Where the scheme declares it.
    pub span: Span,
}
