//! The only door out: a file is replaced whole, or not at all.

mod append;
mod replace;

pub use append::{Append, NoColumn, Row, append};
pub use replace::replace;
