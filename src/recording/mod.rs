//! The only door out: a file is replaced whole, or not at all.
//!
//! A write to the folder happens under its [`Lock`], between a reading of the
//! files and the next: whoever decides on them decides on what they hold.

mod append;
mod lock;
mod refusal;
mod replace;

pub use append::{Append, Row, widened};
pub use lock::{LOCK_FILE, Lock};
pub use refusal::Refusal;
pub use replace::{replace, replace_with};
