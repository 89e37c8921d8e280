//! A decision that cannot follow those before it.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::committed_by;
use crate::model::{AwardEntry, AwardKind, Balance};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("entry-out-of-order", include_str!("entry_out_of_order.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        let decisions = case.decisions(index);
        let first_award = case.account(index).first_award;
        if let Some(conflict) = Conflict::first(decisions, first_award) {
            case.add(found, index, conflict.finding());
        }
    }
}

/// An entry and, where there is one, the earlier entry that rules it out.
struct Conflict<'a> {
    entry: &'a AwardEntry<'a>,
    earlier: Option<&'a AwardEntry<'a>>,
}

impl<'a> Conflict<'a> {
    /// The first of an application's entries that cannot follow those before
    /// it. The order of entries on one day is not known, so an award made on
    /// the day of an entry counts as made before it.
    fn first(
        decisions: impl Iterator<Item = &'a AwardEntry<'a>>,
        first_award: Option<NaiveDate>,
    ) -> Option<Self> {
        let mut refusal = None;
        let mut award = None;
        let mut committed = Balance::ZERO;
        for entry in decisions {
            let is_awarded = first_award.is_some_and(|day| day <= entry.date);
            let earlier = match entry.kind {
                AwardKind::Award(_) => refusal,
                AwardKind::Reject | AwardKind::Withdraw if committed > Balance::ZERO => award,
                _ => None,
            };
            let lacks_award = matches!(
                entry.kind,
                AwardKind::Accept | AwardKind::Release(_) | AwardKind::Close
            ) && !is_awarded;
            if earlier.is_some() || lacks_award {
                return Some(Self { entry, earlier });
            }
            committed += committed_by(entry.kind);
            match entry.kind {
                AwardKind::Award(_) => award = Some(entry),
                AwardKind::Reject | AwardKind::Withdraw => refusal = Some(entry),
                _ => {}
            }
        }
        None
    }

    fn finding(&self) -> Finding {
        let word = |entry: &AwardEntry| match entry.kind {
            AwardKind::Award(_) => "an award",
            AwardKind::Reject => "a rejection",
            AwardKind::Withdraw => "a withdrawal",
            AwardKind::Accept => "an acceptance",
            AwardKind::Release(_) => "a release",
            AwardKind::Close => "a closing",
            AwardKind::Reserve => "a place on the reserve list",
        };
        let place = self.entry.origin.cell("entry");
        let this = word(self.entry);
        let Some(earlier) = self.earlier else {
            return Finding::new(&CODE, place, format!("{this} without an award"))
                .label(format!("nothing is awarded by {}", self.entry.date))
                .help("record the award first, or correct the date");
        };
        let help = match self.entry.kind {
            AwardKind::Award(_) => "correct the entry that is wrong",
            _ => "release what was awarded first",
        };
        let that = word(earlier);
        Finding::new(&CODE, place, format!("{this} after {that}"))
            .label("cannot follow")
            .because(
                earlier.origin.cell("entry"),
                format!("{that} on {}", earlier.date),
            )
            .help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, findings};
    use crate::model::testing::scheme;
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
        Some((row, finding.message))
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
}
