//! Every movement of money, what is left, and in what state each award is.
//!
//! All of it is worked out from dated facts; nothing here is stored, judged
//! or printed. Every fact that a book holds counts: to look back, cut the book
//! with [`Book::as_of`](crate::model::Book::as_of) first.

mod account;
mod accounts;
mod balances;
mod committed;
mod deadline;
mod instalment;
mod journal;
mod obligation;
mod open;
mod posting;
mod reconciliation;
mod settlement;
mod state;
mod steps;
mod summary;
mod tally;
mod totals;
mod tree;

pub use account::Account;
pub use accounts::Accounts;
pub use balances::Balances;
pub use deadline::Duty;
pub use instalment::{Part, instalments, let_be_paid};
pub use journal::{Dated, EntryIndex, Journal, by_day};
pub use obligation::{Obligation, What, lapsed, obligations};
pub use open::open;
pub use posting::{Posting, Side, committed_by};
pub use reconciliation::{Basis, Match, Movement, Status, reconcile};
pub use settlement::Settled;
pub use state::{State, Verdict};
pub use steps::{Step, releasable, steps};
pub use summary::Summary;
pub use tally::Tally;
pub use totals::{of_application, of_scheme};
pub use tree::{Node, Tree};
