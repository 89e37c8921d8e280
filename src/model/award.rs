//! What was decided: the entries of awards.csv.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::source::{Origin, Source};

use super::{ApplicationIndex, Money, Reason, Text};

/// One entry of the journal of decisions.
#[derive(Debug, Clone)]
pub struct AwardEntry<'t> {
    /// On which day.
    pub date: NaiveDate,
    /// Which application.
    pub application: ApplicationIndex,
    /// What.
    pub kind: AwardKind,
    /// Why, where the kind asks for a reason or somebody gave one.
    pub reason: Option<Reason>,
    /// The account to be paid.
    pub account: Option<Text<'t>>,
    /// Its row.
    pub origin: Origin,
    /// The file of its row, where the cells stand that are not kept.
    pub source: &'t Source,
}

impl<'t> AwardEntry<'t> {
    /// By whom.
    pub fn by(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "by")
    }

    /// A digest of the inputs of the decision.
    pub fn basis(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "basis")
    }

    /// In words.
    pub fn note(&self) -> Option<Cow<'t, str>> {
        self.source.cell(self.origin, "note")
    }
}

/// What an entry does; amounts are more than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AwardKind {
    /// Commits money; a second one adds to the first.
    Award(Money),
    /// Puts on the reserve list.
    Reserve,
    /// Refuses.
    Reject,
    /// The applicant takes the application back.
    Withdraw,
    /// The recipient says yes.
    Accept,
    /// Gives committed money back to the budget.
    Release(Money),
    /// Ends the account.
    Close,
}

impl AwardKind {
    /// Every entry's word, in the order of an award's life.
    pub const WORDS: [&'static str; 7] = [
        "award", "reserve", "reject", "withdraw", "accept", "release", "close",
    ];

    /// The word that awards.csv has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Award(_) => "award",
            Self::Reserve => "reserve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Accept => "accept",
            Self::Release(_) => "release",
            Self::Close => "close",
        }
    }

    /// Whether an entry of this word can have a reason: what commits money,
    /// says yes or ends an account needs none.
    pub fn takes_reason(word: &str) -> bool {
        !matches!(word, "award" | "accept" | "close")
    }

    /// Whether an entry of this word cannot do without a reason.
    pub fn needs_reason(word: &str) -> bool {
        matches!(word, "reject" | "release")
    }

    /// Whether a reason says why there is an entry of this word: one that is
    /// about an application refuses, one that is about an award gives back.
    pub fn fits(word: &str, reason: &Reason) -> bool {
        match word {
            "reject" => !reason.is_of_awards(),
            "release" => !reason.is_of_applications(),
            _ => true,
        }
    }

    /// The amount of an award or a release.
    pub fn amount(self) -> Option<Money> {
        match self {
            Self::Award(amount) | Self::Release(amount) => Some(amount),
            _ => None,
        }
    }
}
