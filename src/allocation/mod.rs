//! Who gets how much of a pot.
//!
//! Only eligible applications are candidates. A proposal says for each of them
//! what is decided and why, and what is left of the pot and why; a refusal
//! says everything that stands against it. `sentence` puts both in words last.

mod admission;
mod basis;
mod candidate;
mod case;
mod demand;
mod discretionary;
mod exact;
mod given;
mod graded;
mod level;
mod lottery;
mod needed;
mod proposal;
mod ranked;
mod refusal;
mod refusal_sentence;
mod rounding;
mod run;
mod sentence;
mod set_aside;
mod share;
mod terms;
mod weight;
mod words;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod testing;

pub use basis::basis;
pub use candidate::Candidate;
pub use demand::{Demand, DemandLimit};
pub use needed::{Enough, Needed};
pub use proposal::{
    Decision, Filled, Leftover, Line, Proportion, Proposal, Rounded, RoundingTie, Why,
};
pub use refusal::{Breach, Refusal, Violation};
pub use terms::Terms;

use crate::model::{Balance, Book, Method};
use crate::ranking::Scores;

/// Proposes how to share out a pot; the order of the candidates changes nothing.
///
/// # Errors
/// When the pot is below zero, the method lacks what it needs, an amount of
/// the officer breaks a rule, or equals would be treated unequally: nothing is
/// proposed then.
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
        Method::Lottery if terms.seed.is_none() => Err(Refusal::NoSeed),
        Method::Graded if terms.bands.is_empty() => Err(Refusal::NoBands),
        Method::Ranked | Method::Lottery | Method::Graded => ranked::propose(&case, pot),
        Method::Share => share::propose(&case, book, pot),
        Method::Discretionary => discretionary::propose(&case, pot),
    }
}
