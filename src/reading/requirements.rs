//! What a scheme requires of an application: `[requirement.*]`.

use crate::diagnostic::{Finding, Findings, nearest};
use crate::model::{
    Bound, Condition, Constant, FieldKind, FieldRef, Requirement, StandardField, TestKind, Value,
};
use crate::source::Span;

use super::document::Keys;
use super::item::{Item, Moment};
use super::meant;
use super::rules::{Lost, Names, each, share};
use super::{codes, terms};

pub(super) fn requirements(
    item: Item<'_>,
    names: &Names<'_>,
    found: &mut Findings,
) -> Vec<Requirement> {
    each(
        item,
        &mut Lost::default(),
        found,
        |id, span, keys, found| requirement(id, span, keys, names, found),
    )
}

fn requirement(
    id: &str,
    span: Span,
    keys: &Keys<'_>,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<Requirement> {
    let field = keys
        .need("field")
        .and_then(|item| field_ref(item, names, found));
    // Without the field nothing says what its values are; the keys are known
    // all the same.
    let kind = field.map_or(FieldKind::Text, |field| names.scheme.field_kind(field));
    let mut ignored = Findings::new();
    let problems = if field.is_some() {
        &mut *found
    } else {
        &mut ignored
    };
    let tests = tests(keys, kind, names, problems);
    let when = keys
        .get("when")
        .and_then(|item| condition(item, names, found));
    let cite = keys.get("cite").and_then(|item| item.text(found));
    let message = keys.get("message").and_then(|item| item.text(found));
    if TEST_KEYS.iter().all(|key| keys.get(key).is_none()) {
        let message = format!("requirement `{id}` tests nothing");
        let help = format!("add one or more of: {}", TEST_KEYS.join(", "));
        let missing = Finding::new(&codes::MISSING_KEY, span, message).help(help);
        keys.lacks(&TEST_KEYS, missing);
    }
    keys.finish(found);
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

fn tests(
    keys: &Keys<'_>,
    kind: FieldKind,
    names: &Names<'_>,
    found: &mut Findings,
) -> Vec<TestKind> {
    TEST_KEYS
        .into_iter()
        .filter_map(|key| {
            let item = keys.get(key)?;
            Some(match key {
                "min" => TestKind::Min(bound(item, kind, names, found)?),
                "max" => TestKind::Max(bound(item, kind, names, found)?),
                "equals" => TestKind::Equals(constant(item, kind, names, found)?),
                "one_of" => TestKind::OneOf(constants(item, kind, names, found)?),
                "not_one_of" => TestKind::NotOneOf(constants(item, kind, names, found)?),
                "present" => TestKind::Present(item.bool(found)?),
                _ => TestKind::MatchesField(field_ref(item, names, found)?),
            })
        })
        .collect()
}

fn bound(
    item: Item<'_>,
    kind: FieldKind,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<Bound> {
    if !matches!(kind, FieldKind::Money | FieldKind::Number | FieldKind::Date) {
        return item.refuse(
            format!("a {} has no least and no most", kind.word()),
            "min and max go with money, number and date fields",
            found,
        );
    }
    let Some(keys) = item.as_keys() else {
        if let Some(help) = item.as_text().and_then(meant::share_of) {
            return item.refuse("a share of a field is no text", help, found);
        }
        return constant(item, kind, names, found).map(Bound::Constant);
    };
    let share = keys.get("share").and_then(|item| share(item, found));
    let of = keys
        .get("of")
        .and_then(|item| same_kind(item, kind, names, found));
    let field = keys
        .get("field")
        .and_then(|item| same_kind(item, kind, names, found));
    let has_share = keys.get("share").is_some();
    let has_field = keys.get("field").is_some();
    if !has_share && !has_field {
        let missing = Finding::new(&codes::MISSING_KEY, keys.span(), "a bound needs its value");
        keys.lacks(&["share", "field"], missing.help(BOUND_HELP));
    }
    if has_share {
        keys.need("of");
    }
    keys.finish(found);
    if has_share && has_field {
        return item.refuse("this says both a share and a field", BOUND_HELP, found);
    }
    if has_share {
        return Some(Bound::Share {
            share: share?,
            of: of?,
        });
    }
    field.map(Bound::Field)
}

const BOUND_HELP: &str =
    "write { share = \"50%\", of = \"total_cost\" } or { field = \"total_cost\" }";

fn same_kind(
    item: Item<'_>,
    kind: FieldKind,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<FieldRef> {
    let field = field_ref(item, names, found)?;
    let other = names.scheme.field_kind(field);
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

pub(super) fn field_ref(
    item: Item<'_>,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<FieldRef> {
    let name = item.text(found)?;
    let field = names.scheme.field(name);
    if field.is_none() && !names.lost_fields.has(name) {
        let standard = StandardField::ALL.into_iter().map(|field| field.name());
        let declared = names.scheme.fields.iter().map(|field| field.name.as_str());
        let known = standard.chain(declared);
        let help = match nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`? or else declare it: [field.{name}]"),
            None => {
                let known: Vec<&str> = known.collect();
                format!(
                    "declare it: [field.{name}]; there are: {}",
                    known.join(", ")
                )
            }
        };
        let message = format!("no column of applications.csv is called `{name}`");
        found.add(Finding::new(&codes::UNKNOWN_FIELD, item.span(), message).help(help));
    }
    field
}

fn constants(
    item: Item<'_>,
    kind: FieldKind,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<Vec<Constant>> {
    let items = item.list(found)?;
    if items.is_empty() {
        return item.refuse("the list is empty", "name at least one value", found);
    }
    Some(
        items
            .into_iter()
            .filter_map(|item| constant(item, kind, names, found))
            .collect(),
    )
}

fn constant(
    item: Item<'_>,
    kind: FieldKind,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<Constant> {
    let value = match kind {
        FieldKind::Bool => Value::Bool(item.bool(found)?),
        FieldKind::Text | FieldKind::Choice | FieldKind::List => {
            Value::Text(item.text(found)?.to_owned().into())
        }
        FieldKind::Number => Value::Number(item.decimal(true, found)?),
        FieldKind::Money => Value::Money(terms::money(item, names.scheme.currency, found)?),
        FieldKind::Date => match item.moment(found)? {
            Moment::Day(day) => Value::Date(day),
            Moment::Local(_) => {
                return item.refuse("a time of day is not expected here", "write a date", found);
            }
        },
    };
    Some(Constant {
        value,
        span: item.span(),
    })
}

const CONDITION_KEYS: [&str; 3] = ["equals", "one_of", "present"];

pub(super) fn condition(
    item: Item<'_>,
    names: &Names<'_>,
    found: &mut Findings,
) -> Option<Condition> {
    let keys = item.keys(found)?;
    let field = keys
        .need("field")
        .and_then(|item| field_ref(item, names, found));
    let kind = field.map(|field| names.scheme.field_kind(field));
    let tests: Vec<TestKind> = CONDITION_KEYS
        .into_iter()
        .filter_map(|key| {
            let item = keys.get(key)?;
            let kind = kind?;
            Some(match key {
                "equals" => TestKind::Equals(constant(item, kind, names, found)?),
                "one_of" => TestKind::OneOf(constants(item, kind, names, found)?),
                _ => TestKind::Present(item.bool(found)?),
            })
        })
        .collect();
    let count = CONDITION_KEYS
        .iter()
        .filter(|key| keys.get(key).is_some())
        .count();
    let help = "write one of equals, one_of, present";
    if count == 0 {
        let missing = Finding::new(&codes::MISSING_KEY, keys.span(), "a condition needs a test");
        keys.lacks(&CONDITION_KEYS, missing.help(help));
    }
    keys.finish(found);
    if count > 1 {
        return item.refuse("a condition has exactly one test", help, found);
    }
    Some(Condition {
        field: field?,
        test: tests.into_iter().next()?,
    })
}
