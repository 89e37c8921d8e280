//! `equals`, `one_of` and `not_one_of`; of a list each item is tested.

use std::borrow::Cow;

use crate::model::{Constant, Value};

use super::Detail;
use super::answer::Tested;
use super::cell::{Cell, borrowed, items, same};

/// Exactly the constant.
pub(super) fn equals<'b>(cell: Cell<'b>, asked: &'b Constant) -> Tested<'b> {
    each(cell, |found| {
        Some(Tested::met_if(same(&found, &asked.value)?, || {
            Detail::Differs {
                field: cell.name(),
                found,
                asked: borrowed(&asked.value),
                by: None,
            }
        }))
    })
}

/// One of the constants.
pub(super) fn one_of<'b>(cell: Cell<'b>, allowed: &'b [Constant]) -> Tested<'b> {
    each(cell, |found| {
        Some(Tested::met_if(is_among(&found, allowed)?, || {
            Detail::NotAmong {
                field: cell.name(),
                found,
                allowed,
            }
        }))
    })
}

/// None of the constants.
pub(super) fn not_one_of<'b>(cell: Cell<'b>, refused: &'b [Constant]) -> Tested<'b> {
    each(cell, |found| {
        Some(Tested::met_if(!is_among(&found, refused)?, || {
            Detail::Among {
                field: cell.name(),
                found,
                refused,
            }
        }))
    })
}

/// `None` when a constant is of another kind than the value.
fn is_among(found: &Value<'_>, constants: &[Constant]) -> Option<bool> {
    let mut among = false;
    for constant in constants {
        among |= same(found, &constant.value)?;
    }
    Some(among)
}

/// Tests a value, or every item of a list; a test that gives `None` could not
/// compare.
fn each<'b>(cell: Cell<'b>, test: impl Fn(Value<'b>) -> Option<Tested<'b>>) -> Tested<'b> {
    let field = cell.name();
    let test =
        |value| test(value).unwrap_or_else(|| Tested::unknown(Detail::Incomparable { field }));
    match cell.value() {
        Value::Blank => Tested::unknown(Detail::Missing { field }),
        Value::Text(Cow::Borrowed(list)) if cell.is_list() => {
            Tested::all(items(list).map(|item| test(Value::Text(Cow::Borrowed(item)))))
        }
        Value::Text(Cow::Owned(list)) if cell.is_list() => {
            Tested::all(items(&list).map(|item| test(Value::Text(Cow::Owned(item.to_owned())))))
        }
        value => test(value),
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::Outcome;
    use crate::eligibility::testing::*;
    use crate::model::testing::{constant, row};
    use crate::model::{StandardField, TestKind};

    fn asked(
        field: StandardField,
        test: TestKind,
        cell: Option<&'static str>,
    ) -> (Outcome, String) {
        let mut scheme = scheme();
        scheme.requirements = vec![requirement("r", standard(field), vec![test])];
        let mut application = application("A");
        application.place = cell.map(Into::into);
        if let Some(partners) = cell {
            (application.source, application.origin) = row(&[("partners", partners)]);
        }
        let book = book(scheme, vec![application]);
        (answer(&book).outcome, sentence(&book))
    }

    fn place(test: TestKind, cell: Option<&'static str>) -> (Outcome, String) {
        asked(StandardField::Place, test, cell)
    }

    fn partners(test: TestKind, cell: Option<&'static str>) -> (Outcome, String) {
        asked(StandardField::Partners, test, cell)
    }

    #[test]
    fn one_value() {
        let oslo_or_bergen = || vec![text("Oslo"), text("Bergen")];
        let one_of = || TestKind::OneOf(oslo_or_bergen());
        assert_eq!(place(one_of(), Some("Bergen")).0, Outcome::Met);
        assert_eq!(
            place(one_of(), Some("Voss")).1,
            "place is `Voss`, asked for is `Oslo` or `Bergen`"
        );
        assert_eq!(place(one_of(), None).0, Outcome::Unknown);
        let none_of = || TestKind::NotOneOf(oslo_or_bergen());
        assert_eq!(place(none_of(), Some("Voss")).0, Outcome::Met);
        assert_eq!(
            place(none_of(), Some("Oslo")).1,
            "place is `Oslo`, which is ruled out"
        );
        assert_eq!(
            place(TestKind::Equals(text("Oslo")), Some("Voss")).1,
            "place is `Voss`, asked for is `Oslo`"
        );
    }

    #[test]
    fn every_item_of_a_list() {
        let one_of = || TestKind::OneOf(vec![text("a"), text("b")]);
        assert_eq!(partners(one_of(), Some("a; b;")).0, Outcome::Met);
        assert_eq!(
            partners(one_of(), Some("a; c")).1,
            "partners is `c`, asked for is `a` or `b`"
        );
        let none_of = || TestKind::NotOneOf(vec![text("a")]);
        assert_eq!(partners(none_of(), Some("b;c")).0, Outcome::Met);
        assert_eq!(partners(none_of(), Some("b; a")).0, Outcome::NotMet);
        assert_eq!(partners(one_of(), Some(" ; ")).0, Outcome::Unknown);
        // Outside a list a semicolon is a character like others.
        assert_eq!(place(one_of(), Some("a; b")).0, Outcome::NotMet);
    }

    #[test]
    fn another_kind_of_value_cannot_be_compared() {
        let test = TestKind::Equals(constant(crate::model::Value::Bool(true)));
        assert_eq!(place(test, Some("true")).0, Outcome::Unknown);
    }
}
