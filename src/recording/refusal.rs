//! Why nothing was written.

use std::fmt;
use std::io;
use std::time::Duration;

use crate::model::counted;

/// Why a file was not written; but for [`Refusal::Unconfirmed`] the old one stands.
#[derive(Debug)]
pub enum Refusal {
    /// Somebody else writes in the folder, and did so for as long as we waited.
    Held {
        /// Who it is, in their own words.
        holder: String,
        /// How long we waited.
        waited: Duration,
    },
    /// The lock file is a link, or no file at all.
    NoLockFile,
    /// The lock file was taken away while we held it.
    LockGone,
    /// The file has no column for a value.
    NoColumn(String),
    /// The file is no longer what it was when the rows were decided on.
    Changed,
    /// The file may not be written.
    ReadOnly,
    /// The new file stands, but the system does not say that it would survive
    /// a loss of power.
    Unconfirmed(io::Error),
    /// The system refused a step.
    System(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held { holder, waited } => {
                let waited = counted(waited.as_secs(), "second");
                write!(
                    f,
                    "{holder} writes in it; waited {waited}, nothing was recorded"
                )
            }
            Self::NoLockFile => write!(
                f,
                "the lock file is not a plain file: remove it, nothing was recorded"
            ),
            Self::LockGone => write!(
                f,
                "the lock file was taken away meanwhile: nothing was recorded, run the command again"
            ),
            Self::NoColumn(column) => write!(
                f,
                "the file has no column `{column}`: add it to the header, and a comma to each row"
            ),
            Self::Changed => write!(
                f,
                "the file was changed meanwhile: nothing was recorded, look again"
            ),
            Self::ReadOnly => write!(f, "the file is read-only"),
            Self::Unconfirmed(error) => write!(
                f,
                "the rows stand in it, but the system does not confirm that they are on the disk: {error}"
            ),
            Self::System(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}
