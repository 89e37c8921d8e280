//! A floor that nothing can reach: above its ceiling, or above the budget.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{
    Balance, Bound, Constant, FieldRef, Money, Requirement, StandardField, TestKind, Value,
};
use crate::source::Span;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "floor-above-ceiling",
    include_str!("floor_above_ceiling.md"),
);

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

const REQUESTED: FieldRef = FieldRef::Standard(StandardField::Requested);

fn find(case: &Case<'_>, found: &mut Findings) {
    of_fields(case, found);
    let rules = case.scheme.allocation.as_ref();
    let least_award = rules.and_then(|rules| rules.min_award);
    if let Some((least, span)) = least_award {
        let most_award = rules.and_then(|rules| rules.max_award);
        let most_request = bounds(case, is_ceiling)
            .filter_map(requested)
            .min_by_key(|(most, _)| *most);
        for (ceiling, name) in [
            (most_award, "the largest award"),
            (most_request, "the largest request"),
        ] {
            if let Some((most, because)) = ceiling.filter(|(most, _)| *most < least) {
                let message = format!("the smallest award is larger than {name}");
                let floor = case.amount(least);
                let ceiling = case.amount(most);
                found.add(
                    finding(span, message, &floor).because(because, format!("at most {ceiling}")),
                );
            }
        }
        over_budget(case, "the smallest award", least, span, found);
    }
    let least_request = bounds(case, is_floor)
        .filter_map(requested)
        .max_by_key(|(least, _)| *least);
    if let Some((least, span)) = least_request {
        over_budget(case, "the smallest request", least, span, found);
    }
}

/// One constant bound of a requirement.
struct Limit<'a> {
    requirement: &'a Requirement,
    value: &'a Value<'static>,
    span: Span,
}

fn is_floor(test: &TestKind) -> Option<&Constant> {
    match test {
        TestKind::Min(Bound::Constant(value)) => Some(value),
        _ => None,
    }
}

fn is_ceiling(test: &TestKind) -> Option<&Constant> {
    match test {
        TestKind::Max(Bound::Constant(value)) => Some(value),
        _ => None,
    }
}

fn bounds<'a>(
    case: &Case<'a>,
    constant: fn(&TestKind) -> Option<&Constant>,
) -> impl Iterator<Item = Limit<'a>> {
    let scheme = case.scheme;
    scheme.requirements.iter().flat_map(move |requirement| {
        requirement.tests.iter().filter_map(move |test| {
            let constant = constant(test)?;
            Some(Limit {
                requirement,
                value: &constant.value,
                span: constant.span,
            })
        })
    })
}

/// The amount that every request is held against.
fn requested(limit: Limit<'_>) -> Option<(Money, Span)> {
    match limit.value {
        Value::Money(amount)
            if limit.requirement.field == REQUESTED && limit.requirement.when.is_none() =>
        {
            Some((*amount, limit.span))
        }
        _ => None,
    }
}

/// Floors and ceilings of one field, each floor against the first ceiling
/// below it.
fn of_fields(case: &Case<'_>, found: &mut Findings) {
    for floor in bounds(case, is_floor) {
        let below = bounds(case, is_ceiling).find(|ceiling| {
            ceiling.requirement.field == floor.requirement.field
                && apply_together(floor.requirement, ceiling.requirement)
                && is_above(floor.value, ceiling.value)
        });
        if let Some(ceiling) = below {
            let field = case.scheme.field_name(floor.requirement.field);
            let message = format!("the floor of {field} is above its ceiling");
            found.add(
                finding(floor.span, message, &words(case, floor.value)).because(
                    ceiling.span,
                    format!("at most {}", words(case, ceiling.value)),
                ),
            );
        }
    }
}

/// Whether some application meets both for sure.
fn apply_together(one: &Requirement, other: &Requirement) -> bool {
    one.id == other.id || (one.when.is_none() && other.when.is_none())
}

fn is_above(floor: &Value<'_>, ceiling: &Value<'_>) -> bool {
    let order = match (floor, ceiling) {
        (Value::Money(floor), Value::Money(ceiling)) => floor.cmp(ceiling),
        (Value::Number(floor), Value::Number(ceiling)) => floor.cmp(ceiling),
        (Value::Date(floor), Value::Date(ceiling)) => floor.cmp(ceiling),
        _ => return false,
    };
    order == Ordering::Greater
}

/// A floor above all the money that the scheme ever gets.
fn over_budget(case: &Case<'_>, name: &str, least: Money, span: Span, found: &mut Findings) {
    let Some(budget) = case.scheme.budget_on(NaiveDate::MAX) else {
        return;
    };
    if Balance::from(least) > budget {
        let message = format!("{name} is larger than the budget");
        let mut finding = finding(span, message, &case.amount(least));
        if let Some(entry) = case.scheme.budget.last() {
            let label = format!("the budget is {}", case.amount(budget));
            finding = finding.because(entry.span, label);
        }
        found.add(finding);
    }
}

fn finding(span: Span, message: String, floor: &str) -> Finding {
    Finding::new(&CODE, span, message)
        .label(format!("at least {floor}"))
        .help("correct one of the two")
}

fn words(case: &Case<'_>, value: &Value<'_>) -> String {
    match value {
        Value::Money(amount) => case.amount(*amount),
        Value::Number(number) => case.scheme.language.format(*number),
        Value::Date(date) => date.to_string(),
        Value::Bool(_) | Value::Text(_) | Value::Blank => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::findings;
    use crate::model::testing::{budget, constant, kroner, scheme, span};
    use crate::model::{Allocation, Book, Condition, Method, Scheme};

    fn scheme_with(least_award: Option<i64>, tests: &[(i64, i64, bool)]) -> Scheme {
        let mut scheme = scheme("digital");
        scheme.budget = vec![budget(500, None), budget(500, Some("2030-01-01"))];
        scheme.allocation = Some(Allocation {
            min_award: least_award.map(|least| (kroner(least), span())),
            max_award: Some((kroner(300), span())),
            ..Allocation::new(Method::Discretionary, span())
        });
        scheme.requirements = std::iter::zip(0.., tests)
            .map(|(nth, (least, most, is_conditional))| {
                requirement(nth, *least, *most, *is_conditional)
            })
            .collect();
        scheme
    }

    fn requirement(nth: usize, least: i64, most: i64, is_conditional: bool) -> Requirement {
        let value = |amount| Bound::Constant(constant(Value::Money(kroner(amount))));
        let kinds = [TestKind::Min(value(least)), TestKind::Max(value(most))];
        Requirement {
            id: format!("r{nth}"),
            field: REQUESTED,
            tests: kinds.into(),
            when: is_conditional.then_some(Condition {
                field: FieldRef::Standard(StandardField::Place),
                test: TestKind::Present(true),
            }),
            cite: None,
            message: None,
            span: span(),
        }
    }

    fn messages(scheme: &Scheme) -> Vec<String> {
        let findings = findings(&Book::empty(scheme)).into_iter();
        findings
            .map(|finding| finding.message.into_owned())
            .collect()
    }

    #[test]
    fn floors_are_held_against_every_ceiling() {
        assert!(messages(&scheme_with(Some(300), &[(1, 1000, false)])).is_empty());
        assert_eq!(
            messages(&scheme_with(Some(301), &[(1, 1000, false)])),
            ["the smallest award is larger than the largest award"]
        );
        assert_eq!(
            messages(&scheme_with(Some(200), &[(1, 199, false)])),
            ["the smallest award is larger than the largest request"]
        );
        assert_eq!(
            messages(&scheme_with(None, &[(1001, 2000, false)])),
            ["the smallest request is larger than the budget"]
        );
        assert_eq!(
            messages(&scheme_with(None, &[(200, 100, false)])),
            ["the floor of requested is above its ceiling"]
        );
    }

    #[test]
    fn conditions_may_keep_a_floor_and_a_ceiling_apart() {
        let small = (1, 100, true);
        let large = (200, 300, true);
        assert!(messages(&scheme_with(None, &[small, large])).is_empty());
        assert_eq!(messages(&scheme_with(None, &[(200, 100, true)])).len(), 1);
    }
}
