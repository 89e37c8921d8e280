//! A call opens or closes at a time that no clock shows.

use chrono::{LocalResult, TimeZone};

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Closing, starts};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("skipped-local-time", include_str!("skipped_local_time.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let (Some(call), Some(zone)) = (&case.scheme.call, case.scheme.timezone) else {
        return;
    };
    for (closing, span) in call.opens.into_iter().chain(call.closes) {
        let Closing::Moment(moment) = closing else {
            continue;
        };
        if zone.from_local_datetime(&moment) == LocalResult::None {
            let next = starts(moment, zone).format("%H:%M");
            found.add(
                Finding::new(
                    &CODE,
                    span,
                    format!("{closing} does not exist in {}", zone.name()),
                )
                .label(format!("the clock goes forward over it, to {next}"))
                .help("name a time that the clock shows"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::findings;
    use crate::model::testing::{day, scheme, span};
    use crate::model::{Book, Call};

    #[test]
    fn only_a_time_that_no_clock_shows_is_found() {
        let mut scheme = scheme("digital");
        scheme.timezone = Some(chrono_tz::Europe::Oslo);
        let mut found_at = |date: &str, hour| {
            let moment = day(date).and_hms_opt(hour, 30, 0).expect("a time");
            scheme.call = Some(Call {
                opens: None,
                closes: Some((Closing::Moment(moment), span())),
            });
            findings(&Book::empty(&scheme))
        };
        assert!(found_at("2024-03-31", 1).is_empty());
        assert!(found_at("2024-03-31", 3).is_empty());
        assert!(found_at("2024-10-27", 2).is_empty(), "it comes twice");
        let skipped = found_at("2024-03-31", 2);
        assert_eq!(
            skipped[0].message,
            "2024-03-31T02:30:00 does not exist in Europe/Oslo"
        );
    }
}
