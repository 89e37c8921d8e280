//! Names that are given once.

use std::fmt;

/// A scheme: its file's stem, of `a-z`, `0-9` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemeId(String);

impl SchemeId {
    /// The id, or `None` when a character does not belong.
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty()
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SchemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// An application within its scheme: `[A-Za-z0-9][A-Za-z0-9._-]*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicationId<'t>(&'t str);

impl<'t> ApplicationId<'t> {
    /// The id, or `None` when a character does not belong.
    pub fn new(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let fits = bytes.first().is_some_and(u8::is_ascii_alphanumeric)
            && bytes
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
        fits.then_some(Self(text))
    }

    /// The id as text.
    pub fn as_str(&self) -> &'t str {
        self.0
    }
}

impl fmt::Display for ApplicationId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
