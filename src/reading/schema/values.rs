//! What single values look like, and the pieces that schemas are made of.

use serde_json::{Map, Value, json};

/// Something other than blanks.
pub(super) const NOT_BLANK: &str = "\\S";
/// Three capital letters.
pub(super) const CURRENCY: &str = "^[A-Z]{3}$";
/// Digits, with at most one point between them.
pub(super) const DECIMAL: &str = "^[0-9]+(\\.[0-9]+)?$";
/// The same, perhaps with a minus before.
pub(super) const SIGNED: &str = "^-?[0-9]+(\\.[0-9]+)?$";
/// A decimal below zero.
pub(super) const NEGATIVE: &str = "^-";
/// A percentage of at most a hundred.
pub(super) const SHARE: &str = "^0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?) *%$";
/// The id of a scheme.
pub(super) const SCHEME: &str = "^[a-z0-9-]+$";
/// A column that a scheme adds.
pub(super) const COLUMN: &str = "^[a-z][a-z0-9_]*$";
/// A local date and time; some readers of TOML add the Z on their own.
pub(super) const LOCAL: &str =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?Z?$";
/// A time limit from an event.
pub(super) const AFTER: &str =
    "^[0-9]+ (day|days|week|weeks|month|months) after (award|accept|complete)$";
/// What breaks a tie.
pub(super) const TIE_BREAK: &str = "^(received|requested|draw|criterion:.+)$";

/// What several keys take.
pub(super) fn definitions() -> Value {
    json!({
        "money": {
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": DECIMAL },
            ],
            "examples": [100_000, "1234.50"],
        },
        "signed": {
            "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": SIGNED }],
            "examples": [8_000_000, -250_000],
        },
        "score": {
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": 1_000_000 },
                { "type": "string", "pattern": DECIMAL },
            ],
            "examples": [5, "2.5"],
        },
        "share": { "type": "string", "pattern": SHARE, "examples": ["50%"] },
        "scheme": { "type": "string", "pattern": SCHEME },
        "date": { "type": "string", "format": "date" },
        "moment": {
            "anyOf": [
                { "type": "string", "format": "date" },
                { "type": "string", "pattern": LOCAL },
            ],
        },
        "due": {
            "anyOf": [
                { "type": "string", "format": "date" },
                { "type": "string", "pattern": AFTER },
            ],
            "examples": ["3 weeks after award", "2 months after complete"],
        },
        "constant": { "type": ["boolean", "integer", "string"] },
    })
}

/// A value that the reader knows by one of the definitions.
pub(super) fn a(definition: &str, description: &str) -> Value {
    told(
        json!({ "$ref": format!("#/$defs/{definition}") }),
        description,
    )
}

/// A text that is not blank.
pub(super) fn text(description: &str) -> Value {
    told(
        json!({ "type": "string", "pattern": NOT_BLANK }),
        description,
    )
}

/// `true` or `false`.
pub(super) fn yes_or_no(description: &str) -> Value {
    told(json!({ "type": "boolean" }), description)
}

/// One of a fixed set of words.
pub(super) fn words(description: &str, words: &[&str]) -> Value {
    told(json!({ "enum": words }), description)
}

/// A whole number from 1.
pub(super) fn count(description: &str) -> Value {
    told(
        json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX }),
        description,
    )
}

/// A list of such items.
pub(super) fn list(description: &str, items: Value) -> Value {
    told(json!({ "type": "array", "items": items }), description)
}

/// A list that has at least one such item.
pub(super) fn filled_list(description: &str, items: Value) -> Value {
    let mut filled = list(description, items);
    filled["minItems"] = json!(1);
    filled
}

/// A table with these keys and no others.
pub(super) fn table(
    description: &str,
    keys: Vec<(&'static str, Value)>,
    required: &[&str],
) -> Value {
    let keys: Map<String, Value> = keys
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    let mut table = json!({
        "description": description,
        "type": "object",
        "properties": keys,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// A table whose keys are names of the user's own.
pub(super) fn named(description: &str, each: Value) -> Value {
    json!({ "description": description, "type": "object", "additionalProperties": each })
}

/// A schema with its description.
pub(super) fn told(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}
