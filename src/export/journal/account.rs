//! The accounts, and what the sum of each is.

use std::rc::Rc;

use crate::model::SchemeId;

/// What an account is for. Its name is followed by the scheme's place in the
/// tree of budgets, so that a programme's sum holds those of its schemes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The budget. What a scheme has comes out of its programme's.
    Budget,
    /// What was paid and came back, from where it lay: below zero by what is
    /// out.
    Bank,
    /// What is demanded back and neither came back nor was given up.
    Claims,
    /// The awards less the releases, below zero.
    Committed,
    /// Money out.
    Paid,
    /// Money back, below zero.
    Repaid,
    /// What can still be committed, below zero.
    Remaining,
    /// The other side of what is demanded back.
    Claimed,
    /// What was paid before the ledger began, from where it lay.
    Opening,
}

impl Kind {
    /// The first parts of the account's name.
    pub(super) fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Budget => &["assets", "budget"],
            Self::Bank => &["assets", "bank"],
            Self::Claims => &["assets", "claims"],
            Self::Committed => &["liabilities", "outstanding", "committed"],
            Self::Paid => &["liabilities", "outstanding", "paid"],
            Self::Repaid => &["liabilities", "outstanding", "repaid"],
            Self::Remaining => &["equity", "remaining"],
            Self::Claimed => &["equity", "claimed"],
            Self::Opening => &["equity", "opening"],
        }
    }
}

/// Where a scheme stands in the tree of budgets.
pub(super) type Path = Rc<[SchemeId]>;

/// One account of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Account {
    pub(super) kind: Kind,
    /// The programmes from the top, then the scheme.
    pub(super) path: Path,
}

impl Account {
    /// The parts of the name, from the top.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        let kind = self.kind.parts().iter().copied();
        kind.chain(self.path.iter().map(SchemeId::as_str))
    }
}
