//! Fields of an application: the standard ones and those a scheme adds.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::source::Span;

use super::Money;

/// The columns of applications.csv that every scheme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandardField {
    /// The application's id.
    Id,
    /// When it came in.
    Received,
    /// Who asks.
    Applicant,
    /// The applicant's organisation number.
    OrgNumber,
    /// What kind of organisation.
    ApplicantType,
    /// Where.
    Place,
    /// With whom.
    Partners,
    /// What for.
    Title,
    /// How much is asked for.
    Requested,
    /// What all of it costs.
    TotalCost,
    /// What the applicant brings.
    OwnContribution,
}

impl StandardField {
    /// Every standard field, in the order in which new files are written.
    pub const ALL: [Self; 11] = [
        Self::Id,
        Self::Received,
        Self::Applicant,
        Self::OrgNumber,
        Self::ApplicantType,
        Self::Place,
        Self::Partners,
        Self::Title,
        Self::Requested,
        Self::TotalCost,
        Self::OwnContribution,
    ];

    /// The column's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Received => "received",
            Self::Applicant => "applicant",
            Self::OrgNumber => "org_number",
            Self::ApplicantType => "applicant_type",
            Self::Place => "place",
            Self::Partners => "partners",
            Self::Title => "title",
            Self::Requested => "requested",
            Self::TotalCost => "total_cost",
            Self::OwnContribution => "own_contribution",
        }
    }

    /// What the column holds.
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Received => FieldKind::Date,
            Self::Partners => FieldKind::List,
            Self::Requested | Self::TotalCost | Self::OwnContribution => FieldKind::Money,
            _ => FieldKind::Text,
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// `true` or `false`.
    Bool,
    /// Any text.
    Text,
    /// A decimal number.
    Number,
    /// An amount in the scheme's currency.
    Money,
    /// A day.
    Date,
    /// One of the field's choices.
    Choice,
    /// Several texts, separated by `;`.
    List,
}

impl FieldKind {
    /// Every kind with the word that scheme files use.
    pub const ALL: [(&'static str, Self); 7] = [
        ("bool", Self::Bool),
        ("text", Self::Text),
        ("number", Self::Number),
        ("money", Self::Money),
        ("date", Self::Date),
        ("choice", Self::Choice),
        ("list", Self::List),
    ];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find_map(|(word, kind)| (kind == self).then_some(word))
            .expect("every kind has a word")
    }
}

/// The words that a choice field allows.
pub type Choices = Vec<String>;

/// A field that a scheme adds to applications.csv: `[field.<name>]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The column's name.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The allowed words of a choice; empty for the other kinds.
    pub choices: Choices,
    /// Whether a blank cell is an error.
    pub required: bool,
    /// The question as the applicant saw it.
    pub label: Option<String>,
    /// Whether it is about a person, so that no export has it.
    pub personal: bool,
    /// Where the scheme declares it.
    pub span: Span,
}

/// A field by its position: standard, or the nth that the scheme declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldRef {
    /// One of the standard fields.
    Standard(StandardField),
    /// The scheme's `fields[n]`.
    Declared(usize),
}

/// What one field of one application says. A blank is not a zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// Nothing is known.
    Blank,
    /// Yes or no.
    Bool(bool),
    /// Text, a choice, or a list with its separators.
    Text(Cow<'t, str>),
    /// A number.
    Number(Decimal),
    /// An amount.
    Money(Money),
    /// A day.
    Date(NaiveDate),
}

impl Value<'_> {
    /// Whether nothing is known.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

impl fmt::Display for StandardField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
