//! `min` and `max`: at least, at most.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::{Bound, Money, Share, Value};

use super::answer::Tested;
use super::cell::{Cell, borrowed};
use super::{Basis, Detail, Limit};

/// At least the bound.
pub(super) fn min<'b>(cell: Cell<'b>, bound: &'b Bound) -> Tested<'b> {
    test(cell, bound, Side::Floor)
}

/// At most the bound.
pub(super) fn max<'b>(cell: Cell<'b>, bound: &'b Bound) -> Tested<'b> {
    test(cell, bound, Side::Ceiling)
}

#[derive(Clone, Copy)]
enum Side {
    Floor,
    Ceiling,
}

fn test<'b>(cell: Cell<'b>, bound: &'b Bound, side: Side) -> Tested<'b> {
    let found = cell.value();
    if found.is_blank() {
        return Tested::unknown(Detail::Missing { field: cell.name() });
    }
    let value = match value(cell, bound, side) {
        Ok(value) => value,
        Err(detail) => return Tested::unknown(detail),
    };
    // Why it is so much is asked only where it is not met.
    let limit = |value| Limit {
        value,
        basis: basis(cell, bound),
    };
    match (compare(&found, &value), side) {
        (None, _) => Tested::unknown(Detail::Incomparable { field: cell.name() }),
        (Some(Ordering::Less), Side::Floor) => Tested::not_met(Detail::Below {
            field: cell.name(),
            found,
            limit: limit(value),
        }),
        (Some(Ordering::Greater), Side::Ceiling) => Tested::not_met(Detail::Above {
            field: cell.name(),
            found,
            limit: limit(value),
        }),
        _ => Tested::MET,
    }
}

/// What the bound comes to for this application.
fn value<'b>(cell: Cell<'b>, bound: &'b Bound, side: Side) -> Result<Value<'b>, Detail<'b>> {
    match bound {
        Bound::Constant(constant) => Ok(borrowed(&constant.value)),
        Bound::Field(other) => known(cell.beside(*other)),
        Bound::Share { share, of } => {
            let of = cell.beside(*of);
            let part = part(*share, &known(of)?, side);
            part.ok_or_else(|| Detail::Incomparable { field: of.name() })
        }
    }
}

/// What makes it so much.
fn basis<'b>(cell: Cell<'b>, bound: &Bound) -> Basis<'b> {
    match bound {
        Bound::Constant(_) => Basis::Constant,
        Bound::Field(other) => Basis::Field(cell.beside(*other).name()),
        Bound::Share { share, of } => {
            let of = cell.beside(*of);
            Basis::Share {
                share: *share,
                of: of.name(),
                whole: of.value(),
            }
        }
    }
}

fn known<'b>(cell: Cell<'b>) -> Result<Value<'b>, Detail<'b>> {
    match cell.value() {
        Value::Blank => Err(Detail::Missing { field: cell.name() }),
        value => Ok(value),
    }
}

fn compare(found: &Value<'_>, limit: &Value<'_>) -> Option<Ordering> {
    match (found, limit) {
        (Value::Money(found), Value::Money(limit)) => Some(found.cmp(limit)),
        (Value::Number(found), Value::Number(limit)) => Some(found.cmp(limit)),
        (Value::Date(found), Value::Date(limit)) => Some(found.cmp(limit)),
        _ => None,
    }
}

/// A share of an amount or a number; `None` for other values.
fn part(share: Share, whole: &Value<'_>, side: Side) -> Option<Value<'static>> {
    match whole {
        Value::Money(whole) => part_of_money(share, *whole, side).map(Value::Money),
        Value::Number(whole) => part_of_number(share, *whole).map(Value::Number),
        _ => None,
    }
}

/// Amounts are whole minor units, so an amount reaches the share exactly when
/// it reaches the share rounded up, and stays within it when within the share
/// rounded down.
fn part_of_money(share: Share, whole: Money, side: Side) -> Option<Money> {
    let (numerator, denominator) = share.fraction();
    let exact = i128::from(whole.minor()) * numerator;
    let part = match side {
        Side::Floor => (exact + denominator - 1) / denominator,
        Side::Ceiling => exact / denominator,
    };
    i64::try_from(part).ok().and_then(Money::from_minor)
}

/// The exact part; `None` when it has more digits than a number can hold.
fn part_of_number(share: Share, whole: Decimal) -> Option<Decimal> {
    let percent = share.percent();
    let mut mantissa = whole.mantissa().checked_mul(percent.mantissa())?;
    let mut scale = whole.scale() + percent.scale() + 2;
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

#[cfg(test)]
mod tests {
    use crate::eligibility::Outcome;
    use crate::eligibility::testing::*;
    use crate::model::{Book, StandardField::*, TestKind};

    use super::*;

    fn own_contribution(test: TestKind, own: Option<Money>, total: Option<Money>) -> Book<'static> {
        let mut scheme = scheme();
        scheme.requirements = vec![requirement("own", standard(OwnContribution), vec![test])];
        let mut application = application("A");
        (application.own_contribution, application.total_cost) = (own, total);
        book(scheme, vec![application])
    }

    fn half_of_total() -> Bound {
        Bound::Share {
            share: share(50),
            of: standard(TotalCost),
        }
    }

    #[test]
    fn a_floor_in_kroner() {
        let floor = || TestKind::Min(Bound::Constant(money(100_000)));
        let low = own_contribution(floor(), Some(kroner(80_000)), None);
        assert_eq!(answer(&low).outcome, Outcome::NotMet);
        assert_eq!(
            sentence(&low),
            "own_contribution is 80 000 NOK, the floor is 100 000 NOK: 20 000 NOK too little"
        );
        let enough = own_contribution(floor(), Some(kroner(100_000)), None);
        assert_eq!(answer(&enough).outcome, Outcome::Met);
    }

    #[test]
    fn a_share_is_exact_to_the_last_ore() {
        let own = |own, total| {
            let book = own_contribution(
                TestKind::Min(half_of_total()),
                Some(ore(own)),
                Some(ore(total)),
            );
            (answer(&book).outcome, sentence(&book))
        };
        assert_eq!(own(50, 100).0, Outcome::Met);
        assert_eq!(own(50, 101).0, Outcome::NotMet, "50 of 101 is under half");
        assert_eq!(own(51, 101).0, Outcome::Met);
        assert_eq!(
            own(50, 101).1,
            "own_contribution is 0,50 NOK, the floor is 0,51 NOK (50% of total_cost, 1,01 NOK): \
             0,01 NOK too little"
        );
    }

    #[test]
    fn a_ceiling_is_a_share_too() {
        let most = |own| {
            let test = TestKind::Max(half_of_total());
            answer(&own_contribution(test, Some(ore(own)), Some(ore(101)))).outcome
        };
        assert_eq!(most(50), Outcome::Met);
        assert_eq!(most(51), Outcome::NotMet);
    }

    #[test]
    fn a_blank_on_either_side_is_unknown() {
        let test = || TestKind::Min(half_of_total());
        let no_own = own_contribution(test(), None, Some(ore(1)));
        assert_eq!(answer(&no_own).outcome, Outcome::Unknown);
        assert_eq!(sentence(&no_own), "own_contribution is blank");
        let no_total = own_contribution(test(), Some(ore(1)), None);
        assert_eq!(answer(&no_total).outcome, Outcome::Unknown);
        assert_eq!(sentence(&no_total), "total_cost is blank");
    }

    #[test]
    fn another_field_is_a_bound() {
        let test = TestKind::Max(Bound::Field(standard(TotalCost)));
        let book = own_contribution(test, Some(kroner(3)), Some(kroner(2)));
        assert_eq!(
            sentence(&book),
            "own_contribution is 3 NOK, the ceiling is 2 NOK (total_cost): 1 NOK too much"
        );
    }

    #[test]
    fn a_text_has_no_floor() {
        let test = TestKind::Min(Bound::Constant(text("much")));
        let book = own_contribution(test, Some(kroner(3)), None);
        assert_eq!(answer(&book).outcome, Outcome::Unknown);
    }

    #[test]
    fn a_share_of_a_number_is_exact_or_not_at_all() {
        let share = Share::from_percent(Decimal::new(33_333_333, 6)).expect("a share");
        let part = part_of_number(share, Decimal::new(3, 0)).expect("few digits");
        assert_eq!(part.to_string(), "0.99999999");
        assert_eq!(part_of_number(share, Decimal::MAX), None);
    }
}
