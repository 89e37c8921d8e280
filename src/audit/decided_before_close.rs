//! An application is decided while others may still come in.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{AwardEntry, AwardKind, Closing};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "decided-before-close",
    include_str!("decided_before_close.md"),
);

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let call = case.scheme.call.as_ref();
    let Some((closes, rule)) = call.and_then(|call| call.closes) else {
        return;
    };
    for entry in &case.book.awards {
        if is_too_early(entry, closes) {
            let finding = Finding::new(
                &CODE,
                entry.origin.cell("date"),
                "a decision before the call has closed",
            )
            .label(match closes {
                Closing::Day(day) => format!("the call is open until the end of {day}"),
                Closing::Moment(_) => format!("the call is open until {closes}"),
            })
            .because(rule, "closes here")
            .help("correct the date");
            case.add(found, entry.application, finding);
        }
    }
}

/// Whether an entry decides before the call has closed.
pub(super) fn is_too_early(entry: &AwardEntry, closes: Closing) -> bool {
    is_decision(entry) && is_before(entry, closes)
}

/// An applicant may take an application back at any time.
fn is_decision(entry: &AwardEntry) -> bool {
    matches!(
        entry.kind,
        AwardKind::Award(_) | AwardKind::Reserve | AwardKind::Reject
    )
}

/// A decision has a day and no hour: one on the day on which a call closes at
/// an exact time may have been taken after it.
fn is_before(entry: &AwardEntry, closes: Closing) -> bool {
    match closes {
        Closing::Day(day) => entry.date <= day,
        Closing::Moment(moment) => entry.date < moment.date(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, found};
    use crate::model::testing::{day, scheme, span};
    use crate::model::{Call, Received};

    fn rows(closes: Closing) -> Vec<Option<usize>> {
        let mut scheme = scheme("digital");
        scheme.timezone = Some(chrono_tz::Europe::Oslo);
        scheme.call = Some(Call {
            opens: None,
            closes: Some((closes, span())),
        });
        let awards = [
            ("2024-06-13", 0, "withdraw"),
            ("2024-06-13", 1, "reject"),
            ("2024-06-14", 2, "reserve"),
            ("2024-06-15", 3, "award 5"),
        ];
        let mut book = book(&scheme, &[None; 4], &awards);
        book.applications[3].received = Some(Received::Day(day("2024-06-01")));
        found(&book).into_iter().map(|(_, row, _)| row).collect()
    }

    #[test]
    fn a_closing_day_is_over_at_its_end() {
        assert_eq!(rows(Closing::Day(day("2024-06-14"))), [Some(1), Some(2)]);
        let noon = day("2024-06-14").and_hms_opt(12, 0, 0).expect("a time");
        assert_eq!(rows(Closing::Moment(noon)), [Some(1)]);
    }
}
