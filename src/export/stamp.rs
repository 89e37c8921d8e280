//! From which state of the folder an export was made.

use std::fmt;

/// The commit that the folder stood at, and whether it had moved on since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The commit's whole name, in hex.
    pub commit: String,
    /// Whether something in schemes/ or data/ is not in that commit.
    pub is_changed: bool,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changed = if self.is_changed { "-changed" } else { "" };
        write!(f, "{}{changed}", self.commit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_committed_is_said() {
        let mut stamp = Stamp {
            commit: "0123abcd".to_owned(),
            is_changed: false,
        };
        assert_eq!(stamp.to_string(), "0123abcd");
        stamp.is_changed = true;
        assert_eq!(stamp.to_string(), "0123abcd-changed");
    }
}
