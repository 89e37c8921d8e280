//! A scheme: one call for applications with its rules and its budget.

use chrono::NaiveDate;
use chrono_tz::Tz;
use rust_decimal::Decimal;

use crate::source::{FileId, Span};

use super::{
    Amendment, Balance, Closing, Criterion, Currency, Due, Field, FieldKind, FieldRef, Language,
    Money, Opens, Register, Requirement, SchemeId, Share, StandardField,
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
    /// How money is shared out; `None` when the scheme does not say.
    pub allocation: Option<Allocation>,
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

/// How a scheme's money is shared out.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// Who decides the amounts.
    pub method: Method,
    /// What happens at the first demand that does not fit.
    pub cutoff: Cutoff,
    /// How equal scores are put in order.
    pub tie_break: Vec<TieBreak>,
    /// Awards are multiples of it; the minor unit when left out.
    pub round_to: Option<Money>,
    /// No award is smaller.
    pub min_award: Option<(Money, Span)>,
    /// No award is larger.
    pub max_award: Option<(Money, Span)>,
    /// A total score below it is `below-score`.
    pub min_score: Option<Decimal>,
    /// Where the table stands: its header.
    pub span: Span,
}

/// The methods of allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// By score, full demand while it fits.
    Ranked,
    /// Amounts come from the officer.
    Discretionary,
}

impl Method {
    /// Every method with its word.
    pub const ALL: [(&'static str, Self); 2] = [
        ("ranked", Self::Ranked),
        ("discretionary", Self::Discretionary),
    ];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Discretionary => "discretionary",
        }
    }
}

/// What happens at the first demand that does not fit into what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Cutoff {
    /// It and all after it go to the reserve list.
    #[default]
    Stop,
    /// It goes to the reserve list; later ones that fit are funded.
    Skip,
    /// It gets what is left; then all others go to the reserve list.
    Partial,
}

impl Cutoff {
    /// Every cutoff with its word.
    pub const ALL: [(&'static str, Self); 3] = [
        ("stop", Self::Stop),
        ("skip", Self::Skip),
        ("partial", Self::Partial),
    ];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Skip => "skip",
            Self::Partial => "partial",
        }
    }
}

/// How equal scores are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TieBreak {
    /// The higher mean under the scheme's `criteria[n]` first.
    Criterion(usize),
    /// The earlier received first.
    Received,
    /// The smaller request first.
    Requested,
}

/// When things are due; what a call does not name stays out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deadlines {
    /// The recipient's yes.
    pub accept: Option<(Due, Span)>,
    /// The payment.
    pub pay: Option<(Due, Span)>,
    /// The end of the project.
    pub complete: Option<(Due, Span)>,
    /// The report.
    pub report: Option<(Due, Span)>,
}

/// How awards are paid: `[payment]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRules {
    /// Whether money may go out before the recipient's yes.
    pub before_acceptance: bool,
    /// The instalments; together at most all.
    pub instalments: Vec<Instalment>,
    /// Where the table stands.
    pub span: Span,
}

/// One instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instalment {
    /// Which part of the award.
    pub share: Share,
    /// After what.
    pub on: InstalmentEvent,
}

/// What an instalment waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstalmentEvent {
    /// The award.
    Award,
    /// The acceptance.
    Accept,
    /// The report.
    Report,
}

/// How awards are settled: `[settlement]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// At most this part of the actual cost is granted.
    pub max_share: Option<Share>,
    /// What becomes of money that was not spent.
    pub unspent: Option<Unspent>,
}

/// What becomes of money that was not spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unspent {
    /// It is claimed back.
    Claim,
    /// The recipient keeps it.
    Keep,
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
