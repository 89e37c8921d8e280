//! Scores, order, ties.
//!
//! A score is an exact fraction from the first sum to the last comparison. The
//! order rests on what the scheme names and on nothing else: where that does
//! not tell two applications apart, they stay tied, and it is said.

mod draw;
mod extremes;
mod one_scale;
mod order;
mod parts;
mod place;
mod score;
mod scores;
mod sentence;
mod threshold;
mod tie_break;
mod weighted;

#[cfg(test)]
pub(crate) mod testing;

pub use draw::Draw;
pub use order::{Rank, Ranking, Tie};
pub use parts::Part;
pub use place::Place;
pub use score::Score;
pub use scores::{Scores, Sums, Total};
pub use threshold::BelowScore;
pub use tie_break::tie_break_word;
