//! Which outcomes a recorded exception lifts.

use crate::model::{ApplicationIndex, Book};

use super::{Outcome, Rule};

/// The waivers of a book in order, so that each application finds its own.
#[derive(Debug, Clone)]
pub(super) struct Waivers<'b>(Vec<(ApplicationIndex, &'b str)>);

impl<'b> Waivers<'b> {
    pub(super) fn of(book: &'b Book<'_>) -> Self {
        let waivers = book.waivers.iter();
        let mut sorted: Vec<_> = waivers
            .map(|waiver| (waiver.application, waiver.check.as_ref()))
            .collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    /// Whether one of them lifts this outcome of this rule.
    pub(super) fn lift(&self, index: ApplicationIndex, rule: Rule<'_>, outcome: Outcome) -> bool {
        let first = self.0.partition_point(|(other, _)| *other < index);
        self.0[first..]
            .iter()
            .take_while(|(other, _)| *other == index)
            .any(|(_, check)| lifts(check, rule, outcome))
    }
}

/// A waiver lifts the rule whose check it names; one of `ineligible-award`
/// every requirement that is not met, one of `unknown-requirement` every one
/// that is not known.
pub(super) fn lifts(check: &str, rule: Rule<'_>, outcome: Outcome) -> bool {
    match (rule, outcome) {
        (_, Outcome::Met) => false,
        (Rule::Requirement(_), Outcome::NotMet) if check == "ineligible-award" => true,
        (Rule::Requirement(_), Outcome::Unknown) if check == "unknown-requirement" => true,
        (Rule::Requirement(requirement), _) => {
            check.strip_prefix("requirement:") == Some(requirement.id.as_str())
        }
        _ => check == rule.check_name(),
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::Verdict;
    use crate::eligibility::testing::*;
    use crate::model::{Bound, Closing, StandardField, TestKind};

    /// Late, and asking for less than the floor (or for nobody knows what).
    fn verdict(is_known: bool, checks: &[&'static str]) -> Verdict {
        let mut scheme = closing(scheme(), Closing::Day(date("2024-06-14")));
        let floor = TestKind::Min(Bound::Constant(money(10)));
        let requested = standard(StandardField::Requested);
        scheme.requirements = vec![requirement("floor", requested, vec![floor])];
        let mut late = application("A");
        late.received = on("2024-06-15");
        late.requested = is_known.then(|| kroner(1));
        let mut book = book(scheme, vec![late, application("B")]);
        book.waivers = checks.iter().map(|&check| waiver(0, check)).collect();
        book.waivers.push(waiver(1, "requirement:floor"));
        standing(&book, 0).verdict()
    }

    #[test]
    fn each_rule_by_the_name_of_its_check() {
        assert_eq!(verdict(true, &[]), Verdict::Ineligible);
        assert_eq!(verdict(true, &["late-application"]), Verdict::Ineligible);
        let both = ["requirement:floor", "late-application"];
        assert_eq!(verdict(true, &both), Verdict::Eligible);
        assert_eq!(verdict(false, &both), Verdict::Eligible);
    }

    #[test]
    fn a_waiver_for_all_requirements_lifts_only_its_own_outcome() {
        let of = |is_known, check| verdict(is_known, &["late-application", check]);
        assert_eq!(of(true, "ineligible-award"), Verdict::Eligible);
        assert_eq!(of(true, "unknown-requirement"), Verdict::Ineligible);
        assert_eq!(of(false, "ineligible-award"), Verdict::Unknown);
        assert_eq!(of(false, "unknown-requirement"), Verdict::Eligible);
        assert_eq!(of(true, "requirement:other"), Verdict::Ineligible);
    }
}
