//! May this application be funded, and if not, why not.
//!
//! One file per kind of test; `judging` asks them all, `standing` sums up.
//! Answers are data with the rule and the clause beside them; `sentence` puts
//! them in words last.

mod among;
mod answer;
mod applicants;
mod bound;
mod cell;
mod crowds;
mod detail;
mod judging;
mod late;
mod matches;
mod present;
mod requirement;
mod rule;
mod sentence;
mod standing;
mod waivers;

#[cfg(test)]
pub(crate) mod testing;

pub use answer::{Answer, Outcome};
pub use detail::{Basis, Detail, Limit};
pub use judging::Eligibility;
pub use requirement::holds;
pub use rule::Rule;
pub use standing::{Eligible, Standing, Verdict};
