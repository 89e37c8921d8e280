//! Folders of made-up schemes and facts, of any size, the same from the same
//! seed. It knows nothing of the library, so that it shares none of its
//! mistakes; what the totals must be, it adds up itself.

mod bytes;
mod chance;
mod facts;
mod folder;
mod mistakes;
mod names;
mod peers;
mod plan;
mod rows;
mod scheme;

pub(crate) use folder::generate;
pub(crate) use plan::{Order, Plan, Size};
