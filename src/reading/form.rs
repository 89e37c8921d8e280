//! The one way in which each cell of a file is written.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Fact, FieldKind, Scheme, StandardField};

use super::{amount, date, number};

/// How the cells of one file are written: by the columns of its kind of facts,
/// and by the fields and the currency of its scheme.
#[derive(Debug, Clone, Copy)]
pub struct Form<'s> {
    fact: Fact,
    scheme: Option<&'s Scheme>,
}

impl<'s> Form<'s> {
    /// Of a kind of facts; without a scheme, nothing is known of its amounts.
    pub fn of(fact: Fact, scheme: Option<&'s Scheme>) -> Self {
        Self { fact, scheme }
    }

    /// What a cell says, written in the one way: letters composed, a plain
    /// amount, an ISO date. What cannot be understood stays as it is.
    pub fn cell(&self, column: &str, text: &str) -> String {
        let text: String = text.nfc().collect();
        let currency = self.scheme.map(|scheme| scheme.currency);
        let better = match (self.kind(column), currency) {
            (Some(FieldKind::Money), Some(currency)) => amount::canonical(&text, currency),
            (Some(FieldKind::Number), _) => number::canonical(&text),
            (Some(FieldKind::Date), _) => date::canonical(&text),
            _ => None,
        };
        better.unwrap_or(text)
    }

    /// What a column holds, if it is a standard one or the scheme's own.
    pub fn kind(&self, column: &str) -> Option<FieldKind> {
        match (self.fact, column) {
            (Fact::Applications, _) => {
                let standard = StandardField::ALL.into_iter();
                let mut standard = standard.filter(|field| field.name() == column);
                let own = || {
                    let mut fields = self.scheme?.fields.iter();
                    fields.find(|field| field.name == column)
                };
                standard
                    .next()
                    .map(StandardField::kind)
                    .or_else(|| own().map(|field| field.kind))
            }
            (_, "date") | (Fact::Reports, "completed") => Some(FieldKind::Date),
            (Fact::Awards | Fact::Payments, "amount")
            | (Fact::Reports, "spent" | "own_contribution") => Some(FieldKind::Money),
            (Fact::Assessments, "score") => Some(FieldKind::Number),
            _ => None,
        }
    }
}
