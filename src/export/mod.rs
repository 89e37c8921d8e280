//! Interchange files with columns and rules of their own.
//!
//! Each takes facts that are understood and gives one text: open data by the
//! 360Giving Data Standard, a journal for hledger, ledger and beancount, and a
//! data package that describes the folder's own files. No sum is made here that
//! `ledger` does not make, and nothing about a person leaves.

mod amount;
mod frictionless;
mod giving;
mod journal;
mod recipient;
mod stamp;

pub use frictionless::{DataFile, data_package};
pub use giving::{Left, Package, Prefix, Skipped, package, package_csv, package_json};
pub use journal::{Entries, entries, for_beancount, for_hledger};
pub use stamp::Stamp;
