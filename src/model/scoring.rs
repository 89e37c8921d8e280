//! How the scores of several assessors are taken together.

use rust_decimal::Decimal;

use crate::source::Span;

/// `[scoring]`; a scheme without it takes the mean of all scores, however far
/// apart they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scoring {
    /// Of three or more scores under a criterion, the highest and the lowest
    /// are left out, one each.
    pub drop_extremes: bool,
    /// Two assessors further apart than this under one criterion are worth a
    /// warning.
    pub max_spread: Option<(Decimal, Span)>,
}

impl Scoring {
    /// From how many scores the highest and the lowest are left out, where
    /// they are: with fewer none is.
    pub const LEAST_TO_DROP: u32 = 3;
}
