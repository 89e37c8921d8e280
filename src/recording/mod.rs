//! The only door out: a file is replaced whole, or not at all.

mod append;
mod replace;

pub use append::{Append, NoColumn, append};
pub use replace::replace;
