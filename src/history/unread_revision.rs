//! A part of the revision that could not be understood, so that nobody can say
//! whether it still stands.

use crate::diagnostic::Finding;
use crate::source::Place;

use super::codes::UNREAD_REVISION;

/// Of what stands, or should stand, at that place now. `why` begins with the path
/// of the revision's file.
pub fn unread_revision(what: &str, place: impl Into<Place>, revision: &str, why: &str) -> Finding {
    let message = format!("what changed of {what} since {revision} is not checked");
    Finding::new(&UNREAD_REVISION, place, message)
        .note(format!(
            "it could not be understood there: {revision}:{why}"
        ))
        .help("compare the two by hand; the next change is held against this one")
}
