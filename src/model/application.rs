//! One request under one scheme.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use crate::source::{Origin, Source};

use super::{ApplicationId, Money, OrganisationNumber, Text, civil};

/// A row of applications.csv. The scheme's own fields are kept by the
/// [`Book`](super::Book).
#[derive(Debug, Clone, Copy)]
pub struct Application<'t> {
    /// Unique in the scheme.
    pub id: ApplicationId<'t>,
    /// When it came in, where that is known.
    pub received: Option<Received>,
    /// The organisation that asks.
    pub applicant: Text<'t>,
    /// Its number.
    pub org_number: Option<OrganisationNumber<'t>>,
    /// What kind of organisation it is.
    pub applicant_type: Option<Text<'t>>,
    /// Where.
    pub place: Option<Text<'t>>,
    /// How much is asked for.
    pub requested: Option<Money>,
    /// What all of it costs.
    pub total_cost: Option<Money>,
    /// What the applicant brings.
    pub own_contribution: Option<Money>,
    /// Its row.
    pub origin: Origin,
    /// The file of its row, where the cells stand that are not kept.
    pub source: &'t Source,
}

impl<'t> Application<'t> {
    /// Names or organisation numbers, separated by `;`.
    pub fn partners(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "partners")
    }

    /// What for.
    pub fn title(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "title")
    }

    /// By what an applicant is known across applications and schemes: the
    /// organisation number, else the name, in small letters and with single
    /// spaces: `OSLO  kommune` is Oslo kommune.
    pub fn applicant_key(&self) -> Cow<'_, str> {
        match &self.org_number {
            Some(number) => Cow::Borrowed(number.as_str()),
            None => Cow::Owned(self.name_key()),
        }
    }

    /// By what it would be known without a number.
    pub fn name_key(&self) -> String {
        folded(&self.applicant.read())
    }
}

/// Words without capitals, and with single spaces: as names are compared.
pub fn folded(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// When an application came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// On that day, at a time that is not known.
    Day(NaiveDate),
    /// At that instant.
    Instant(DateTime<FixedOffset>),
}

impl Received {
    /// The calendar day: for an instant, in the zone, or else in its own offset.
    pub fn day(self, zone: Option<Tz>) -> NaiveDate {
        match (self, zone) {
            (Self::Day(day), _) => day,
            (Self::Instant(instant), Some(zone)) => civil(instant, zone),
            (Self::Instant(instant), None) => instant.date_naive(),
        }
    }
}
