//! Received before the call closed.

use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use crate::model::{Closing, Received, Scheme, StandardField, last_moment};

use super::Detail;
use super::answer::Tested;

/// The end of a call, worked out once for all applications.
#[derive(Debug, Clone, Copy)]
pub(super) struct CallEnd {
    closes: Closing,
    instant: DateTime<Tz>,
    /// Whether the instant itself is still in time.
    is_inclusive: bool,
}

impl CallEnd {
    /// The end of the scheme's call; `None` when it has no known end.
    ///
    /// A scheme whose call has a date always has a time zone.
    pub(super) fn of(scheme: &Scheme) -> Option<Self> {
        let (closes, _) = scheme.call.as_ref()?.closes?;
        let (instant, is_inclusive) = last_moment(closes, scheme.timezone.unwrap_or(Tz::UTC));
        Some(Self {
            closes,
            instant,
            is_inclusive,
        })
    }

    /// Whether an application came in time. One of which only the day is known
    /// is in time on the closing day, unless the call closes at an exact time.
    pub(super) fn test<'b>(self, received: Option<Received>) -> Tested<'b> {
        let closes = self.closes;
        let Some(received) = received else {
            let field = StandardField::Received.name();
            return Tested::unknown(Detail::Missing { field });
        };
        match received {
            Received::Instant(instant) => {
                Tested::met_if(self.is_in_time(instant), || self.late(received))
            }
            Received::Day(day) => match (day.cmp(&closes.day()), closes) {
                (Ordering::Less, _) | (Ordering::Equal, Closing::Day(_)) => Tested::MET,
                (Ordering::Greater, _) => Tested::not_met(self.late(received)),
                (Ordering::Equal, Closing::Moment(_)) => {
                    Tested::unknown(Detail::HourUnknown { received, closes })
                }
            },
        }
    }

    fn late<'b>(self, received: Received) -> Detail<'b> {
        Detail::Late {
            received,
            closes: self.closes,
            zone: self.instant.timezone(),
        }
    }

    fn is_in_time(self, instant: DateTime<FixedOffset>) -> bool {
        instant < self.instant || (self.is_inclusive && instant == self.instant)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveDateTime};

    use crate::eligibility::Outcome::{self, Met, NotMet, Unknown};
    use crate::eligibility::testing::*;
    use crate::model::Closing::{self, Day, Moment};

    use super::*;

    fn received(closes: Closing, received: Option<Received>) -> Outcome {
        let end = CallEnd::of(&closing(scheme(), closes)).expect("it closes");
        end.test(received).outcome
    }

    fn moment(text: &str) -> NaiveDateTime {
        text.parse().expect("a local time")
    }

    #[test]
    fn the_whole_day_counts_in_the_zone_of_the_scheme() {
        let day: NaiveDate = date("2024-06-14");
        assert_eq!(received(Day(day), on("2024-06-14")), Met);
        assert_eq!(received(Day(day), on("2024-06-15")), NotMet);
        assert_eq!(received(Day(day), at("2024-06-14T23:59:59+02:00")), Met);
        assert_eq!(received(Day(day), at("2024-06-15T00:00:00+02:00")), NotMet);
        // Midnight in Oslo has not come yet, whatever day it is in Helsinki.
        assert_eq!(received(Day(day), at("2024-06-15T00:59:00+03:00")), Met);
        assert_eq!(received(Day(day), None), Unknown);
    }

    #[test]
    fn an_exact_time_counts_to_the_second() {
        let noon = Moment(moment("2024-06-14T12:00:00"));
        assert_eq!(received(noon, at("2024-06-14T12:00:00+02:00")), Met);
        assert_eq!(received(noon, at("2024-06-14T12:00:01+02:00")), NotMet);
        assert_eq!(received(noon, on("2024-06-13")), Met);
        assert_eq!(received(noon, on("2024-06-14")), Unknown);
        assert_eq!(received(noon, on("2024-06-15")), NotMet);
    }

    #[test]
    fn an_hour_that_the_clock_repeats_counts_twice() {
        let repeated = Moment(moment("2024-10-27T02:30:00"));
        assert_eq!(received(repeated, at("2024-10-27T02:30:00+01:00")), Met);
        assert_eq!(received(repeated, at("2024-10-27T02:30:01+01:00")), NotMet);
    }

    #[test]
    fn a_call_without_an_end_has_no_such_rule() {
        assert!(CallEnd::of(&scheme()).is_none());
        assert!(
            standing(&book(scheme(), vec![application("A")]), 0)
                .answers()
                .is_empty()
        );
    }

    #[test]
    fn in_words() {
        let closed = closing(scheme(), Day(date("2024-06-14")));
        let mut late = application("A");
        late.received = on("2024-06-15");
        assert_eq!(
            sentence(&book(closed, vec![late])),
            "received 2024-06-15, the call closed 2024-06-14"
        );
    }
}
