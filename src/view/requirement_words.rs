//! What a requirement asks, in plain words.

use crate::model::{
    Bound, Condition, Constant, FieldKind, FieldRef, Requirement, Scheme, TestKind, Value,
};

use super::score_words::number;

/// `minimum-request: requested is at least 100 000 NOK`.
pub(super) fn requirement(scheme: &Scheme, requirement: &Requirement) -> String {
    let field = scheme.field_name(requirement.field);
    let is_date = scheme.field_kind(requirement.field) == FieldKind::Date;
    let tests = requirement.tests.iter();
    let tests: Vec<String> = tests.map(|asked| test(scheme, asked, is_date)).collect();
    let when = requirement.when.as_ref();
    let when = when.map_or_else(String::new, |when| format!(", {}", condition(scheme, when)));
    format!(
        "{}: {field} {}{when}{}",
        requirement.id,
        tests.join(" and "),
        label(scheme, requirement.field)
    )
}

/// `where place is Voss`.
pub(super) fn condition(scheme: &Scheme, when: &Condition) -> String {
    let field = scheme.field_name(when.field);
    format!("where {field} {}", test(scheme, &when.test, false))
}

/// The question as the applicant saw it.
fn label(scheme: &Scheme, field: FieldRef) -> String {
    let label = match field {
        FieldRef::Standard(_) => None,
        FieldRef::Declared(nth) => scheme.fields[nth].label.as_deref(),
    };
    label.map_or_else(String::new, |label| format!(" ({label})"))
}

fn test(scheme: &Scheme, test: &TestKind, is_date: bool) -> String {
    let list = |constants: &[Constant]| {
        let words: Vec<String> = constants
            .iter()
            .map(|constant| value(scheme, &constant.value))
            .collect();
        words.join(" or ")
    };
    let (least, most) = if is_date {
        ("is not before", "is not after")
    } else {
        ("is at least", "is at most")
    };
    match test {
        TestKind::Min(limit) => format!("{least} {}", bound(scheme, limit)),
        TestKind::Max(limit) => format!("{most} {}", bound(scheme, limit)),
        TestKind::Equals(asked) => format!("is {}", value(scheme, &asked.value)),
        TestKind::OneOf(allowed) => format!("is {}", list(allowed)),
        TestKind::NotOneOf(refused) => format!("is not {}", list(refused)),
        TestKind::Present(true) => "is filled in".to_owned(),
        TestKind::Present(false) => "is blank".to_owned(),
        TestKind::MatchesField(other) => {
            format!("is the same as {}", scheme.field_name(*other))
        }
    }
}

fn bound(scheme: &Scheme, bound: &Bound) -> String {
    match bound {
        Bound::Constant(constant) => value(scheme, &constant.value),
        Bound::Share { share, of } => format!("{share} of {}", scheme.field_name(*of)),
        Bound::Field(field) => scheme.field_name(*field).to_owned(),
    }
}

fn value(scheme: &Scheme, value: &Value<'_>) -> String {
    match value {
        Value::Blank => "blank".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Text(text) => format!("`{text}`"),
        Value::Number(decimal) => number(scheme, *decimal),
        Value::Money(amount) => scheme.written(*amount),
        Value::Date(date) => date.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::{
        date, money, requirement as asked, scheme, share, standard, text,
    };
    use crate::model::StandardField::{
        Applicant, OwnContribution, Place, Received, Requested, TotalCost,
    };
    use crate::model::testing::constant;

    use super::*;

    #[test]
    fn every_kind_of_test_has_words() {
        let scheme = scheme();
        let words = |field, tests| requirement(&scheme, &asked("r", standard(field), tests));
        let amount = |amount| Bound::Constant(money(amount));
        let half = Bound::Share {
            share: share(50),
            of: standard(TotalCost),
        };
        assert_eq!(
            words(
                Requested,
                vec![TestKind::Min(amount(100_000)), TestKind::Max(half)]
            ),
            "r: requested is at least 100 000 NOK and is at most 50% of total_cost"
        );
        let day = Bound::Constant(constant(Value::Date(date("2024-06-14"))));
        assert_eq!(
            words(Received, vec![TestKind::Max(day)]),
            "r: received is not after 2024-06-14"
        );
        let towns = || vec![text("Oslo"), text("Voss")];
        assert_eq!(
            words(Place, vec![TestKind::OneOf(towns())]),
            "r: place is `Oslo` or `Voss`"
        );
        assert_eq!(
            words(Place, vec![TestKind::NotOneOf(towns())]),
            "r: place is not `Oslo` or `Voss`"
        );
        let same = TestKind::MatchesField(standard(Place));
        assert_eq!(
            words(Applicant, vec![same]),
            "r: applicant is the same as place"
        );
        let field = TestKind::Min(Bound::Field(standard(Requested)));
        assert_eq!(
            words(OwnContribution, vec![field, TestKind::Present(true)]),
            "r: own_contribution is at least requested and is filled in"
        );
    }

    #[test]
    fn a_condition_is_said() {
        let scheme = scheme();
        let mut rule = asked("r", standard(Requested), vec![TestKind::Present(true)]);
        rule.when = Some(Condition {
            field: standard(Place),
            test: TestKind::Equals(text("Oslo")),
        });
        assert_eq!(
            requirement(&scheme, &rule),
            "r: requested is filled in, where place is `Oslo`"
        );
    }
}
