//! What a scheme says about an award once it is made: who may do what, when
//! things are due, how it is paid and settled.

use crate::source::Span;

use super::{Due, Share};

/// Who may decide what: `[decision]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionRules {
    /// Where the scheme says that who pays is not who awarded, and who awarded
    /// is not who assessed; if it does.
    pub four_eyes: Option<Span>,
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
    /// Where the scheme says that an account must be known before a payment,
    /// if it does.
    pub account: Option<Span>,
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

impl InstalmentEvent {
    /// Every event with its word.
    pub const ALL: [(&'static str, Self); 3] = [
        ("award", Self::Award),
        ("accept", Self::Accept),
        ("report", Self::Report),
    ];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Award => "award",
            Self::Accept => "accept",
            Self::Report => "report",
        }
    }
}

/// How awards are settled: `[settlement]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// At most this part of the actual cost is granted.
    pub max_share: Option<Share>,
    /// What becomes of money that was not spent.
    pub unspent: Option<Unspent>,
    /// Where the table stands.
    pub span: Span,
}

/// What becomes of money that was not spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unspent {
    /// It is claimed back.
    Claim,
    /// The recipient keeps it.
    Keep,
}
