//! The kinds of entries that a command records: which file, which word, which
//! columns.

use crate::model::counted;
use crate::reading::{Fact, GivenColumn};

/// What is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Kind {
    Accept,
    Reject,
    Withdraw,
    Release,
    Close,
    Pay,
    Claim,
    Repay,
    WriteOff,
    Report,
    Waive,
}

impl Kind {
    /// The file that it belongs to.
    pub(super) fn fact(self) -> Fact {
        match self {
            Self::Accept | Self::Reject | Self::Withdraw | Self::Release | Self::Close => {
                Fact::Awards
            }
            Self::Pay | Self::Claim | Self::Repay | Self::WriteOff => Fact::Payments,
            Self::Report => Fact::Reports,
            Self::Waive => Fact::Waivers,
        }
    }

    /// The word that the file's column `entry` has for it; for a report and a
    /// waiver, what people call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::Release => "release",
            Self::Close => "close",
            Self::Pay => "payment",
            Self::Claim => "claim",
            Self::Repay => "repayment",
            Self::WriteOff => "write-off",
            Self::Report => "report",
            Self::Waive => "waiver",
        }
    }

    /// So many of them: `1 payment`, `3 closings`.
    pub(super) fn count(self, count: usize) -> String {
        let word = match self {
            Self::Accept => "acceptance",
            Self::Reject => "rejection",
            Self::Withdraw => "withdrawal",
            Self::Close => "closing",
            _ => self.word(),
        };
        counted(count, word)
    }

    /// The columns that a file of such entries may have beside `application`.
    pub(super) fn columns(self) -> &'static [GivenColumn] {
        use GivenColumn::*;
        match self {
            Self::Accept => &[Date, Account, Note],
            Self::Reject => &[Date, ReasonCode("reject"), Note],
            Self::Withdraw | Self::Close => &[Date, Note],
            Self::Release => &[Date, Amount, ReasonCode("release"), Note],
            Self::Pay | Self::Repay => &[Date, Amount, Reference, Note],
            Self::Claim | Self::WriteOff => &[Date, Amount, Note],
            Self::Report => &[Date, Spent, OwnContribution, Completed],
            Self::Waive => &[Date, Check, Reason],
        }
    }

    /// Whether an entry of the kind cannot do without the column.
    pub(super) fn needs(self, column: GivenColumn) -> bool {
        matches!(
            (self, column),
            (Self::Reject | Self::Release, GivenColumn::ReasonCode(_))
                | (Self::Repay, GivenColumn::Amount)
                | (Self::Waive, GivenColumn::Check | GivenColumn::Reason)
        )
    }
}
