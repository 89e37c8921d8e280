//! Scores, and who may not give them.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::source::Origin;

use super::ApplicationIndex;

/// One score by one assessor: a row of assessments.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Which application.
    pub application: ApplicationIndex,
    /// Who: an index into [`Book::assessors`](super::Book::assessors).
    pub assessor: u32,
    /// What: an index into the scheme's criteria.
    pub criterion: u32,
    /// How good: any decimal with at most six places, checked against the
    /// criterion's scale by the audit.
    pub score: Decimal,
    /// When.
    pub date: Option<NaiveDate>,
    /// Its row.
    pub origin: Origin,
}

/// An assessor who may not assess an application: a row of recusals.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct Recusal<'t> {
    /// Which application.
    pub application: ApplicationIndex,
    /// Who: an index into [`Book::assessors`](super::Book::assessors).
    pub assessor: u32,
    /// Why.
    pub reason: Option<Cow<'t, str>>,
    /// Since when.
    pub date: Option<NaiveDate>,
    /// Its row.
    pub origin: Origin,
}
