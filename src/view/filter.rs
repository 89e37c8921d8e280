//! Which applications are wanted.

use crate::ledger::State;
use crate::model::{ApplicationIndex, FieldRef, Money, StandardField, Text, Value};

use super::Situation;

/// What an application must be to be listed; an empty filter wants all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In one of these states.
    pub states: Vec<State>,
    /// At one of these places.
    pub places: Vec<String>,
    /// Of one of these types of applicant.
    pub types: Vec<String>,
    /// Asks for at least so much.
    pub min: Option<Money>,
    /// Asks for at most so much.
    pub max: Option<Money>,
    /// A text that one of its fields contains.
    pub text: Option<String>,
}

impl Filter {
    /// Whether an application in this state is wanted. What is not known does
    /// not match. Small and capital letters are the same.
    pub fn wants(&self, situation: &Situation<'_>, index: ApplicationIndex, state: State) -> bool {
        let application = situation.book.application(index);
        (self.states.is_empty() || self.states.contains(&state))
            && is_among(application.place.map(Text::read).as_deref(), &self.places)
            && is_among(
                application.applicant_type.map(Text::read).as_deref(),
                &self.types,
            )
            && self.wants_amount(application.requested)
            && self.wants_text(situation, index)
    }

    /// How many applications are left out only because nobody knows how much
    /// they ask for.
    pub fn unknown_amounts(&self, situation: &Situation<'_>) -> usize {
        if self.min.is_none() && self.max.is_none() {
            return 0;
        }
        let without = Self {
            min: None,
            max: None,
            ..self.clone()
        };
        let book = situation.book;
        book.indexes()
            .filter(|index| book.application(*index).requested.is_none())
            .filter(|index| without.wants(situation, *index, situation.state(*index)))
            .count()
    }

    fn wants_amount(&self, requested: Option<Money>) -> bool {
        let over = self
            .min
            .is_none_or(|min| requested.is_some_and(|it| it >= min));
        over && self
            .max
            .is_none_or(|max| requested.is_some_and(|it| it <= max))
    }

    fn wants_text(&self, situation: &Situation<'_>, index: ApplicationIndex) -> bool {
        let Some(wanted) = &self.text else {
            return true;
        };
        let wanted = wanted.to_lowercase();
        let book = situation.book;
        let standard = StandardField::ALL.into_iter().map(FieldRef::Standard);
        let declared = (0..book.scheme.fields.len()).map(FieldRef::Declared);
        standard
            .chain(declared)
            .any(|field| match book.value(index, field) {
                Value::Text(text) => text.to_lowercase().contains(&wanted),
                _ => false,
            })
    }
}

fn is_among(value: Option<&str>, wanted: &[String]) -> bool {
    let is = |value: &str| {
        let value = value.to_lowercase();
        wanted.iter().any(|word| word.to_lowercase() == value)
    };
    wanted.is_empty() || value.is_some_and(is)
}
