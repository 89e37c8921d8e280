//! Two accounts of the same money, held against each other: which line here is
//! which there, and which has no counterpart.

mod matching;
mod movement;
#[cfg(test)]
mod properties;

pub use matching::reconcile;
pub use movement::{Basis, Match, Movement, Status};
