//! One field of one application, as the tests look at it.

use std::borrow::Cow;

use crate::model::{ApplicationIndex, Book, FieldKind, FieldRef, Value};

/// A field of an application.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'b> {
    pub(super) book: &'b Book<'b>,
    pub(super) index: ApplicationIndex,
    pub(super) field: FieldRef,
}

impl<'b> Cell<'b> {
    /// Another field of the same application.
    pub(super) fn beside(self, field: FieldRef) -> Self {
        Self { field, ..self }
    }

    pub(super) fn name(self) -> &'b str {
        self.book.scheme.field_name(self.field)
    }

    /// What it says; a list without an item counts as blank.
    pub(super) fn value(self) -> Value<'b> {
        match self.book.value(self.index, self.field) {
            Value::Text(text) if self.is_list() && items(&text).next().is_none() => Value::Blank,
            value => value,
        }
    }

    pub(super) fn is_list(self) -> bool {
        self.book.scheme.field_kind(self.field) == FieldKind::List
    }
}

/// The items of a list: parted by `;`, without the spaces around them.
pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// A value that borrows its text from another.
pub(super) fn borrowed<'b>(value: &'b Value<'_>) -> Value<'b> {
    match value {
        Value::Blank => Value::Blank,
        Value::Bool(answer) => Value::Bool(*answer),
        Value::Text(text) => Value::Text(Cow::Borrowed(text)),
        Value::Number(number) => Value::Number(*number),
        Value::Money(money) => Value::Money(*money),
        Value::Date(date) => Value::Date(*date),
    }
}

/// Whether two values are the same; `None` when they are of different kinds.
pub(super) fn same(one: &Value<'_>, other: &Value<'_>) -> Option<bool> {
    (std::mem::discriminant(one) == std::mem::discriminant(other)).then(|| one == other)
}
