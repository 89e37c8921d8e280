//! As much of a JSON Schema validator as the schema of schemes needs; a keyword
//! that it does not know stops the test.

use serde_json::Value;

use super::values;

/// TOML as readers of schemas see it: dates are texts.
pub(super) fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (key, json(value)));
            Value::Object(entries.collect())
        }
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(yes) => Value::from(yes),
    }
}

/// What is wrong with a value, each with its path.
pub(super) fn troubles(schema: &Value, value: &Value) -> Vec<String> {
    let mut troubles = Vec::new();
    let validator = Validator { root: schema };
    validator.look(schema, value, "", &mut troubles);
    troubles
}

struct Validator<'s> {
    root: &'s Value,
}

impl Validator<'_> {
    fn takes(&self, schema: &Value, value: &Value) -> bool {
        let mut troubles = Vec::new();
        self.look(schema, value, "", &mut troubles);
        troubles.is_empty()
    }

    fn look(&self, schema: &Value, value: &Value, at: &str, troubles: &mut Vec<String>) {
        for (keyword, rule) in schema.as_object().unwrap() {
            let holds = match keyword.as_str() {
                "$ref" => {
                    let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    let schema = self.root.pointer(path).unwrap();
                    self.look(schema, value, at, troubles);
                    true
                }
                "properties" | "additionalProperties" | "items" | "propertyNames" => {
                    self.look_inside(schema, keyword, value, at, troubles);
                    true
                }
                "then" | "else" => {
                    let applies = self.takes(&schema["if"], value) == (keyword == "then");
                    !applies || self.takes(rule, value)
                }
                "anyOf" => self.count(rule, value) >= 1,
                "oneOf" => self.count(rule, value) == 1,
                "not" => !self.takes(rule, value),
                _ => is_met(keyword, rule, value),
            };
            if !holds {
                troubles.push(format!("{at}: {keyword} {rule}"));
            }
        }
    }

    fn count(&self, options: &Value, value: &Value) -> usize {
        let options = options.as_array().unwrap().iter();
        options.filter(|schema| self.takes(schema, value)).count()
    }

    /// The keywords that look at what a table or a list holds.
    fn look_inside(
        &self,
        schema: &Value,
        keyword: &str,
        value: &Value,
        at: &str,
        troubles: &mut Vec<String>,
    ) {
        let rule = &schema[keyword];
        if let ("items", Some(items)) = (keyword, value.as_array()) {
            for item in items {
                self.look(rule, item, at, troubles);
            }
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            let at = format!("{at}.{key}");
            let known = schema["properties"].get(key);
            match keyword {
                "properties" => {
                    if let Some(schema) = known {
                        self.look(schema, value, &at, troubles);
                    }
                }
                "additionalProperties" if known.is_none() && rule == false => {
                    troubles.push(format!("{at}: no such key"));
                }
                "additionalProperties" if known.is_none() => {
                    self.look(rule, value, &at, troubles);
                }
                "propertyNames" => self.look(rule, &Value::from(key.as_str()), &at, troubles),
                _ => {}
            }
        }
    }
}

/// The keywords that look at the value alone.
fn is_met(keyword: &str, rule: &Value, value: &Value) -> bool {
    let whole = value.as_i64();
    match keyword {
        "type" if rule.is_array() => {
            let types = rule.as_array().unwrap().iter();
            types.clone().any(|rule| is_met("type", rule, value))
        }
        "type" => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => whole.is_some(),
            other => panic!("the type {other}"),
        },
        "enum" => rule.as_array().unwrap().contains(value),
        "const" => rule == value,
        "minimum" => whole.is_none_or(|number| number >= rule.as_i64().unwrap()),
        "maximum" => whole.is_none_or(|number| number <= rule.as_i64().unwrap()),
        "exclusiveMaximum" => whole.is_none_or(|number| number < rule.as_i64().unwrap()),
        "minItems" => {
            let least = usize::try_from(rule.as_u64().unwrap()).unwrap();
            value.as_array().is_none_or(|items| items.len() >= least)
        }
        "required" => value.as_object().is_none_or(|object| {
            let keys = rule.as_array().unwrap().iter();
            keys.clone()
                .all(|key| object.contains_key(key.as_str().unwrap()))
        }),
        "pattern" => value.as_str().is_none_or(|text| matches(rule, text)),
        "format" if rule == "date" => value.as_str().is_none_or(is_date),
        "$schema" | "$defs" | "title" | "description" | "examples" | "if" => true,
        other => panic!("the keyword {other}"),
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

/// The patterns of the schema, each by hand.
fn matches(pattern: &Value, text: &str) -> bool {
    let all = |text: &str, takes: fn(char) -> bool| !text.is_empty() && text.chars().all(takes);
    let decimal = |text: &str| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        [whole, fraction]
            .iter()
            .all(|part| all(part, |c| c.is_ascii_digit()))
    };
    match pattern.as_str().unwrap() {
        values::NOT_BLANK => !text.trim().is_empty(),
        values::CURRENCY => text.len() == 3 && all(text, |c| c.is_ascii_uppercase()),
        values::DECIMAL => decimal(text),
        values::SIGNED => decimal(text.strip_prefix('-').unwrap_or(text)),
        values::NEGATIVE => text.starts_with('-'),
        values::SHARE => text
            .strip_suffix('%')
            .map(|text| text.trim_end_matches(' '))
            .filter(|text| decimal(text))
            .and_then(|text| text.parse::<rust_decimal::Decimal>().ok())
            .is_some_and(|share| share <= rust_decimal::Decimal::ONE_HUNDRED),
        values::SCHEME => all(text, |c| matches!(c, 'a'..='z' | '0'..='9' | '-')),
        values::COLUMN => {
            text.starts_with(|first: char| first.is_ascii_lowercase())
                && all(text, |c| matches!(c, 'a'..='z' | '0'..='9' | '_'))
        }
        values::LOCAL => text.parse::<toml::value::Datetime>().is_ok_and(|moment| {
            moment.date.is_some() && moment.time.is_some() && moment.offset.is_none()
        }),
        values::AFTER => {
            let words: Vec<&str> = text.split(' ').collect();
            matches!(
                words[..],
                [
                    count,
                    "day" | "days" | "week" | "weeks" | "month" | "months",
                    "after",
                    "award" | "accept" | "complete"
                ] if decimal(count) && !count.contains('.')
            )
        }
        values::TIE_BREAK => {
            ["received", "requested", "draw"].contains(&text)
                || text
                    .strip_prefix("criterion:")
                    .is_some_and(|id| !id.is_empty())
        }
        other => panic!("the pattern {other}"),
    }
}
