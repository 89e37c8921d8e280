//! Recorded exceptions.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::source::Origin;

use super::ApplicationIndex;

/// An exception from one check for one application: a row of waivers.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver<'t> {
    /// On which day.
    pub date: NaiveDate,
    /// Which application.
    pub application: ApplicationIndex,
    /// The name of a check, or `requirement:<id>`.
    pub check: Cow<'t, str>,
    /// Why.
    pub reason: Cow<'t, str>,
    /// By whom.
    pub by: Option<Cow<'t, str>>,
    /// Its row.
    pub origin: Origin,
}
