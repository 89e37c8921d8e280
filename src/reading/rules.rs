//! What a scheme asks: applicants, fields, requirements, criteria.

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{
    Applicants, Bound, Condition, Constant, Criterion, Field, FieldKind, FieldRef, Reference,
    Requirement, Scheme, SchemeId, Share, StandardField, Test, TestKind, Value,
};
use crate::source::Span;

use super::codes;
use super::document::{Item, Keys, Moment};
use super::terms;

/// The name of another scheme; whether it exists is seen when all are read.
pub(super) fn reference(item: Item<'_>, found: &mut Findings) -> Option<Reference> {
    let text = item.text(found)?;
    match SchemeId::new(text) {
        Some(id) => Some(Reference {
            id,
            span: item.span(),
        }),
        None => item.refuse(
            format!("`{text}` cannot be the id of a scheme"),
            "an id has a-z, 0-9 and `-`: the scheme's file name without .toml",
            found,
        ),
    }
}

pub(super) fn applicants(item: Item<'_>, found: &mut Findings) -> Applicants {
    let Some(keys) = item.keys(found) else {
        return Applicants::default();
    };
    let types_item = keys.get("types");
    let types = types_item.map_or_else(Vec::new, |item| texts(item, found));
    let max_applications = keys
        .get("max_applications")
        .and_then(|item| Some((item.count(found)?, item.span())));
    let not_funded_by = keys
        .get("not_funded_by")
        .and_then(|item| item.list(found))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| reference(item, found))
        .collect();
    keys.finish(found);
    Applicants {
        types,
        types_span: types_item.map(|item| item.span()),
        max_applications,
        not_funded_by,
    }
}

fn texts(item: Item<'_>, found: &mut Findings) -> Vec<String> {
    let items = item.list(found).unwrap_or_default();
    items
        .into_iter()
        .filter_map(|item| item.text(found).map(str::to_owned))
        .collect()
}

pub(super) fn fields(item: Item<'_>, found: &mut Findings) -> Vec<Field> {
    let Some(keys) = item.keys(found) else {
        return Vec::new();
    };
    keys.entries()
        .into_iter()
        .filter_map(|(name, span, item)| field(name, span, &item.keys(found)?, found))
        .collect()
}

fn field(name: &str, span: Span, keys: &Keys<'_>, found: &mut Findings) -> Option<Field> {
    let snake_case = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    if !snake_case {
        found.add(
            Finding::new(
                &codes::WRONG_VALUE,
                span,
                format!("`{name}` cannot be a column's name"),
            )
            .help("a name has a-z, 0-9 and `_`, and begins with a letter"),
        );
    }
    if StandardField::ALL.iter().any(|field| field.name() == name) {
        found.add(
            Finding::new(
                &codes::WRONG_VALUE,
                span,
                format!("`{name}` is a standard column already"),
            )
            .help("use it as it is, or give this field another name"),
        );
    }
    let kind = keys
        .need("type", found)
        .and_then(|item| item.word(&FieldKind::ALL, found));
    let choices_item = keys.get("choices");
    let choices = choices_item.map_or_else(Vec::new, |item| texts(item, found));
    let required = keys.get("required").and_then(|item| item.bool(found));
    let label = keys.get("label").and_then(|item| item.text(found));
    keys.finish(found);
    if (kind == Some(FieldKind::Choice)) != choices_item.is_some() && kind.is_some() {
        let (message, help) = if choices_item.is_some() {
            ("only a choice has choices", "write: type = \"choice\"")
        } else {
            (
                "a choice needs its choices",
                "add a line: choices = [\"…\", \"…\"]",
            )
        };
        found.add(Finding::new(&codes::WRONG_VALUE, span, message).help(help));
    }
    Some(Field {
        name: name.to_owned(),
        kind: kind?,
        choices,
        required: required.unwrap_or(false),
        label: label.map(str::to_owned),
        span,
    })
}

pub(super) fn requirements(
    item: Item<'_>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Vec<Requirement> {
    let Some(keys) = item.keys(found) else {
        return Vec::new();
    };
    keys.entries()
        .into_iter()
        .filter_map(|(id, span, item)| requirement(id, span, &item.keys(found)?, scheme, found))
        .collect()
}

fn requirement(
    id: &str,
    span: Span,
    keys: &Keys<'_>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Option<Requirement> {
    let field = keys
        .need("field", found)
        .and_then(|item| field_ref(item, scheme, found));
    // Without the field nothing says what its values are; the keys are known
    // all the same.
    let kind = field.map_or(FieldKind::Text, |field| scheme.field_kind(field));
    let mut ignored = Findings::new();
    let problems = if field.is_some() {
        &mut *found
    } else {
        &mut ignored
    };
    let tests = tests(keys, kind, scheme, problems);
    let when = keys
        .get("when")
        .and_then(|item| condition(item, scheme, found));
    let cite = keys.get("cite").and_then(|item| item.text(found));
    let message = keys.get("message").and_then(|item| item.text(found));
    let has_test = TEST_KEYS.iter().any(|key| keys.get(key).is_some());
    keys.finish(found);
    if !has_test {
        found.add(
            Finding::new(
                &codes::MISSING_KEY,
                span,
                format!("requirement `{id}` tests nothing"),
            )
            .help(format!("add one or more of: {}", TEST_KEYS.join(", "))),
        );
    }
    Some(Requirement {
        id: id.to_owned(),
        field: field?,
        tests,
        when,
        cite: cite.map(str::to_owned),
        message: message.map(str::to_owned),
        span,
    })
}

const TEST_KEYS: [&str; 7] = [
    "min",
    "max",
    "equals",
    "one_of",
    "not_one_of",
    "present",
    "matches_field",
];

fn tests(keys: &Keys<'_>, kind: FieldKind, scheme: &Scheme, found: &mut Findings) -> Vec<Test> {
    TEST_KEYS
        .into_iter()
        .filter_map(|key| {
            let item = keys.get(key)?;
            let kind = match key {
                "min" => TestKind::Min(bound(item, kind, scheme, found)?),
                "max" => TestKind::Max(bound(item, kind, scheme, found)?),
                "equals" => TestKind::Equals(constant(item, kind, scheme, found)?),
                "one_of" => TestKind::OneOf(constants(item, kind, scheme, found)?),
                "not_one_of" => TestKind::NotOneOf(constants(item, kind, scheme, found)?),
                "present" => TestKind::Present(item.bool(found)?),
                _ => TestKind::MatchesField(field_ref(item, scheme, found)?),
            };
            Some(Test {
                kind,
                span: item.span(),
            })
        })
        .collect()
}

fn bound(item: Item<'_>, kind: FieldKind, scheme: &Scheme, found: &mut Findings) -> Option<Bound> {
    if !matches!(kind, FieldKind::Money | FieldKind::Number | FieldKind::Date) {
        return item.refuse(
            format!("a {} has no least and no most", kind.word()),
            "min and max go with money, number and date fields",
            found,
        );
    }
    let Some(keys) = item.as_keys() else {
        return constant(item, kind, scheme, found).map(Bound::Constant);
    };
    let share = keys.get("share").and_then(|item| share(item, found));
    let of = keys
        .get("of")
        .and_then(|item| same_kind(item, kind, scheme, found));
    let field = keys
        .get("field")
        .and_then(|item| same_kind(item, kind, scheme, found));
    let has_share = keys.get("share").is_some();
    let has_field = keys.get("field").is_some();
    if has_share == has_field {
        return item.refuse(
            "this says neither a share nor a field",
            "write { share = \"50%\", of = \"total_cost\" } or { field = \"total_cost\" }",
            found,
        );
    }
    if has_share {
        keys.need("of", found)?;
    }
    keys.finish(found);
    if has_share {
        return Some(Bound::Share {
            share: share?,
            of: of?,
        });
    }
    field.map(Bound::Field)
}

fn same_kind(
    item: Item<'_>,
    kind: FieldKind,
    scheme: &Scheme,
    found: &mut Findings,
) -> Option<FieldRef> {
    let field = field_ref(item, scheme, found)?;
    let other = scheme.field_kind(field);
    if other == kind {
        return Some(field);
    }
    item.refuse(
        format!(
            "a {} cannot be compared with a {}",
            kind.word(),
            other.word()
        ),
        "compare fields of the same type",
        found,
    )
}

pub(super) fn field_ref(item: Item<'_>, scheme: &Scheme, found: &mut Findings) -> Option<FieldRef> {
    let name = item.text(found)?;
    let field = scheme.field(name);
    if field.is_none() {
        let standard = StandardField::ALL.into_iter().map(|field| field.name());
        let names = standard.chain(scheme.fields.iter().map(|field| field.name.as_str()));
        found.add(
            Finding::new(
                &codes::UNKNOWN_FIELD,
                item.span(),
                format!("no column of applications.csv is called `{name}`"),
            )
            .help(format!(
                "{}; or declare it: [field.{name}]",
                one_of(name, names)
            )),
        );
    }
    field
}

fn constants(
    item: Item<'_>,
    kind: FieldKind,
    scheme: &Scheme,
    found: &mut Findings,
) -> Option<Vec<Constant>> {
    let items = item.list(found)?;
    if items.is_empty() {
        return item.refuse("the list is empty", "name at least one value", found);
    }
    Some(
        items
            .into_iter()
            .filter_map(|item| constant(item, kind, scheme, found))
            .collect(),
    )
}

fn constant(
    item: Item<'_>,
    kind: FieldKind,
    scheme: &Scheme,
    found: &mut Findings,
) -> Option<Constant> {
    Some(match kind {
        FieldKind::Bool => Value::Bool(item.bool(found)?),
        FieldKind::Text | FieldKind::Choice | FieldKind::List => {
            Value::Text(item.text(found)?.to_owned().into())
        }
        FieldKind::Number => Value::Number(item.decimal(true, found)?),
        FieldKind::Money => Value::Money(terms::money(item, scheme.currency, found)?),
        FieldKind::Date => match item.moment(found)? {
            Moment::Day(day) => Value::Date(day),
            Moment::Local(_) => {
                return item.refuse("a time of day is not expected here", "write a date", found);
            }
        },
    })
}

pub(super) fn condition(
    item: Item<'_>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Option<Condition> {
    let keys = item.keys(found)?;
    let field = keys
        .need("field", found)
        .and_then(|item| field_ref(item, scheme, found));
    let kind = field.map(|field| scheme.field_kind(field));
    let tests: Vec<TestKind> = ["equals", "one_of", "present"]
        .into_iter()
        .filter_map(|key| {
            let item = keys.get(key)?;
            let kind = kind?;
            Some(match key {
                "equals" => TestKind::Equals(constant(item, kind, scheme, found)?),
                "one_of" => TestKind::OneOf(constants(item, kind, scheme, found)?),
                _ => TestKind::Present(item.bool(found)?),
            })
        })
        .collect();
    keys.finish(found);
    let count = ["equals", "one_of", "present"]
        .iter()
        .filter(|key| keys.get(key).is_some())
        .count();
    if count != 1 {
        return item.refuse(
            "a condition has exactly one test",
            "write one of equals, one_of, present",
            found,
        );
    }
    Some(Condition {
        field: field?,
        test: tests.into_iter().next()?,
    })
}

pub(super) fn criteria(item: Item<'_>, found: &mut Findings) -> Vec<Criterion> {
    let Some(keys) = item.keys(found) else {
        return Vec::new();
    };
    keys.entries()
        .into_iter()
        .filter_map(|(id, span, item)| criterion(id, span, &item.keys(found)?, found))
        .collect()
}

fn criterion(id: &str, span: Span, keys: &Keys<'_>, found: &mut Findings) -> Option<Criterion> {
    let name = keys.get("name").and_then(|item| item.text(found));
    let max = keys
        .need("max", found)
        .and_then(|item| positive(item, found));
    let weight = keys
        .get("weight")
        .map_or(Some(rust_decimal::Decimal::ONE), |item| {
            positive(item, found)
        });
    let threshold = keys
        .get("threshold")
        .and_then(|item| terms::score(item, found).map(|threshold| (threshold, item)));
    let cite = keys.get("cite").and_then(|item| item.text(found));
    keys.finish(found);
    if let (Some((threshold, item)), Some(max)) = (threshold, max)
        && threshold > max
    {
        return item.refuse(
            format!("the threshold {threshold} is above the highest score {max}"),
            "nobody could reach it: lower it",
            found,
        );
    }
    Some(Criterion {
        id: id.to_owned(),
        name: name.unwrap_or(id).to_owned(),
        max: max?,
        weight: weight?,
        threshold: threshold.map(|(threshold, _)| threshold),
        cite: cite.map(str::to_owned),
        span,
    })
}

fn positive(item: Item<'_>, found: &mut Findings) -> Option<rust_decimal::Decimal> {
    let number = terms::score(item, found)?;
    if number.is_zero() {
        return item.refuse("this is zero", "write a number above zero", found);
    }
    Some(number)
}

/// A share in quotes: `"50%"`, `"33.3333%"`.
pub(super) fn share(item: Item<'_>, found: &mut Findings) -> Option<Share> {
    let text = item.text(found)?;
    let share = text
        .strip_suffix('%')
        .and_then(|percent| super::document::plain_decimal(percent.trim_end()))
        .and_then(Share::from_percent);
    match share {
        Some(share) => Some(share),
        None => item.refuse(
            format!("`{text}` is no share"),
            "write a percentage above 0 and up to 100, such as \"50%\"",
            found,
        ),
    }
}
