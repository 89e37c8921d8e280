//! Text, and where in it anything stands.
//!
//! Here live the bytes that the user wrote and the words for a spot in them.
//! Nothing here knows what the bytes mean.

mod file;
mod place;
mod record;
mod registry;
mod visible;
mod wide;

pub use file::{FileId, Source};
pub use place::{Origin, Place, Position, Span};
pub use record::{RawCell, Record, Trouble, cell_at, record_at, record_separated};
pub use registry::Sources;
pub use visible::{stand_in, visible, visible_json};
pub(crate) use wide::{BLOCK, are, are_digits, are_either, block_at};
