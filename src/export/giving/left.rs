//! What is not published, and why.

use std::fmt;

use crate::ledger::of_application;
use crate::model::{Book, SchemeId, counted};

/// Something of one scheme that is no grant of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Of which scheme.
    pub scheme: SchemeId,
    /// What.
    pub what: Skipped,
}

/// What is left out; each counts something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// Applications that were never awarded money.
    NotAwarded(usize),
    /// Applications whose award was given back whole.
    Released(usize),
    /// Awards from before the ledger began, of which nobody is named.
    Opening(u32),
}

/// What one scheme has that is not published.
pub(super) fn left(book: &Book) -> Vec<Left> {
    let accounts = of_application(book);
    let released = accounts.iter().filter(|account| account.is_released());
    let released = released.count();
    let awarded = accounts.iter().filter(|account| account.is_awarded());
    let not_awarded = accounts.iter().len() - awarded.count() - released;
    let before = book.scheme.opening.as_ref();
    let before = before.map_or(0, |opening| opening.awards);
    let all = [
        (not_awarded > 0).then_some(Skipped::NotAwarded(not_awarded)),
        (released > 0).then_some(Skipped::Released(released)),
        (before > 0).then_some(Skipped::Opening(before)),
    ];
    let of_scheme = |what| Left {
        scheme: book.scheme.id.clone(),
        what,
    };
    all.into_iter().flatten().map(of_scheme).collect()
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.scheme)?;
        match self.what {
            Skipped::NotAwarded(count) => write!(
                f,
                "{} without an award left out",
                counted(count, "application")
            ),
            Skipped::Released(count) => write!(
                f,
                "{} that {} given back whole left out",
                counted(count, "award"),
                if count == 1 { "was" } else { "were" }
            ),
            Skipped::Opening(count) => write!(
                f,
                "{} from before the ledger began left out: who got what is not told",
                counted(count, "award")
            ),
        }
    }
}
