//! What a scheme asks: applicants, fields, requirements, criteria.

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{
    Applicants, Criterion, Field, FieldKind, Reference, Scheme, SchemeId, Share, StandardField,
};
use crate::source::Span;

use super::codes;
use super::document::Keys;
use super::item::Item;
use super::terms;

/// What a rule may refer to: the fields and criteria read so far, and those
/// that were declared but not understood, of which nothing more is said.
pub(super) struct Names<'s> {
    pub(super) scheme: &'s Scheme,
    pub(super) lost_fields: &'s Lost,
    pub(super) lost_criteria: &'s Lost,
}

/// Names that the file declares, but not in a way that was understood.
#[derive(Debug, Default)]
pub(super) struct Lost {
    /// The table of them stands there under a misspelled name.
    all: bool,
    names: Vec<String>,
}

impl Names<'_> {
    /// The criterion that a rule names.
    pub(super) fn criterion(&self, id: &str, at: Item<'_>, found: &mut Findings) -> Option<usize> {
        let criterion = self.scheme.criterion(id);
        if criterion.is_none() && !self.lost_criteria.has(id) {
            let criteria = &self.scheme.criteria;
            let ids = criteria.iter().map(|criterion| criterion.id.as_str());
            let message = format!("the scheme has no criterion `{id}`");
            found.add(
                Finding::new(&codes::UNKNOWN_CRITERION, at.span(), message).help(one_of(id, ids)),
            );
        }
        criterion
    }
}

impl Lost {
    /// All of them, where a key of the document is a misspelled `table`.
    pub(super) fn misspelled(keys: &Keys<'_>, table: &'static str) -> Self {
        Self {
            all: keys.misspells(table),
            names: Vec::new(),
        }
    }

    /// Whether nothing of them is lost.
    pub(super) fn is_empty(&self) -> bool {
        !self.all && self.names.is_empty()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all || self.names.iter().any(|lost| lost == name)
    }
}

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
    if let Some(item) = types_item.filter(Item::is_empty_list) {
        item.refuse::<()>(
            "no type may apply",
            "name the types, or leave the key out: then every type may",
            found,
        );
    }
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

pub(super) fn fields(item: Item<'_>, lost: &mut Lost, found: &mut Findings) -> Vec<Field> {
    each(item, lost, found, field)
}

/// The entries of a table whose keys are the user's own names.
pub(super) fn each<T>(
    item: Item<'_>,
    lost: &mut Lost,
    found: &mut Findings,
    read: impl Fn(&str, Span, &Keys<'_>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let Some(keys) = item.keys(found) else {
        lost.all = true;
        return Vec::new();
    };
    let mut list = Vec::new();
    for (name, span, item) in keys.entries() {
        let value = item
            .keys(found)
            .and_then(|keys| read(name, span, &keys, found));
        if value.is_none() {
            lost.names.push(name.to_owned());
        }
        list.extend(value);
    }
    list
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
        .need("type")
        .and_then(|item| item.word(&FieldKind::ALL, found));
    let choices_item = keys.get("choices");
    let choices = choices_item.map_or_else(Vec::new, |item| texts(item, found));
    let required = keys.get("required").and_then(|item| item.bool(found));
    let label = keys.get("label").and_then(|item| item.text(found));
    let personal = keys.get("personal").and_then(|item| item.bool(found));
    if kind == Some(FieldKind::Choice) && choices_item.is_none() {
        let missing = Finding::new(&codes::MISSING_KEY, span, "a choice needs its choices");
        let help = "add a line: choices = [\"…\", \"…\"]";
        keys.lacks(&["choices"], missing.help(help));
    }
    keys.finish(found);
    if let Some(item) = choices_item {
        if kind.is_some_and(|kind| kind != FieldKind::Choice) {
            item.refuse::<()>(
                "only a choice has choices",
                "write: type = \"choice\"",
                found,
            );
        } else if item.is_empty_list() {
            item.refuse::<()>(
                "there is nothing to choose from",
                "name the choices, or write: type = \"text\"",
                found,
            );
        }
    }
    Some(Field {
        name: name.to_owned(),
        kind: kind?,
        choices,
        required: required.unwrap_or(false),
        label: label.map(str::to_owned),
        personal: personal.unwrap_or(false),
        span,
    })
}

pub(super) fn criteria(item: Item<'_>, lost: &mut Lost, found: &mut Findings) -> Vec<Criterion> {
    each(item, lost, found, criterion)
}

fn criterion(id: &str, span: Span, keys: &Keys<'_>, found: &mut Findings) -> Option<Criterion> {
    let name = keys.get("name").and_then(|item| item.text(found));
    let max = keys.need("max").and_then(|item| positive(item, found));
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
        .and_then(|percent| super::item::plain_decimal(percent.trim_end()))
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
