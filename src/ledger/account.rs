//! What one application was given, and what became of it.

use chrono::NaiveDate;

use crate::model::{AwardEntry, AwardKind, Balance, Money, PaymentEntry, PaymentKind, Report};

use super::{EntryIndex, Posting, Side};

/// The sums of one application's entries, and the days that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// The sum of its awards.
    pub awarded: Balance,
    /// The sum of its releases.
    pub released: Balance,
    /// Money out.
    pub paid: Balance,
    /// Money back.
    pub repaid: Balance,
    /// Demanded back, what was given up included.
    pub claimed: Balance,
    /// Demanded back, then given up.
    pub written_off: Balance,
    /// The day of the first award.
    pub first_award: Option<NaiveDate>,
    /// The day of the latest award.
    pub last_award: Option<NaiveDate>,
    /// The day of the first acceptance.
    pub accepted: Option<NaiveDate>,
    /// The day of the latest report.
    pub reported: Option<NaiveDate>,
    /// The day of completion: what the latest report that names one says.
    pub completed: Option<NaiveDate>,
    /// The actual cost: what the latest report that names one says.
    pub spent: Option<Money>,
    /// The day of the latest claim.
    pub last_claim: Option<NaiveDate>,
    /// The latest entry that puts it on the reserve list.
    pub reserve: Option<EntryIndex>,
    /// The latest rejection.
    pub reject: Option<EntryIndex>,
    /// The latest withdrawal.
    pub withdraw: Option<EntryIndex>,
    /// The latest closing.
    pub close: Option<EntryIndex>,
}

impl Account {
    /// Awards less releases.
    pub fn committed(&self) -> Balance {
        self.awarded - self.released
    }

    /// Payments less repayments.
    pub fn net_paid(&self) -> Balance {
        self.paid - self.repaid
    }

    /// What is still to be paid of what is committed.
    pub fn outstanding(&self) -> Balance {
        self.committed() - self.net_paid()
    }

    /// What is demanded back and neither came back nor was given up; below
    /// zero when more came back than was demanded.
    pub fn open_claims(&self) -> Balance {
        self.claimed - self.repaid - self.written_off
    }

    /// Whether money stands committed to it.
    pub fn is_awarded(&self) -> bool {
        self.committed() > Balance::ZERO
    }

    /// Whether there is anything to tell of its money.
    pub fn has_money(&self) -> bool {
        self.first_award.is_some() || !self.paid.is_zero()
    }

    /// Whether it was awarded money, and all of it was given back.
    pub fn is_released(&self) -> bool {
        !self.awarded.is_zero() && !self.is_awarded()
    }

    /// Adds what one entry moves.
    pub fn post(&mut self, posting: Posting) {
        let sum = match posting.side {
            Side::Awarded => &mut self.awarded,
            Side::Released => &mut self.released,
            Side::Paid => &mut self.paid,
            Side::Repaid => &mut self.repaid,
            Side::Claimed => &mut self.claimed,
            Side::WrittenOff => &mut self.written_off,
        };
        *sum += posting.amount;
    }

    /// Takes in a decision; entries come in the order of their days.
    pub fn decide(&mut self, index: EntryIndex, entry: &AwardEntry) {
        if let Some(posting) = Posting::of_award(entry.kind) {
            self.post(posting);
        }
        match entry.kind {
            AwardKind::Award(_) => {
                self.first_award = self.first_award.or(Some(entry.date));
                self.last_award = Some(entry.date);
            }
            AwardKind::Accept => self.accepted = self.accepted.or(Some(entry.date)),
            AwardKind::Reserve => self.reserve = Some(index),
            AwardKind::Reject => self.reject = Some(index),
            AwardKind::Withdraw => self.withdraw = Some(index),
            AwardKind::Close => self.close = Some(index),
            AwardKind::Release(_) => {}
        }
    }

    /// Takes in a payment; payments come in any order.
    pub fn pay(&mut self, entry: &PaymentEntry) {
        self.post(Posting::of_payment(entry.kind, entry.amount));
        if entry.kind == PaymentKind::Claim {
            self.last_claim = self.last_claim.max(Some(entry.date));
        }
    }

    /// Takes in a report; reports come in the order of their days.
    pub fn report(&mut self, report: &Report) {
        self.reported = Some(report.date);
        self.completed = report.completed.or(self.completed);
        self.spent = report.spent.or(self.spent);
    }
}
