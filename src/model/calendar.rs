//! Days, deadlines, and the instant at which a local day is over.

use std::fmt;

use chrono::{
    DateTime, Days, FixedOffset, LocalResult, Months, NaiveDate, NaiveDateTime, TimeZone,
};
use chrono_tz::Tz;

use super::counted;

/// When a call closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// At the end of that day, in the scheme's time zone.
    Day(NaiveDate),
    /// At that local date and time: on the second is on time, later is late.
    Moment(NaiveDateTime),
}

/// When a call opens: the start of a day, or a local date and time.
pub type Opens = Closing;

impl Closing {
    /// The calendar day.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.date(),
        }
    }
}

impl fmt::Display for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Moment(moment) => write!(f, "{}", moment.format("%Y-%m-%dT%H:%M:%S")),
        }
    }
}

/// The calendar day of an instant in a time zone.
pub fn civil(instant: DateTime<FixedOffset>, zone: Tz) -> NaiveDate {
    instant.with_timezone(&zone).date_naive()
}

/// Whether an instant is still in time for a closing: for a day, before the
/// next local day starts; for a moment, not after it.
///
/// A local time that a clock change repeats counts as the later of the two,
/// one that it skips as the instant of the change: nobody loses an hour.
pub fn last_moment(closing: Closing, zone: Tz) -> (DateTime<Tz>, bool) {
    match closing {
        Closing::Day(day) => {
            let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
            (
                starts(next.and_hms_opt(0, 0, 0).unwrap_or_default(), zone),
                false,
            )
        }
        Closing::Moment(moment) => match zone.from_local_datetime(&moment) {
            LocalResult::Single(instant) => (instant, true),
            LocalResult::Ambiguous(_, later) => (later, true),
            LocalResult::None => (starts(moment, zone), true),
        },
    }
}

/// The first instant at or after a local time that the zone's clock shows.
pub fn starts(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    let mut local = local;
    loop {
        if let Some(instant) = zone.from_local_datetime(&local).earliest() {
            return instant;
        }
        local += chrono::TimeDelta::minutes(1);
    }
}

/// What a relative deadline counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueAnchor {
    /// The date of the award.
    Award,
    /// The date of the acceptance.
    Accept,
    /// The date of completion, or the deadline for it.
    Complete,
}

/// What a relative deadline counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueUnit {
    /// Calendar days.
    Days,
    /// Seven calendar days.
    Weeks,
    /// Calendar months; the last day of a shorter month stands for the missing one.
    Months,
}

/// A deadline: a day, or so long after something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// That day, to its end.
    On(NaiveDate),
    /// So many units after the anchor's day.
    After(u32, DueUnit, DueAnchor),
}

impl Due {
    /// The day, given the anchor's; `None` when it is not known or beyond the
    /// calendar.
    pub fn day(self, anchor: impl Fn(DueAnchor) -> Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Self::On(day) => Some(day),
            Self::After(count, unit, from) => {
                let from = anchor(from)?;
                match unit {
                    DueUnit::Days => from.checked_add_days(Days::new(count.into())),
                    DueUnit::Weeks => from.checked_add_days(Days::new(u64::from(count) * 7)),
                    DueUnit::Months => from.checked_add_months(Months::new(count)),
                }
            }
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => write!(f, "{day}"),
            Self::After(count, unit, anchor) => {
                let unit = match unit {
                    DueUnit::Days => "day",
                    DueUnit::Weeks => "week",
                    DueUnit::Months => "month",
                };
                let anchor = match anchor {
                    DueAnchor::Award => "award",
                    DueAnchor::Accept => "accept",
                    DueAnchor::Complete => "complete",
                };
                write!(f, "{} after {anchor}", counted(count, unit))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::day;

    fn after(from: &str, count: u32, unit: DueUnit) -> String {
        let due = Due::After(count, unit, DueAnchor::Award);
        let due = due.day(|_| Some(day(from)));
        due.expect("within the calendar").to_string()
    }

    #[test]
    fn months_end_where_the_shorter_one_ends() {
        use DueUnit::Months;
        assert_eq!(after("2024-01-31", 1, Months), "2024-02-29");
        assert_eq!(after("2023-01-31", 1, Months), "2023-02-28");
        assert_eq!(after("2024-02-29", 12, Months), "2025-02-28");
        assert_eq!(after("2024-02-29", 48, Months), "2028-02-29");
        assert_eq!(after("2024-12-31", 2, Months), "2025-02-28");
        assert_eq!(after("2023-12-31", 2, Months), "2024-02-29");
        assert_eq!(after("2024-10-31", 1, Months), "2024-11-30");
        assert_eq!(after("2024-02-29", 1, Months), "2024-03-29", "not the end");
    }

    #[test]
    fn days_and_weeks_cross_leap_days_and_years() {
        assert_eq!(after("2024-02-28", 1, DueUnit::Days), "2024-02-29");
        assert_eq!(after("2023-02-28", 1, DueUnit::Days), "2023-03-01");
        assert_eq!(after("2024-12-18", 3, DueUnit::Weeks), "2025-01-08");
    }

    #[test]
    fn a_day_beyond_the_calendar_is_none() {
        let due = Due::After(10_000, DueUnit::Months, DueAnchor::Award);
        assert_eq!(due.day(|_| Some(NaiveDate::MAX)), None);
        assert_eq!(due.day(|_| None), None);
    }
}
