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
    /// Every entry.
    pub const ALL: [Self; 4] = [Self::Payment, Self::Repayment, Self::Claim, Self::WriteOff];

    /// Every entry's word.
    pub const WORDS: [&'static str; 4] = [
        Self::Payment.word(),
        Self::Repayment.word(),
        Self::Claim.word(),
        Self::WriteOff.word(),
    ];

    /// The entry of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The word that payments.csv has for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Repayment => "repayment",
            Self::Claim => "claim",
            Self::WriteOff => "write-off",
        }
    }
}
