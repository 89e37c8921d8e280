//! Who gets how much of a pot.
//!
//! Only eligible applications are candidates. A proposal says for each of them
//! what is decided and why, and what is left of the pot and why; a refusal
//! says everything that stands against it. `sentence` puts both in words last.

mod basis;
mod candidate;
mod case;
mod demand;
mod discretionary;
mod given;
mod needed;
mod proposal;
mod ranked;
mod refusal;
mod run;
mod sentence;
mod terms;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub use basis::basis;
pub use candidate::Candidate;
pub use demand::{Demand, DemandLimit};
pub use needed::{Enough, Needed};
pub use proposal::{Decision, Leftover, Line, Proposal, Why};
pub use refusal::{Breach, Refusal, Violation};
pub use terms::Terms;

use crate::model::{Balance, Book, Method};
use crate::ranking::Scores;

/// Proposes how to share out a pot; the order of the candidates changes nothing.
///
/// # Errors
/// When the pot is below zero, an amount of the officer breaks a rule, or
/// equals would be treated unequally: nothing is proposed then.
pub fn allocate<'b>(
    book: &Book<'_>,
    scores: &Scores<'_>,
    candidates: &[Candidate<'b>],
    pot: Balance,
    terms: &Terms,
) -> Result<Proposal<'b>, Refusal<'b>> {
    if pot.is_negative() {
        return Err(Refusal::NegativePot { pot });
    }
    let case = case::Case::new(book, scores, candidates, terms);
    match terms.method {
        Method::Ranked => ranked::propose(&case, pot),
        Method::Discretionary => discretionary::propose(&case, pot),
    }
}
