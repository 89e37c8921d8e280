//! One requirement of one application: does it apply, and are all its tests met.

use crate::model::{ApplicationIndex, Book, Condition, Requirement, TestKind};

use super::Outcome;
use super::answer::Tested;
use super::cell::Cell;
use super::{among, bound, matches, present};

/// What the requirement says; `None` where its `when` does not hold, so that
/// it does not apply. Where it is not known whether it applies, it is met all
/// the same if its tests are: then it is met either way.
pub(super) fn test<'b>(
    book: &'b Book<'b>,
    index: ApplicationIndex,
    requirement: &'b Requirement,
) -> Option<Tested<'b>> {
    let cell = |field| Cell { book, index, field };
    let own = || {
        let tests = requirement.tests.iter();
        Tested::all(tests.map(|test| test_one(cell(requirement.field), test)))
    };
    let Some(when) = &requirement.when else {
        return Some(own());
    };
    let condition = test_one(cell(when.field), &when.test);
    match condition.outcome {
        Outcome::Met => Some(own()),
        Outcome::NotMet => None,
        Outcome::Unknown => Some(match own() {
            met if met.outcome == Outcome::Met => met,
            _ => condition,
        }),
    }
}

/// Whether a condition holds of an application; a blank field makes it unknown.
pub fn holds(book: &Book<'_>, index: ApplicationIndex, condition: &Condition) -> Outcome {
    let field = condition.field;
    test_one(Cell { book, index, field }, &condition.test).outcome
}

fn test_one<'b>(cell: Cell<'b>, test: &'b TestKind) -> Tested<'b> {
    match test {
        TestKind::Min(bound) => bound::min(cell, bound),
        TestKind::Max(bound) => bound::max(cell, bound),
        TestKind::Equals(asked) => among::equals(cell, asked),
        TestKind::OneOf(allowed) => among::one_of(cell, allowed),
        TestKind::NotOneOf(refused) => among::not_one_of(cell, refused),
        TestKind::Present(asked) => present::present(cell, *asked),
        TestKind::MatchesField(other) => matches::matches_field(cell, *other),
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::*;
    use crate::eligibility::{Detail, Standing, Verdict};
    use crate::model::{Bound, Condition, StandardField};

    use super::*;

    fn book_with(tests: Vec<TestKind>, when: Option<TestKind>) -> Book<'static> {
        let mut scheme = scheme();
        let mut asked = requirement("r", standard(StandardField::Requested), tests);
        asked.when = when.map(|test| Condition {
            field: standard(StandardField::Place),
            test,
        });
        scheme.requirements = vec![asked];
        let mut application = application("A");
        application.requested = Some(kroner(5));
        book(scheme, vec![application])
    }

    fn at_place<'b>(book: &'b mut Book<'static>, place: Option<&'static str>) -> Standing<'b> {
        book.applications[0].place = place.map(Into::into);
        standing(book, 0)
    }

    fn floor(amount: i64) -> TestKind {
        TestKind::Min(Bound::Constant(money(amount)))
    }

    #[test]
    fn a_condition_that_does_not_hold_takes_the_requirement_away() {
        let in_oslo = TestKind::Equals(text("Oslo"));
        let mut book = book_with(vec![floor(10)], Some(in_oslo));
        assert_eq!(
            at_place(&mut book, Some("Oslo")).verdict(),
            Verdict::Ineligible
        );
        assert!(at_place(&mut book, Some("Voss")).answers().is_empty());
        let nowhere = at_place(&mut book, None);
        assert_eq!(nowhere.verdict(), Verdict::Unknown);
        let missing = Detail::Missing { field: "place" };
        assert_eq!(nowhere.answers()[0].detail, Some(missing));
    }

    #[test]
    fn what_is_met_is_met_whether_it_applies_or_not() {
        let in_oslo = TestKind::Equals(text("Oslo"));
        let mut book = book_with(vec![floor(5)], Some(in_oslo));
        let nowhere = at_place(&mut book, None);
        assert_eq!(nowhere.verdict(), Verdict::Eligible);
        assert_eq!(nowhere.answers()[0].detail, None);
        book.applications[0].requested = None;
        let nothing_known = at_place(&mut book, None);
        assert_eq!(nothing_known.verdict(), Verdict::Unknown);
    }

    #[test]
    fn a_condition_of_presence_is_never_unknown() {
        let mut book = book_with(vec![floor(10)], Some(TestKind::Present(true)));
        assert!(at_place(&mut book, None).answers().is_empty());
        assert_eq!(
            at_place(&mut book, Some("Oslo")).verdict(),
            Verdict::Ineligible
        );
    }

    #[test]
    fn all_tests_must_be_met_and_a_no_weighs_most() {
        let ceiling = TestKind::Max(Bound::Field(standard(StandardField::TotalCost)));
        let mut book = book_with(vec![ceiling.clone(), floor(5)], None);
        assert_eq!(answer(&book).outcome, Outcome::Unknown);
        book.applications[0].total_cost = Some(kroner(5));
        assert_eq!(answer(&book).outcome, Outcome::Met);
        let book = book_with(vec![ceiling, floor(6)], None);
        assert_eq!(answer(&book).outcome, Outcome::NotMet);
    }
}
