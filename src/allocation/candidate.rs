//! An application that may be funded, with what limits its award.

use crate::eligibility::{Eligibility, Eligible, Rule};
use crate::model::{
    ApplicationIndex, Bound, FieldRef, Money, Requirement, Share, StandardField, TestKind,
};

/// An eligible application. Made only from the standing that says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'b> {
    eligible: Eligible,
    pub(super) requested: Option<Money>,
    pub(super) co_financing: Option<CoFinancing<'b>>,
}

/// The most that an applicant can get who must bring a share of the cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CoFinancing<'b> {
    pub(super) most: Money,
    pub(super) requirement: &'b Requirement,
}

impl<'b> Candidate<'b> {
    /// The candidate, where the application may be funded. No standing is kept:
    /// of a million applications nearly all are eligible.
    pub fn of(eligibility: &Eligibility<'b>, index: ApplicationIndex) -> Option<Self> {
        let book = eligibility.book();
        let application = book.application(index);
        // Of the shares of the total cost that the applicant must bring, the one
        // that leaves least to be granted.
        let mut strictest: Option<CoFinancing<'b>> = None;
        let eligible = eligibility.eligible(index, |rule| {
            let limit = application
                .total_cost
                .and_then(|total_cost| limit(rule, total_cost));
            if let Some(limit) = limit
                && strictest.is_none_or(|strictest| limit.most < strictest.most)
            {
                strictest = Some(limit);
            }
        })?;
        Some(Self {
            eligible,
            requested: application.requested,
            co_financing: strictest,
        })
    }

    /// Which application.
    pub fn index(&self) -> ApplicationIndex {
        self.eligible.index()
    }
}

/// What a rule that is met leaves to be granted, where it asks for a share of
/// the total cost.
fn limit<'b>(rule: Rule<'b>, total_cost: Money) -> Option<CoFinancing<'b>> {
    match rule {
        Rule::Requirement(requirement) => Some(CoFinancing {
            most: what_is_left(own_share(requirement)?, total_cost),
            requirement,
        }),
        _ => None,
    }
}

/// The share of the total cost that a requirement makes the least own
/// contribution.
fn own_share(requirement: &Requirement) -> Option<Share> {
    if requirement.field != FieldRef::Standard(StandardField::OwnContribution) {
        return None;
    }
    let total_cost = FieldRef::Standard(StandardField::TotalCost);
    let shares = requirement.tests.iter().filter_map(|test| match *test {
        TestKind::Min(Bound::Share { share, of }) => (of == total_cost).then_some(share),
        _ => None,
    });
    shares.max()
}

/// The cost without the applicant's share, rounded down to the minor unit.
fn what_is_left(own: Share, total_cost: Money) -> Money {
    let (numerator, denominator) = own.fraction();
    let cost = i128::from(total_cost.minor());
    let left = cost * (denominator - numerator) / denominator;
    i64::try_from(left)
        .ok()
        .and_then(Money::from_minor)
        .expect("a part of an amount is an amount")
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::*;
    use crate::model::{Condition, Elsewhere};

    use super::*;

    /// What is left to be granted to one who must bring 50 %, and 60 % in Oslo.
    fn most(total_cost: i64, place: Option<&'static str>, waived: &[&'static str]) -> Option<i64> {
        let mut scheme = scheme();
        let own = |id, percent| {
            let of = standard(StandardField::TotalCost);
            let share = share(percent);
            let test = TestKind::Min(Bound::Share { share, of });
            requirement(id, standard(StandardField::OwnContribution), vec![test])
        };
        let mut in_oslo = own("own-in-oslo", 60);
        in_oslo.when = Some(Condition {
            field: standard(StandardField::Place),
            test: TestKind::Equals(text("Oslo")),
        });
        scheme.requirements = vec![own("own", 50), in_oslo];
        let mut application = application("A");
        application.total_cost = Some(ore(total_cost));
        application.own_contribution = Some(ore(total_cost));
        application.place = Some(place.unwrap_or("Voss").into());
        if waived.contains(&"requirement:own") {
            application.own_contribution = None;
        }
        let mut book = book(scheme, vec![application]);
        book.waivers = waived.iter().map(|&check| waiver(0, check)).collect();
        let elsewhere = Elsewhere::default();
        let eligibility = Eligibility::of(&book, &elsewhere);
        let candidate = Candidate::of(&eligibility, ApplicationIndex::new(0));
        let candidate = candidate.expect("eligible");
        candidate.co_financing.map(|limit| limit.most.minor())
    }

    #[test]
    fn the_rest_of_the_cost_is_rounded_down() {
        assert_eq!(most(100, None, &[]), Some(50));
        assert_eq!(most(101, None, &[]), Some(50));
        assert_eq!(most(1, None, &[]), Some(0));
    }

    #[test]
    fn the_strictest_that_applies_counts() {
        assert_eq!(most(100, Some("Oslo"), &[]), Some(40));
    }

    #[test]
    fn what_is_waived_does_not_limit() {
        assert_eq!(most(100, None, &["requirement:own"]), None);
    }
}
