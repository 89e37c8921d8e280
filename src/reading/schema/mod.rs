//! The JSON Schema of scheme files, for editors and for checkers of schemas.
//!
//! It says of each key what the reader says, as far as a schema can: that a name
//! stands for something, that a floor is below its ceiling and what a time zone
//! is called, only the reader knows. Written by hand beside the reader, because
//! that asks for keys one by one and has no structure from which a schema could
//! be derived; a test holds that both know the same keys.

mod sections;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod validator;
mod values;

use serde_json::{Value, json};

use crate::model::{Language, Register};

use sections::{applicants, budget, call, criteria, fields, funder, requirements};
use terms::{allocation, amendments, deadlines, decision, opening, payment, scoring, settlement};
use values::{table, text, told, words};

/// The schema of a file in `schemes/`, in the draft of 2020-12.
pub fn schema() -> Value {
    let mut schema = table(
        "A scheme of grants, or a programme",
        root(),
        &["name", "currency"],
    );
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("grants: a scheme");
    schema["$defs"] = values::definitions();
    // A day ends at midnight somewhere.
    schema["if"] = json!({
        "required": ["call"],
        "properties": {
            "call": { "anyOf": [{ "required": ["opens"] }, { "required": ["closes"] }] },
        },
    });
    schema["then"] = json!({ "required": ["timezone"] });
    schema
}

fn root() -> Vec<(&'static str, Value)> {
    let languages: Vec<&str> = Language::ALL.iter().map(|(tag, _)| *tag).collect();
    let registers: Vec<&str> = Register::ALL.iter().map(|(code, _)| *code).collect();
    vec![
        ("name", text("What the scheme is called")),
        ("funder", funder()),
        (
            "parent",
            told(
                json!({ "$ref": "#/$defs/scheme" }),
                "The programme under whose budget this scheme stands",
            ),
        ),
        (
            "currency",
            json!({
                "description": "The currency of every amount: three letters of ISO 4217",
                "type": "string",
                "pattern": values::CURRENCY,
                "examples": ["NOK", "DKK", "SEK", "EUR"],
            }),
        ),
        (
            "language",
            words("Collation, the form of numbers, letters", &languages),
        ),
        (
            "timezone",
            json!({
                "description": "Where a day begins and ends: a name of the IANA time zone database",
                "type": "string",
                "pattern": values::NOT_BLANK,
                "examples": ["Europe/Oslo", "Europe/Copenhagen"],
            }),
        ),
        ("source", text("Where the announcement stands: an address")),
        (
            "register",
            words(
                "Which register's check digits org_number obeys (org-id.guide)",
                &registers,
            ),
        ),
        ("budget", budget()),
        ("call", call()),
        ("applicants", applicants()),
        ("field", fields()),
        ("requirement", requirements()),
        ("criterion", criteria()),
        ("scoring", scoring()),
        ("allocation", allocation()),
        ("decision", decision()),
        ("deadline", deadlines()),
        ("payment", payment()),
        ("settlement", settlement()),
        ("opening", opening()),
        ("amendment", amendments()),
    ]
}
