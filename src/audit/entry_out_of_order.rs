//! A decision that cannot follow those before it.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::committed_by;
use crate::model::{ApplicationIndex, AwardEntry, AwardKind, Balance, Call, Closing};

use super::before_award;
use super::case::Case;
use super::checks::Check;
use super::decided_before_close::is_too_early;

const CODE: Code = Code::error("entry-out-of-order", include_str!("entry_out_of_order.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        let account = case.account(index);
        let story = Story {
            received: received(case, index),
            closes: case.scheme.call.as_ref().and_then(closes),
            first_award: account.first_award,
            last_award: account.last_award,
            ..Story::default()
        };
        if let Some((entry, why)) = story.first_conflict(case.decisions(index)) {
            case.add(found, index, finding(entry, why));
        }
    }
    before_award::find(case, &CODE, found);
}

fn received(case: &Case<'_>, index: ApplicationIndex) -> Option<NaiveDate> {
    let received = case.book.application(index).received?;
    Some(received.day(case.scheme.timezone))
}

fn closes(call: &Call) -> Option<Closing> {
    call.closes.map(|(closes, _)| closes)
}

type Entry<'a> = &'a AwardEntry<'a>;

/// What rules an entry out.
enum Why<'a> {
    /// Nothing is awarded by its day.
    NoAward,
    /// The application came in only on this day.
    NotReceived(NaiveDate),
    /// An earlier entry.
    After(Entry<'a>),
}

/// What happened so far to one application. The order of entries on one day
/// is not known, so an award made on the day of an entry counts as made before
/// it.
#[derive(Default)]
struct Story<'a> {
    received: Option<NaiveDate>,
    closes: Option<Closing>,
    first_award: Option<NaiveDate>,
    last_award: Option<NaiveDate>,
    committed: Balance,
    award: Option<Entry<'a>>,
    refusal: Option<Entry<'a>>,
    release: Option<Entry<'a>>,
    /// The acceptance, until another award asks for one more.
    accept: Option<Entry<'a>>,
    close: Option<Entry<'a>>,
}

impl<'a> Story<'a> {
    /// The first entry that cannot follow those before it.
    fn first_conflict(
        mut self,
        mut decisions: impl Iterator<Item = Entry<'a>>,
    ) -> Option<(Entry<'a>, Why<'a>)> {
        decisions.find_map(|entry| {
            let why = self.conflict(entry);
            self.go_on(entry);
            Some((entry, why?))
        })
    }

    fn conflict(&self, entry: Entry<'a>) -> Option<Why<'a>> {
        let is_awarded = self.first_award.is_some_and(|day| day <= entry.date);
        let still_to_come = self.received.filter(|day| entry.date < *day);
        match entry.kind {
            AwardKind::Accept | AwardKind::Release(_) | AwardKind::Close if !is_awarded => {
                Some(Why::NoAward)
            }
            AwardKind::Award(_) | AwardKind::Reserve | AwardKind::Reject | AwardKind::Withdraw
                if still_to_come.is_some() && !self.is_too_early(entry) =>
            {
                still_to_come.map(Why::NotReceived)
            }
            AwardKind::Reject | AwardKind::Withdraw if self.committed > Balance::ZERO => {
                self.award.map(Why::After)
            }
            AwardKind::Award(_) | AwardKind::Reserve | AwardKind::Reject | AwardKind::Withdraw => {
                self.refusal.map(Why::After)
            }
            AwardKind::Accept if self.is_gone(entry) => self.release.map(Why::After),
            AwardKind::Accept => self
                .accept
                .filter(|_| !names_account(entry))
                .map(Why::After),
            // On a later day it is an entry after the closing.
            AwardKind::Close => self
                .close
                .filter(|close| close.date == entry.date)
                .map(Why::After),
            AwardKind::Release(_) => None,
        }
    }

    /// Whether another check says already that it is decided too early.
    fn is_too_early(&self, entry: Entry<'a>) -> bool {
        self.closes
            .is_some_and(|closes| is_too_early(entry, closes))
    }

    /// Whether all that was awarded is given back.
    fn is_gone(&self, entry: Entry<'a>) -> bool {
        self.committed <= Balance::ZERO && self.last_award != Some(entry.date)
    }

    fn go_on(&mut self, entry: Entry<'a>) {
        self.committed += committed_by(entry.kind);
        match entry.kind {
            AwardKind::Award(_) => {
                self.award = Some(entry);
                self.accept = None;
            }
            AwardKind::Reject | AwardKind::Withdraw => self.refusal = Some(entry),
            AwardKind::Accept => self.accept = Some(entry),
            AwardKind::Release(_) => self.release = Some(entry),
            AwardKind::Close => self.close = Some(entry),
            AwardKind::Reserve => {}
        }
    }
}

/// A second acceptance may bring the account.
fn names_account(entry: Entry<'_>) -> bool {
    entry.account.is_some()
}

fn word(entry: &AwardEntry<'_>) -> &'static str {
    match entry.kind {
        AwardKind::Award(_) => "an award",
        AwardKind::Reject => "a rejection",
        AwardKind::Withdraw => "a withdrawal",
        AwardKind::Accept => "an acceptance",
        AwardKind::Release(_) => "a release",
        AwardKind::Close => "a closing",
        AwardKind::Reserve => "a place on the reserve list",
    }
}

fn finding(entry: &AwardEntry<'_>, why: Why<'_>) -> Finding {
    let place = entry.origin.cell("entry");
    let this = word(entry);
    match why {
        Why::NoAward => Finding::new(&CODE, place, format!("{this} without an award"))
            .label(format!("nothing is awarded by {}", entry.date))
            .help("record the award first, or correct the date"),
        Why::NotReceived(day) => {
            let message = format!("{this} before the application came in");
            Finding::new(&CODE, place, message)
                .label(format!("it came in on {day}"))
                .help("correct the date")
        }
        Why::After(earlier) => {
            let that = word(earlier);
            let help = match (entry.kind, earlier.kind) {
                (AwardKind::Reject | AwardKind::Withdraw, AwardKind::Award(_)) => {
                    "release what was awarded first"
                }
                _ => "correct the entry that is wrong",
            };
            Finding::new(&CODE, place, format!("{this} after {that}"))
                .label(format!(
                    "cannot follow what was recorded for {}",
                    earlier.date
                ))
                .because(
                    earlier.origin.cell("entry"),
                    format!("{that} on {}", earlier.date),
                )
                .help(help)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, findings};
    use crate::model::Received;
    use crate::model::testing::{day, scheme, span};
    use crate::source::Place;

    fn order(entries: &[(&str, &str)]) -> Option<(Option<usize>, String)> {
        let scheme = scheme("digital");
        let awards: Vec<_> = entries
            .iter()
            .map(|(date, entry)| (*date, 0, *entry))
            .collect();
        let mut findings = findings(&book(&scheme, &[None], &awards)).into_iter();
        let finding = findings.find(|finding| finding.code == &CODE)?;
        let row = match &finding.place {
            Place::Cell(origin, _) => Some(origin.start()),
            _ => None,
        };
        Some((row, finding.message.into_owned()))
    }

    #[test]
    fn what_needs_an_award_waits_for_one() {
        let message = |text: &str, row| Some((Some(row), text.to_owned()));
        assert_eq!(
            order(&[("2024-09-01", "accept"), ("2024-09-02", "award 5")]),
            message("an acceptance without an award", 0)
        );
        assert_eq!(
            order(&[("2024-09-02", "accept"), ("2024-09-02", "award 5")]),
            None,
            "the order within a day is not known"
        );
        assert_eq!(
            order(&[("2024-09-01", "release 5")]),
            message("a release without an award", 0)
        );
        assert_eq!(
            order(&[("2024-09-01", "reject"), ("2024-09-02", "close")]),
            message("a closing without an award", 1)
        );
    }

    #[test]
    fn nothing_is_decided_before_the_application_came_in() {
        let told = |entries: &[(&str, usize, &str)], closes: Option<&str>| {
            let mut scheme = scheme("digital");
            scheme.call = closes.map(|closes| Call {
                opens: None,
                closes: Some((Closing::Day(day(closes)), span())),
            });
            let mut book = book(&scheme, &[None], entries);
            book.applications[0].received = Some(Received::Day(day("2024-09-05")));
            let findings = findings(&book).into_iter();
            let findings = findings.filter(|finding| finding.code == &CODE);
            findings
                .map(|finding| finding.message.into_owned())
                .collect::<Vec<_>>()
        };
        let award = [("2024-09-04", 0, "award 5")];
        let early = ["an award before the application came in"];
        assert_eq!(told(&award, None), early);
        assert_eq!(told(&[("2024-09-05", 0, "award 5")], None), [""; 0]);
        assert_eq!(told(&award, Some("2024-09-03")), early, "it came in late");
        let said = told(&award, Some("2024-09-04"));
        assert_eq!(said, [""; 0], "a decision before the call has closed");
        assert_eq!(
            told(&[("2024-09-01", 0, "withdraw")], Some("2024-09-04")),
            ["a withdrawal before the application came in"]
        );
    }

    #[test]
    fn a_second_decision_may_not_contradict_the_first() {
        let award = ("2024-09-02", "award 5");
        let message = |text: &str, row| Some((Some(row), text.to_owned()));
        assert_eq!(
            order(&[("2024-09-01", "reject"), award]),
            message("an award after a rejection", 1)
        );
        assert_eq!(
            order(&[award, ("2024-09-01", "withdraw")]),
            message("an award after a withdrawal", 0)
        );
        assert_eq!(
            order(&[award, ("2024-09-03", "withdraw")]),
            message("a withdrawal after an award", 1)
        );
        let released = ("2024-09-03", "release 5");
        assert_eq!(order(&[award, released, ("2024-09-03", "reject")]), None);
        assert_eq!(order(&[("2024-09-01", "reserve"), award, award]), None);
    }

    #[test]
    fn nothing_is_said_twice() {
        let award = ("2024-09-02", "award 5");
        let accept = ("2024-09-05", "accept");
        let close = ("2024-12-01", "close");
        let message = |entries: &[_]| order(entries).map(|(_, message)| message);
        assert_eq!(
            message(&[("2024-09-01", "reject"), ("2024-09-02", "withdraw")]).as_deref(),
            Some("a withdrawal after a rejection")
        );
        assert_eq!(
            message(&[("2024-09-01", "reject"), ("2024-09-02", "reserve")]).as_deref(),
            Some("a place on the reserve list after a rejection")
        );
        assert_eq!(
            message(&[award, accept, accept]).as_deref(),
            Some("an acceptance after an acceptance")
        );
        assert_eq!(
            message(&[
                award,
                accept,
                ("2024-09-06", "award 5"),
                ("2024-09-07", "accept")
            ]),
            None
        );
        assert_eq!(
            message(&[award, ("2024-09-03", "release 5"), accept]).as_deref(),
            Some("an acceptance after a release")
        );
        assert_eq!(
            message(&[award, accept, close, close]).as_deref(),
            Some("a closing after a closing")
        );
    }
}
