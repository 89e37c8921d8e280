//! The recipient's account of what was spent and done.

use chrono::NaiveDate;

use crate::source::Origin;

use super::{ApplicationIndex, Money};

/// A row of reports.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// On which day it came in.
    pub date: NaiveDate,
    /// Which application.
    pub application: ApplicationIndex,
    /// The actual cost.
    pub spent: Option<Money>,
    /// What the recipient brought.
    pub own_contribution: Option<Money>,
    /// The day on which the project was completed.
    pub completed: Option<NaiveDate>,
    /// Its row.
    pub origin: Origin,
}
