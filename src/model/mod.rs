//! The words of grant-making. A wrong value cannot be built.
//!
//! Nothing here reads, prints or decides. Facts borrow their text from the
//! files they were read from, and remember where they stood.

mod account_number;
mod allocation;
mod application;
mod assessment;
mod award;
mod book;
mod calendar;
mod counted;
mod criterion;
mod currency;
mod elsewhere;
mod fact;
mod field;
mod id;
mod language;
mod money;
mod organisation;
mod payment;
mod reason;
mod report;
mod requirement;
mod rule;
mod scheme;
mod scoring;
mod share;
mod terms;
mod text;
mod waiver;

#[cfg(test)]
pub(crate) mod testing;

pub use account_number::AccountNumber;
pub use allocation::{
    Allocation, Band, Cutoff, Method, Portion, SetAside, ShareBy, TieBreak, Unfilled,
};
pub use application::{Application, Received, folded};
pub use assessment::{Assessment, Recusal};
pub use award::{AwardEntry, AwardKind};
pub use book::{ApplicationIndex, Book};
pub use calendar::{Closing, Due, DueAnchor, DueUnit, Opens, civil, last_moment, starts};
pub use counted::counted;
pub use criterion::Criterion;
pub use currency::Currency;
pub use elsewhere::Elsewhere;
pub use fact::Fact;
pub use field::{Choices, Field, FieldKind, FieldRef, StandardField, Value};
pub use id::{ApplicationId, SchemeId};
pub use language::Language;
pub use money::{Balance, Money, NotMoney};
pub use organisation::{OrganisationNumber, Register};
pub use payment::{PaymentEntry, PaymentKind};
pub use reason::Reason;
pub use report::Report;
pub use requirement::{Bound, Condition, Constant, Requirement, TestKind};
pub use rule::{Amendment, Clause, Rule};
pub use scheme::{Applicants, BudgetEntry, Call, Funder, Opening, Reference, Scheme};
pub use scoring::Scoring;
pub use share::Share;
pub use terms::{
    Deadlines, DecisionRules, Instalment, InstalmentEvent, PaymentRules, Settlement, Unspent,
};
pub use text::Text;
pub use waiver::Waiver;

/// Where a rule stands in its scheme's file: part of what a rule is.
pub use crate::source::Span;
