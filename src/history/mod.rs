//! What git knows: a revision's files, and whether what stands now still says
//! what they said.
//!
//! Git is asked through the `git` program, which is never shown a prompt. Its
//! files go through `reading` like any other; what is compared here are facts
//! and clauses, not lines.

mod changed_call;
mod changed_history;
mod codes;
mod git;
mod pairs;
mod sequence;
mod table;
mod unread_revision;
mod vanished_id;
mod waivers;

pub use changed_call::{Version, changed_call};
pub use changed_history::{Journal, changed_history};
pub use codes::{CODES, WAIVABLE};
pub use git::{GitTrouble, Revision, RevisionFile};
pub use table::{Form, has_column};
pub use unread_revision::unread_revision;
pub use vanished_id::{Applications, vanished_id, vanished_scheme};
pub use waivers::FreshWaivers;
