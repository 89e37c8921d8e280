//! The checks of a change, each with its page.

use crate::diagnostic::Code;

pub(super) static CHANGED_HISTORY: Code =
    Code::error("changed-history", include_str!("changed_history.md"));
pub(super) static VANISHED_ID: Code = Code::error("vanished-id", include_str!("vanished_id.md"));
pub(super) static CHANGED_CALL: Code = Code::error("changed-call", include_str!("changed_call.md"));
pub(super) static UNREAD_REVISION: Code =
    Code::warning("unread-revision", include_str!("unread_revision.md"));

/// Every check of this room.
pub static CODES: &[&Code] = &[
    &CHANGED_HISTORY,
    &VANISHED_ID,
    &CHANGED_CALL,
    &UNREAD_REVISION,
];

/// The names of those that a waiver may name.
pub static WAIVABLE: &[&str] = &["changed-history", "vanished-id"];
