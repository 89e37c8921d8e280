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
