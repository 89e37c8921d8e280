//! Understood, but wrong (being merged).

use chrono::NaiveDate;

use crate::diagnostic::{Code, Findings};
use crate::ledger::Summary;
use crate::model::{Book, Elsewhere, Scheme};

/// What checks need beside the book.
pub struct Context<'a> {
    /// Today.
    pub today: NaiveDate,
    /// Elsewhere.
    pub elsewhere: &'a Elsewhere,
}
/// Codes.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    std::iter::empty()
}
/// Waivable.
pub fn waivable() -> Vec<&'static str> {
    Vec::new()
}
/// Scheme.
pub fn scheme(_: &Book<'_>, _: &Context<'_>, _: &mut Findings) {}
/// Folder.
pub fn folder(_: &[Scheme], _: &[Summary], _: &mut Findings) {}
