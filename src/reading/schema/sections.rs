//! What a scheme asks: its tables from `funder` to `criterion`.

use serde_json::{Value, json};

use crate::model::{FieldKind, StandardField};

use super::values::{
    COLUMN, NEGATIVE, a, count, filled_list, list, named, table, text, told, words, yes_or_no,
};

pub(super) fn funder() -> Value {
    let keys = vec![
        ("name", text("What the funder is called")),
        ("org_number", text("Its organisation number")),
    ];
    table("Who decides and pays", keys, &["name"])
}

pub(super) fn budget() -> Value {
    let keys = vec![
        (
            "amount",
            a("signed", "What came; a cut is below zero and says why"),
        ),
        (
            "date",
            a(
                "date",
                "When; without it the entry counts from the beginning",
            ),
        ),
        ("note", text("Where it comes from, or why it was cut")),
    ];
    let mut entry = table("One entry of the budget", keys, &["amount"]);
    entry["if"] = json!({ "properties": { "amount": { "anyOf": [
        { "type": "integer", "exclusiveMaximum": 0 },
        { "type": "string", "pattern": NEGATIVE },
    ] } } });
    entry["then"] = json!({ "required": ["note"] });
    list("What the scheme may commit: the sum of its entries", entry)
}

pub(super) fn call() -> Value {
    let keys = vec![
        (
            "opens",
            a("moment", "The first day, or a local date and time"),
        ),
        (
            "closes",
            a(
                "moment",
                "The last day, all of which counts, or a local date and time",
            ),
        ),
    ];
    table(
        "When applications are taken; a programme has no call",
        keys,
        &[],
    )
}

pub(super) fn applicants() -> Value {
    let keys = vec![
        (
            "types",
            filled_list("Which values of applicant_type may apply", text("A type")),
        ),
        (
            "max_applications",
            count("How many applications an applicant may make"),
        ),
        (
            "not_funded_by",
            list(
                "Schemes whose recipients may not come again",
                a("scheme", "The id of a scheme"),
            ),
        ),
    ];
    table("Who may apply", keys, &[])
}

pub(super) fn fields() -> Value {
    let kinds: Vec<&str> = FieldKind::ALL.iter().map(|(word, _)| *word).collect();
    let keys = vec![
        ("type", words("What its cells hold", &kinds)),
        (
            "choices",
            filled_list("What a choice may be", text("A choice")),
        ),
        ("required", yes_or_no("Whether no cell may be blank")),
        ("label", text("What applicants are asked")),
        (
            "personal",
            yes_or_no("Whether it is about a person, and no export has it"),
        ),
    ];
    let mut field = table("One column", keys, &["type"]);
    field["if"] = json!({ "properties": { "type": { "const": "choice" } } });
    field["then"] = json!({ "required": ["choices"] });
    field["else"] = json!({ "not": { "required": ["choices"] } });
    let standard: Vec<&str> = StandardField::ALL
        .iter()
        .map(|field| field.name())
        .collect();
    let mut fields = named("Columns that the scheme adds to applications.csv", field);
    fields["propertyNames"] = json!({ "pattern": COLUMN, "not": { "enum": standard } });
    fields
}

pub(super) fn requirements() -> Value {
    let mut keys = vec![(
        "field",
        text("The column of applications.csv that is tested"),
    )];
    let tests = tests();
    let any: Vec<Value> = tests
        .iter()
        .map(|(key, _)| json!({ "required": [key] }))
        .collect();
    keys.extend(tests);
    keys.extend([
        (
            "when",
            condition("For which applications the requirement holds"),
        ),
        (
            "cite",
            text("The sentence of the announcement that this encodes"),
        ),
        ("message", text("What is said where it is not met")),
    ]);
    let mut requirement = table(
        "One requirement: a column, and one or more tests",
        keys,
        &["field"],
    );
    requirement["anyOf"] = json!(any);
    named("What the scheme asks of an application", requirement)
}

fn tests() -> Vec<(&'static str, Value)> {
    vec![
        (
            "min",
            bound(
                "The least value: a number, a date, a share of another column, or another column",
            ),
        ),
        (
            "max",
            bound(
                "The largest value: a number, a date, a share of another column, or another column",
            ),
        ),
        ("equals", a("constant", "The only value")),
        ("one_of", constants("The values that are met")),
        ("not_one_of", constants("The values that are not met")),
        (
            "present",
            yes_or_no("Whether there must be a value at all, or none"),
        ),
        (
            "matches_field",
            text("A column that must have the same value"),
        ),
    ]
}

fn constants(description: &str) -> Value {
    filled_list(description, json!({ "$ref": "#/$defs/constant" }))
}

fn bound(description: &str) -> Value {
    let keys = vec![
        ("share", a("share", "How much of the column `of`")),
        ("of", text("The column of which it is a share")),
        ("field", text("The column that is the bound itself")),
    ];
    let mut other = table("A share of a column, or a column", keys, &[]);
    other["oneOf"] = json!([{ "required": ["share", "of"] }, { "required": ["field"] }]);
    told(
        json!({ "anyOf": [{ "type": ["integer", "string"] }, other] }),
        description,
    )
}

pub(super) fn condition(description: &str) -> Value {
    let keys = vec![
        ("field", text("The column that decides")),
        ("equals", a("constant", "The value for which it holds")),
        ("one_of", constants("The values for which it holds")),
        (
            "present",
            yes_or_no("Whether it holds where there is a value, or none"),
        ),
    ];
    let mut condition = table(description, keys, &["field"]);
    condition["oneOf"] = json!([
        { "required": ["equals"] },
        { "required": ["one_of"] },
        { "required": ["present"] },
    ]);
    condition
}

pub(super) fn criteria() -> Value {
    let keys = vec![
        ("name", text("What the criterion is called")),
        ("max", a("score", "The highest score, above zero")),
        (
            "weight",
            a(
                "score",
                "What it counts in the total, above zero (1 without it)",
            ),
        ),
        (
            "threshold",
            a(
                "score",
                "The score below which an application is not funded",
            ),
        ),
        (
            "cite",
            text("The sentence of the announcement that names it"),
        ),
    ];
    named("What is scored", table("One criterion", keys, &["max"]))
}
