//! The call closes before it opens.

use chrono::{NaiveDateTime, NaiveTime};

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Closing, Opens};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "closes-before-opens",
    include_str!("closes_before_opens.md"),
);

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(call) = &case.scheme.call else {
        return;
    };
    let (Some((opens, opens_span)), Some((closes, closes_span))) = (call.opens, call.closes) else {
        return;
    };
    if is_over(closes, opens) {
        found.add(
            Finding::new(&CODE, closes_span, "the call closes before it opens")
                .label(format!("closes {closes}"))
                .because(opens_span, format!("opens {opens}"))
                .help("correct one of the two"),
        );
    }
}

/// Whether the call is over when it opens. A day opens at its start and closes
/// at its end.
fn is_over(closes: Closing, opens: Opens) -> bool {
    let opens = match opens {
        Opens::Day(day) => NaiveDateTime::new(day, NaiveTime::MIN),
        Opens::Moment(moment) => moment,
    };
    match closes {
        Closing::Day(day) => day < opens.date(),
        Closing::Moment(moment) => moment < opens,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};

    use super::*;

    #[test]
    fn a_call_may_open_and_close_on_one_day() {
        let first = NaiveDate::from_ymd_opt(2024, 6, 13).expect("a day");
        let day = first.succ_opt().expect("a day");
        let noon = day.and_hms_opt(12, 0, 0).expect("a time");
        assert!(!is_over(Closing::Day(day), Opens::Day(day)));
        assert!(!is_over(Closing::Day(day), Opens::Moment(noon)));
        assert!(!is_over(Closing::Moment(noon), Opens::Day(day)));
        assert!(is_over(Closing::Day(first), Opens::Day(day)));
        assert!(is_over(
            Closing::Moment(noon - TimeDelta::seconds(1)),
            Opens::Moment(noon)
        ));
    }
}
