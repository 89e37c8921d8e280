//! Why a text is not a plain number, and what it was probably meant to say.

/// Why a text is not an amount as files have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    why: String,
    help: String,
    meant: Option<String>,
}

impl Misread {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            help: String::new(),
            meant: None,
        }
    }

    /// It was understood, and this is how it is written.
    pub(super) fn meaning(plain: String) -> Self {
        Self {
            meant: Some(plain),
            ..Self::new("")
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// What to write instead, where it was understood.
    pub fn replacement(&self) -> Option<String> {
        self.meant.clone()
    }

    /// What is wrong, and what to write.
    pub fn sentences(&self, text: &str) -> (String, String) {
        self.say(text, "amount", "120000 or 1234.50")
    }

    pub(super) fn say(&self, text: &str, what: &str, forms: &str) -> (String, String) {
        match &self.meant {
            Some(meant) => (
                format!("`{text}` is not written as a plain {what}; it was understood as {meant}"),
                format!("write {meant}"),
            ),
            None if self.help.is_empty() => (
                format!("`{text}` is not a plain {what}: {}", self.why),
                format!("write digits, and a point before decimals: {forms}"),
            ),
            None => (
                format!("`{text}` is not a plain {what}: {}", self.why),
                self.help.clone(),
            ),
        }
    }
}
