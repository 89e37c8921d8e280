//! A scheme: one call for applications with its rules and its budget.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::source::{FileId, Span};

use super::{
    Allocation, Amendment, Balance, Closing, Criterion, Currency, Deadlines, DecisionRules, Field,
    FieldKind, FieldRef, Language, Money, Opens, PaymentRules, Register, Requirement, SchemeId,
    Scoring, Settlement, StandardField,
};

/// One file of `schemes/`. Without a [`Call`] it is a programme, which groups
/// schemes under one budget.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// The file's stem.
    pub id: SchemeId,
    /// The file.
    pub file: FileId,
    /// The name as announced.
    pub name: String,
    /// Who decides and pays.
    pub funder: Option<Funder>,
    /// The programme that it belongs to.
    pub parent: Option<Reference>,
    /// In which all its amounts are.
    pub currency: Currency,
    /// Decides collation and how digits are grouped.
    pub language: Language,
    /// In which its days begin and end; there whenever the call has a date.
    pub timezone: Option<Tz>,
    /// Where the announcement stands.
    pub source: Option<String>,
    /// Which register gives the applicants' numbers.
    pub register: Option<Register>,
    /// What it may commit, entry by entry.
    pub budget: Vec<BudgetEntry>,
    /// The call; `None` for a programme.
    pub call: Option<Call>,
    /// Who may apply.
    pub applicants: Applicants,
    /// Columns that it adds to applications.csv.
    pub fields: Vec<Field>,
    /// What it asks of an application.
    pub requirements: Vec<Requirement>,
    /// What is scored.
    pub criteria: Vec<Criterion>,
    /// How several scores of one thing are taken together.
    pub scoring: Scoring,
    /// How money is shared out; `None` when the scheme does not say.
    pub allocation: Option<Allocation>,
    /// Who may decide what.
    pub decision: DecisionRules,
    /// When things are due.
    pub deadlines: Deadlines,
    /// How awards are paid.
    pub payment: Option<PaymentRules>,
    /// How awards are settled.
    pub settlement: Option<Settlement>,
    /// What happened before the ledger began.
    pub opening: Option<Opening>,
    /// Changes of the call that were made known.
    pub amendments: Vec<Amendment>,
}

impl Scheme {
    /// Whether it only groups others under one budget.
    pub fn is_programme(&self) -> bool {
        self.call.is_none()
    }

    /// What it may commit on a day: the sum of the entries that have come by
    /// then. `None` when it has no entry at all, which is not a budget of zero.
    pub fn budget_on(&self, day: NaiveDate) -> Option<Balance> {
        (!self.budget.is_empty()).then(|| {
            self.budget
                .iter()
                .filter(|entry| entry.date.is_none_or(|date| date <= day))
                .map(|entry| entry.amount)
                .sum()
        })
    }

    /// An amount with its currency, as the scheme's language writes it:
    /// `1 234,50 NOK`.
    pub fn written(&self, amount: impl Into<Balance>) -> String {
        let number = amount.into().decimal(self.currency);
        format!("{} {}", self.language.format(number), self.currency)
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<FieldRef> {
        StandardField::ALL
            .into_iter()
            .find(|field| field.name() == name)
            .map(FieldRef::Standard)
            .or_else(|| {
                self.fields
                    .iter()
                    .position(|field| field.name == name)
                    .map(FieldRef::Declared)
            })
    }

    /// A field's name.
    pub fn field_name(&self, field: FieldRef) -> &str {
        match field {
            FieldRef::Standard(field) => field.name(),
            FieldRef::Declared(index) => &self.fields[index].name,
        }
    }

    /// What a field holds.
    pub fn field_kind(&self, field: FieldRef) -> FieldKind {
        match field {
            FieldRef::Standard(field) => field.kind(),
            FieldRef::Declared(index) => self.fields[index].kind,
        }
    }

    /// The index of a criterion.
    pub fn criterion(&self, id: &str) -> Option<usize> {
        self.criteria
            .iter()
            .position(|criterion| criterion.id == id)
    }
}

/// Who decides and pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funder {
    /// The name.
    pub name: String,
    /// The number in its register.
    pub org_number: Option<String>,
}

/// The name of another scheme, and where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The other scheme.
    pub id: SchemeId,
    /// Where.
    pub span: Span,
}

/// Money that a scheme got, or lost again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetEntry {
    /// How much; a cut is below zero.
    pub amount: Balance,
    /// When; without a date it counts from the beginning.
    pub date: Option<NaiveDate>,
    /// Why; always there for a cut.
    pub note: Option<String>,
    /// Where the amount stands.
    pub span: Span,
}

/// When applications are taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// From when, where known.
    pub opens: Option<(Opens, Span)>,
    /// Until when, where known.
    pub closes: Option<(Closing, Span)>,
}

/// Who may apply, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applicants {
    /// The types that are funded; every type when there are none here.
    pub types: Vec<String>,
    /// Where the types stand.
    pub types_span: Option<Span>,
    /// How many applications one applicant may send.
    pub max_applications: Option<(u32, Span)>,
    /// Schemes whose recipients may not come again.
    pub not_funded_by: Vec<Reference>,
}

/// What happened before the ledger began: `[opening]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// How many awards.
    pub awards: u32,
    /// What they committed together.
    pub amount: Money,
    /// What was paid of it before the ledger began, where that is known.
    pub paid: Option<Money>,
    /// In words.
    pub note: Option<String>,
    /// Where the amount stands.
    pub span: Span,
}
