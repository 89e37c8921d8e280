//! One movement of money as one of two tells it, and what became of it.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::model::{ApplicationIndex, Balance, PaymentEntry, PaymentKind};

/// One movement of money, as one of the two tells it; in the order of the days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Movement {
    /// On which day, where that is known.
    pub date: Option<NaiveDate>,
    /// How much went out; below zero when it came back.
    pub amount: Balance,
    /// The finance system's reference.
    pub reference: Option<String>,
    /// For which application; several when it is one of them, none when it is
    /// not known. Lines of one recipient share them.
    pub applications: Rc<[ApplicationIndex]>,
}

impl Movement {
    /// What an entry of payments.csv moves; `None` for a claim and its
    /// write-off, by which no money moves.
    pub fn of(entry: &PaymentEntry<'_>) -> Option<Self> {
        let amount = Balance::from(entry.amount);
        let amount = match entry.kind {
            PaymentKind::Payment => amount,
            PaymentKind::Repayment => -amount,
            PaymentKind::Claim | PaymentKind::WriteOff => return None,
        };
        Some(Self {
            date: Some(entry.date),
            amount,
            reference: entry.reference.map(String::from),
            applications: [entry.application].into(),
        })
    }

    /// The application, where it can be no other.
    pub fn application(&self) -> Option<ApplicationIndex> {
        match *self.applications {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether money came back.
    pub fn is_back(&self) -> bool {
        self.amount.is_negative()
    }

    /// The reference without spaces, capitals and leading zeros, which
    /// spreadsheets lose.
    pub(super) fn key(&self) -> Option<String> {
        let words = self.reference.as_deref()?.split_whitespace();
        let key: String = words.map(str::to_lowercase).collect();
        let key = key.trim_start_matches('0');
        (!key.is_empty()).then(|| key.to_owned())
    }
}

/// What became of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// They are the same movement, but not the same amount or application.
    Differs,
    /// Several could be the same, and it matters which.
    Ambiguous,
    /// It is there, and not here.
    MissingHere,
    /// It is here, and not there.
    MissingThere,
    /// They are the same money.
    Matched,
}

impl Status {
    /// Every status, what needs a look first.
    pub const ALL: [Self; 5] = [
        Self::Differs,
        Self::Ambiguous,
        Self::MissingHere,
        Self::MissingThere,
        Self::Matched,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Ambiguous => "ambiguous",
            Self::MissingHere => "missing-here",
            Self::MissingThere => "missing-there",
            Self::Matched => "matched",
        }
    }
}

/// By what lines were found to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// They have one reference.
    Reference,
    /// The same amount within the days.
    Amount,
    /// The same recipient.
    Recipient,
    /// Together they come to the same amount: a payment that was split or
    /// joined, or a payment run.
    Sum,
}

impl Basis {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Amount => "amount",
            Self::Recipient => "recipient",
            Self::Sum => "sum",
        }
    }
}

/// Lines that belong together, by their positions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What became of them.
    pub status: Status,
    /// By what they were found; `None` for a line that stands alone.
    pub by: Option<Basis>,
    /// The lines here.
    pub here: Vec<usize>,
    /// The lines there.
    pub there: Vec<usize>,
}
