//! What all the rules together say of one application.

use crate::model::ApplicationIndex;

use super::{Answer, Outcome};

/// The answers for one application, rule by rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'b> {
    index: ApplicationIndex,
    answers: Vec<Answer<'b>>,
}

/// Whether an application may be funded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Every rule is met or waived.
    Eligible,
    /// A rule is not met.
    Ineligible,
    /// No rule is broken, but one could not be answered.
    Unknown,
}

impl Verdict {
    /// The verdict of some answers: one that is not met weighs more than one
    /// that is not known, and a waived one counts as met.
    pub(super) fn of<'a, 'b: 'a>(answers: impl Iterator<Item = &'a Answer<'b>>) -> Self {
        answers.fold(Self::Eligible, |verdict, answer| {
            match (verdict, answer.outcome) {
                _ if answer.is_settled() => verdict,
                (Self::Ineligible, _) | (_, Outcome::NotMet) => Self::Ineligible,
                _ => Self::Unknown,
            }
        })
    }
}

/// An application that may be funded. Made only by [`Standing::eligible`]
/// and [`Eligibility::eligible`](super::Eligibility::eligible).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eligible(ApplicationIndex);

impl Eligible {
    pub(super) fn new(index: ApplicationIndex) -> Self {
        Self(index)
    }

    /// Which application.
    pub fn index(self) -> ApplicationIndex {
        self.0
    }
}

impl<'b> Standing<'b> {
    pub(super) fn new(index: ApplicationIndex, answers: Vec<Answer<'b>>) -> Self {
        Self { index, answers }
    }

    /// Which application.
    pub fn index(&self) -> ApplicationIndex {
        self.index
    }

    /// Every rule that applies, with its answer: the call, the applicant, then
    /// the requirements in the order of the scheme.
    pub fn answers(&self) -> &[Answer<'b>] {
        &self.answers
    }

    /// Whether it may be funded.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.answers.iter())
    }

    /// The rules that are not met and not waived.
    pub fn not_met(&self) -> impl Iterator<Item = &Answer<'b>> {
        self.unsettled(Outcome::NotMet)
    }

    /// The rules that could not be answered and are not waived.
    pub fn unknown(&self) -> impl Iterator<Item = &Answer<'b>> {
        self.unsettled(Outcome::Unknown)
    }

    fn unsettled(&self, outcome: Outcome) -> impl Iterator<Item = &Answer<'b>> {
        let answers = self.answers.iter();
        answers.filter(move |answer| !answer.is_settled() && answer.outcome == outcome)
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::*;
    use crate::eligibility::{Eligibility, Rule};
    use crate::model::{ApplicationIndex, Bound, Closing, Reason, StandardField, TestKind};

    use super::*;

    /// One application with one rule of each outcome.
    fn mixed() -> crate::model::Book<'static> {
        let mut scheme = closing(scheme(), Closing::Day(date("2024-06-14")));
        scheme.applicants.types = vec!["municipality".into()];
        let floor = TestKind::Min(Bound::Constant(money(10)));
        let requested = standard(StandardField::Requested);
        scheme.requirements = vec![requirement("floor", requested, vec![floor])];
        let mut application = application("A");
        application.received = on("2024-06-14");
        application.requested = Some(kroner(1));
        book(scheme, vec![application])
    }

    #[test]
    fn a_no_weighs_more_than_an_unknown() {
        let book = mixed();
        let standing = standing(&book, 0);
        assert_eq!(standing.verdict(), Verdict::Ineligible);
        let not_met: Vec<_> = standing.not_met().collect();
        assert_eq!(not_met.len(), 1);
        assert_eq!(
            not_met[0].rule.reason(),
            Reason::Requirement("floor".into())
        );
        assert_eq!(not_met[0].rule.check_name(), "requirement:floor");
        assert_eq!(not_met[0].rule.cite(), Some("the clause of floor"));
        assert!(not_met[0].rule.span(book.scheme).is_some());
        let unknown: Vec<_> = standing.unknown().map(|answer| answer.rule).collect();
        assert_eq!(unknown, [Rule::ApplicantType]);
    }

    #[test]
    fn waived_answers_count_as_met_and_stay_to_be_seen() {
        let mut book = mixed();
        book.waivers = vec![waiver(0, "requirement:floor")];
        assert_eq!(standing(&book, 0).verdict(), Verdict::Unknown);
        book.waivers.push(waiver(0, "applicant-type"));
        let standing = standing(&book, 0);
        assert_eq!(standing.verdict(), Verdict::Eligible);
        let waived: Vec<_> = standing
            .answers()
            .iter()
            .map(|answer| answer.waived)
            .collect();
        assert_eq!(waived, [false, true, true]);
        assert_eq!(standing.answers()[2].outcome, Outcome::NotMet);
    }

    #[test]
    fn the_short_way_to_a_verdict_says_the_same() {
        let mut book = mixed();
        let elsewhere = crate::model::Elsewhere::default();
        for check in ["requirement:floor", "applicant-type", "late-application"] {
            let eligibility = Eligibility::of(&book, &elsewhere);
            let index = ApplicationIndex::new(0);
            assert_eq!(
                eligibility.verdict(index),
                eligibility.standing(index).verdict()
            );
            book.waivers.push(waiver(0, check));
        }
    }
}
