//! The columns that schemes add to their applications, beside those of a list.

use std::collections::BTreeMap;

use crate::model::{Book, Currency, FieldKind, FieldRef, Scheme, Value};
use crate::table::{Cell, Column};

use super::list::{Item, words};

/// Columns of a list that are no fields.
const TAKEN: [&str; 10] = [
    "scheme",
    "state",
    "reason",
    "score",
    "currency",
    "awarded",
    "released",
    "paid",
    "repaid",
    "outstanding",
];

/// The declared fields of all listed schemes; fields of one name share a column.
pub(super) struct Fields {
    columns: Vec<Column>,
    /// For each scheme, for each column, which of its fields stands there.
    places: Vec<Vec<Option<usize>>>,
}

impl Fields {
    /// The fields of these schemes. One whose name a column of the list has
    /// already is called `field_<name>`.
    pub(super) fn of(schemes: &[&Scheme]) -> Self {
        let mut nths: BTreeMap<&str, usize> = BTreeMap::new();
        let mut columns = Vec::new();
        for field in schemes.iter().flat_map(|scheme| &scheme.fields) {
            nths.entry(&field.name).or_insert_with(|| {
                let name = field.name.as_str();
                let key = if TAKEN.contains(&name) {
                    format!("field_{name}")
                } else {
                    name.to_owned()
                };
                columns.push(Column::new(key, name).data_only());
                columns.len() - 1
            });
        }
        let places = schemes.iter().map(|scheme| {
            let mut places = vec![None; columns.len()];
            for (nth, field) in scheme.fields.iter().enumerate() {
                places[nths[field.name.as_str()]] = Some(nth);
            }
            places
        });
        Self {
            places: places.collect(),
            columns,
        }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        self.columns.clone()
    }

    /// What an application says in each column.
    pub(super) fn cells(
        &self,
        book: &Book<'_>,
        item: &Item,
    ) -> impl Iterator<Item = Cell<'static>> {
        let places = self.places[item.scheme].iter();
        places.map(|place| match place {
            Some(nth) => {
                let value = book.value(item.index, FieldRef::Declared(*nth));
                match (value, book.scheme.fields[*nth].kind) {
                    (Value::Text(list), FieldKind::List) => words(&list),
                    (value, _) => cell(value, book.scheme.currency),
                }
            }
            None => Cell::Blank,
        })
    }
}

/// What a field says; a list as it stands.
pub(super) fn cell(value: Value<'_>, currency: Currency) -> Cell<'static> {
    match value {
        Value::Blank => Cell::Blank,
        Value::Bool(is) => Cell::Bool(is),
        Value::Text(text) => Cell::text(text),
        Value::Number(number) => Cell::Decimal(number, number.scale()),
        Value::Money(amount) => Cell::amount(amount, currency),
        Value::Date(day) => Cell::Date(day),
    }
}
