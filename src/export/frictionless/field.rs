//! One column as a table schema has it.

use serde::Serialize;
use serde_json::value::RawValue;

/// A field of a table schema.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
    /// A property of ours: the cells are about persons.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    personal: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unique: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
}

impl Constraints {
    fn is_empty(&self) -> bool {
        !self.required
            && !self.unique
            && self.minimum.is_none()
            && self.maximum.is_none()
            && self.pattern.is_none()
            && self.words.is_empty()
    }
}

impl Field {
    fn new(name: &str, kind: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            title: None,
            true_values: None,
            false_values: None,
            constraints: Constraints::default(),
            personal: false,
        }
    }

    pub(super) fn text(name: &str) -> Self {
        Self::new(name, "string")
    }

    pub(super) fn date(name: &str) -> Self {
        Self::new(name, "date")
    }

    pub(super) fn number(name: &str) -> Self {
        Self::new(name, "number")
    }

    /// `true` or `false` and no other word.
    pub(super) fn bool(name: &str) -> Self {
        Self {
            true_values: Some(["true"]),
            false_values: Some(["false"]),
            ..Self::new(name, "boolean")
        }
    }

    pub(super) fn required(mut self, required: bool) -> Self {
        self.constraints.required = required;
        self
    }

    pub(super) fn unique(mut self) -> Self {
        self.constraints.unique = true;
        self
    }

    pub(super) fn at_least(mut self, number: Box<RawValue>) -> Self {
        self.constraints.minimum = Some(number);
        self
    }

    pub(super) fn at_most(mut self, number: Box<RawValue>) -> Self {
        self.constraints.maximum = Some(number);
        self
    }

    /// A regular expression that the whole cell has to be.
    pub(super) fn pattern(mut self, pattern: &'static str) -> Self {
        self.constraints.pattern = Some(pattern);
        self
    }

    pub(super) fn one_of(mut self, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.constraints.words = words.into_iter().map(Into::into).collect();
        self
    }

    pub(super) fn titled(mut self, title: Option<&str>) -> Self {
        self.title = title.map(str::to_owned);
        self
    }

    pub(super) fn personal(mut self, personal: bool) -> Self {
        self.personal = personal;
        self
    }
}
