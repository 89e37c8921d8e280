//! Money out and back: the entries of payments.csv.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::source::{Origin, Source};

use super::{ApplicationIndex, Money, Text};

/// One entry of the journal of payments.
#[derive(Debug, Clone)]
pub struct PaymentEntry<'t> {
    /// On which day.
    pub date: NaiveDate,
    /// Which application.
    pub application: ApplicationIndex,
    /// Which way.
    pub kind: PaymentKind,
    /// How much; more than zero.
    pub amount: Money,
    /// The finance system's reference.
    pub reference: Option<Text<'t>>,
    /// Its row.
    pub origin: Origin,
    /// The file of its row, where the cells stand that are not kept.
    pub source: &'t Source,
}

impl<'t> PaymentEntry<'t> {
    /// By whom.
    pub fn by(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "by")
    }

    /// In words.
    pub fn note(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "note")
    }
}

/// Which way money, or the demand for it, goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentKind {
    /// Money out.
    Payment,
    /// Money back.
    Repayment,
    /// A demand for money back.
    Claim,
    /// A demand given up.
    WriteOff,
}

impl PaymentKind {
    /// Every entry with its word.
    pub const ALL: [(&'static str, Self); 4] = [
        ("payment", Self::Payment),
        ("repayment", Self::Repayment),
        ("claim", Self::Claim),
        ("write-off", Self::WriteOff),
    ];

    /// The word that payments.csv has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Repayment => "repayment",
            Self::Claim => "claim",
            Self::WriteOff => "write-off",
        }
    }
}
