//! What a cell says.

use std::borrow::Cow;
use std::fmt;

/// The text of a cell, as it stands between its quotes: there a quote is
/// doubled. It is made single only when somebody asks what the cell says, so
/// that a fact keeps sixteen bytes for a text, and nothing of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'t>(&'t str);

impl<'t> Text<'t> {
    /// A cell that holds `raw`; `None` where it is blank.
    pub fn of_cell(raw: &'t str) -> Option<Self> {
        (!raw.is_empty()).then_some(Self(raw))
    }

    /// Its bytes as they stand in the file.
    pub fn bytes(self) -> &'t [u8] {
        self.0.as_bytes()
    }

    /// What it says.
    pub fn read(self) -> Cow<'t, str> {
        if self.0.contains('"') {
            Cow::Owned(self.0.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(self.0)
        }
    }
}

impl<'t> From<&'t str> for Text<'t> {
    fn from(raw: &'t str) -> Self {
        Self(raw)
    }
}

impl From<Text<'_>> for String {
    fn from(text: Text<'_>) -> Self {
        text.read().into_owned()
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.read())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubled_quotes_are_read_as_one() {
        let text = Text::of_cell("Laget \"\"Vår\"\"").expect("not blank");
        assert_eq!(text.read(), "Laget \"Vår\"");
        assert_eq!(text.to_string(), "Laget \"Vår\"");
        assert_eq!(Text::from("Vår").read(), "Vår");
        assert_eq!(Text::of_cell(""), None);
    }

    #[test]
    fn a_fact_keeps_sixteen_bytes_for_it() {
        assert_eq!(size_of::<Option<Text>>(), 16);
    }
}
