//! What one entry does to the money. No other file says so.

use crate::model::{AwardKind, Balance, Money, PaymentKind};

/// One amount on one side of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// On which side.
    pub side: Side,
    /// How much; more than zero.
    pub amount: Money,
}

/// The sides of an account; each only grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Committed by an award.
    Awarded,
    /// Given back to the budget.
    Released,
    /// Money out.
    Paid,
    /// Money back.
    Repaid,
    /// Demanded back.
    Claimed,
    /// Demanded back, then given up.
    WrittenOff,
}

impl Posting {
    /// What a decision moves: only awards and releases move anything.
    pub fn of_award(kind: AwardKind) -> Option<Self> {
        let (side, amount) = match kind {
            AwardKind::Award(amount) => (Side::Awarded, amount),
            AwardKind::Release(amount) => (Side::Released, amount),
            AwardKind::Reserve
            | AwardKind::Reject
            | AwardKind::Withdraw
            | AwardKind::Accept
            | AwardKind::Close => return None,
        };
        Some(Self { side, amount })
    }

    /// What an entry of payments.csv moves.
    pub fn of_payment(kind: PaymentKind, amount: Money) -> Self {
        let side = match kind {
            PaymentKind::Payment => Side::Paid,
            PaymentKind::Repayment => Side::Repaid,
            PaymentKind::Claim => Side::Claimed,
            PaymentKind::WriteOff => Side::WrittenOff,
        };
        Self { side, amount }
    }
}

/// By how much a decision changes what is committed: up by an award, down by
/// a release.
pub fn committed_by(kind: AwardKind) -> Balance {
    match Posting::of_award(kind) {
        Some(posting) if posting.side == Side::Released => -Balance::from(posting.amount),
        Some(posting) => posting.amount.into(),
        None => Balance::ZERO,
    }
}
