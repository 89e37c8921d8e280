//! The ledger as double entries, for other plain-text accounting programs.
//!
//! Each entry moves money between accounts that are chosen so that the sum of
//! each (with those below it) is one of the six balances: what `ledger` says an
//! entry does is posted, nothing is added up here.

mod account;
mod beancount;
mod entries;
mod entry;
mod first_day;
mod hledger;
#[cfg(test)]
mod properties;
mod write;

pub use beancount::for_beancount;
pub use entries::{Entries, entries};
pub use hledger::for_hledger;
