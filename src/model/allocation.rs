//! How a scheme's money is shared out: `[allocation]`.

use rust_decimal::Decimal;

use crate::source::Span;

use super::{Balance, Condition, FieldRef, Money, Share};

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
    pub min_score: Option<(Decimal, Span)>,
    /// In proportion to what `share` shares.
    pub by: Option<ShareBy>,
    /// What a draw begins from.
    pub seed: Option<String>,
    /// In a lottery: a total score from here on goes before the draw.
    pub guaranteed: Option<(Decimal, Span)>,
    /// Which part of the demand `graded` gives for which score, as written.
    pub bands: Vec<Band>,
    /// Money kept for some, or kept from them, as written.
    pub set_asides: Vec<SetAside>,
    /// Where the table stands: its header.
    pub span: Span,
}

impl Allocation {
    /// A method and nothing else.
    pub fn new(method: Method, span: Span) -> Self {
        Self {
            method,
            cutoff: Cutoff::default(),
            tie_break: Vec::new(),
            round_to: None,
            min_award: None,
            max_award: None,
            min_score: None,
            by: None,
            seed: None,
            guaranteed: None,
            bands: Vec::new(),
            set_asides: Vec::new(),
            span,
        }
    }
}

/// The methods of allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// By score, full demand while it fits.
    Ranked,
    /// In proportion to a weight, capped at the demand.
    Share,
    /// In the order of a draw, full demand while it fits.
    Lottery,
    /// By score, a part of the demand that falls with the score.
    Graded,
    /// Amounts come from the officer.
    Discretionary,
}

impl Method {
    /// Every method with its word.
    pub const ALL: [(&'static str, Self); 5] = [
        ("ranked", Self::Ranked),
        ("share", Self::Share),
        ("lottery", Self::Lottery),
        ("graded", Self::Graded),
        ("discretionary", Self::Discretionary),
    ];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ranked => "ranked",
            Self::Share => "share",
            Self::Lottery => "lottery",
            Self::Graded => "graded",
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
    /// The smaller digest of the seed and the id first.
    Draw,
}

/// In proportion to what a pot is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShareBy {
    /// To the demand: one percentage for all.
    Requested,
    /// Equal parts.
    Equal,
    /// To a field, a number or an amount.
    Field(FieldRef),
}

/// Which part of the demand a score gives: `[[allocation.band]]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// From this total score on.
    pub min_score: Decimal,
    /// This part.
    pub share: Share,
    /// Where it stands: its header.
    pub span: Span,
}

/// Money kept for some applications, or kept from them:
/// `[[allocation.set_aside]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// What the call names it.
    pub name: Option<String>,
    /// For which applications: `where`.
    pub condition: Condition,
    /// They go first until they have so much.
    pub at_least: Option<Portion>,
    /// They get no more than this.
    pub at_most: Option<Portion>,
    /// What becomes of what they do not use of `at_least`.
    pub unfilled: Unfilled,
    /// Where it stands: its header.
    pub span: Span,
}

/// An amount, or a share of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    /// So much.
    Amount(Money),
    /// This part of the budget.
    Share(Share),
}

impl Portion {
    /// The least whole amount that reaches the portion.
    pub fn rounded_up(self, budget: Balance) -> Balance {
        match self {
            Self::Amount(amount) => amount.into(),
            Self::Share(share) => {
                let (numerator, denominator) = share.fraction();
                let part = budget.minor().max(0) * numerator;
                Balance::from_minor((part + denominator - 1) / denominator)
            }
        }
    }

    /// The largest whole amount within the portion.
    pub fn rounded_down(self, budget: Balance) -> Balance {
        match self {
            Self::Amount(amount) => amount.into(),
            Self::Share(share) => {
                let (numerator, denominator) = share.fraction();
                Balance::from_minor(budget.minor().max(0) * numerator / denominator)
            }
        }
    }
}

/// What becomes of the part of a set-aside that those it is for do not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unfilled {
    /// Everyone may have it.
    #[default]
    Release,
    /// It stays in the pot.
    Hold,
}

impl Unfilled {
    /// Both with their words.
    pub const ALL: [(&'static str, Self); 2] = [("release", Self::Release), ("hold", Self::Hold)];

    /// The word that scheme files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Hold => "hold",
        }
    }
}
