//! Two accounts of the same money, held against each other: which line here is
//! which there, and which has no counterpart.

mod clusters;
mod kin;
mod matching;
mod movement;
mod open;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;
mod runs;
#[cfg(test)]
mod tests;

pub use matching::reconcile;
pub use movement::{Basis, Match, Movement, Status};
