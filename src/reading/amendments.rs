//! What a scheme file lays down as it says it: its rules clause by clause, and
//! the changes of them that were made known.

use toml::de::DeValue;

use crate::diagnostic::Findings;
use crate::model::{Amendment, Clause, Rule};
use crate::source::Source;

use super::document::{Keys, parse};
use super::item::Item;

/// The tables of which applicants may rely that they stay, once a call is open.
pub(super) const RULES: [&str; 7] = [
    "applicants",
    "requirement",
    "criterion",
    "scoring",
    "allocation",
    "deadline",
    "call",
];

/// Every rule of a scheme file that a change of the call could touch, in the
/// order of the file.
pub fn rules(source: &Source) -> Vec<Rule> {
    let Some(document) = parse(source, &mut Findings::new()) else {
        return Vec::new();
    };
    let mut rules = Vec::new();
    for (name, _, item) in Keys::root(source.id(), &document).entries() {
        let Some(keys) = item.as_keys().filter(|_| RULES.contains(&name)) else {
            continue;
        };
        if is_of_many(name) {
            let tables = keys.entries().into_iter();
            rules.extend(tables.filter_map(|(id, _, item)| rule(format!("{name}.{id}"), item)));
        } else {
            rules.extend(rule(name.to_owned(), item));
        }
    }
    rules
}

/// Whether a table of that name holds many rules, each by its own name.
pub(super) fn is_of_many(table: &str) -> bool {
    table == "requirement" || table == "criterion"
}

fn rule(name: String, item: Item<'_>) -> Option<Rule> {
    let entries = item.as_keys()?.entries().into_iter();
    Some(Rule {
        name,
        span: item.span(),
        clauses: entries
            .map(|(key, _, item)| Clause {
                key: key.to_owned(),
                value: written(item.value.get_ref()),
                span: item.span(),
            })
            .collect(),
        trouble: None,
    })
}

/// A value in one form, however the file spaces or spells it.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| number.as_str().to_owned(), |number| number.to_string()),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| written(item.get_ref()));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        DeValue::Table(table) => {
            let entries = table.iter();
            let mut entries: Vec<String> = entries
                .map(|(key, value)| format!("{} = {}", key.get_ref(), written(value.get_ref())))
                .collect();
            entries.sort_unstable();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// `[[amendment]]`: changes of the call that were made known.
pub(super) fn amendments(item: Item<'_>, found: &mut Findings) -> Vec<Amendment> {
    let items = item.tables("amendment", found).unwrap_or_default();
    let items = items.into_iter();
    items.filter_map(|item| amendment(item, found)).collect()
}

fn amendment(item: Item<'_>, found: &mut Findings) -> Option<Amendment> {
    let keys = item.keys(found)?;
    let date = keys.need("date").and_then(|item| item.day(found));
    let what = keys.need("what").and_then(|item| what(item, found));
    let why = keys.need("why").and_then(|item| item.text(found));
    keys.finish(found);
    Some(Amendment {
        date: date?,
        what: what?.to_owned(),
        why: why?.to_owned(),
        span: item.span(),
    })
}

/// The name of a rule. It need not stand in the file: it may have been removed.
fn what<'d>(item: Item<'d>, found: &mut Findings) -> Option<&'d str> {
    let what = item.text(found)?;
    let (table, rest) = what.split_once('.').unwrap_or((what, ""));
    if RULES.contains(&table) && !(is_of_many(table) && rest.is_empty()) {
        return Some(what);
    }
    item.refuse(
        format!("`{what}` names no rule of a call"),
        "write requirement.<id>, criterion.<id>, applicants, scoring, allocation, deadline or call, with .<key> for one key of it",
        found,
    )
}
