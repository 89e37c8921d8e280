//! One entry: a day, what happened, and between which accounts.

use chrono::NaiveDate;

use crate::model::{Balance, Currency};

use super::account::Account;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Budget,
    Opening,
    Award,
    Release,
    Payment,
    Repayment,
    Claim,
    WriteOff,
}

impl What {
    /// The word that the folder's files have for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Opening => "opening",
            Self::Award => "award",
            Self::Release => "release",
            Self::Payment => "payment",
            Self::Repayment => "repayment",
            Self::Claim => "claim",
            Self::WriteOff => "write-off",
        }
    }
}

/// A double entry; its amounts add up to nothing.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) date: NaiveDate,
    pub(super) what: What,
    /// `scheme`, or `scheme/id`.
    pub(super) about: String,
    /// Who got the money, or the scheme's name; as the files have it.
    pub(super) payee: String,
    /// The finance system's reference.
    pub(super) reference: Option<String>,
    /// The reason's code.
    pub(super) reason: Option<String>,
    pub(super) currency: Currency,
    pub(super) postings: Vec<(Account, Balance)>,
}

impl Entry {
    /// The name of what `about` names: a scheme or an application of one.
    pub(super) fn about_word(&self) -> &'static str {
        if self.about.contains('/') {
            "application"
        } else {
            "scheme"
        }
    }
}
