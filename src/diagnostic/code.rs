//! The name of a check, how bad a finding of it is, and its page.

use std::fmt;

/// How bad a finding is. Only an error makes `grants check` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The data is wrong.
    Error,
    /// The data is right, and somebody should look.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A check by its name in kebab-case, with the page that `grants explain` prints.
#[derive(Debug)]
pub struct Code {
    /// The name, which users write in waivers and read in findings.
    pub name: &'static str,
    /// How bad a finding of this check is.
    pub severity: Severity,
    /// The page in Markdown.
    pub page: &'static str,
    /// Whether what a finding points at must not be shown again.
    pub is_secret: bool,
}

impl Code {
    /// A check whose findings are errors.
    pub const fn error(name: &'static str, page: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Error,
            page,
            is_secret: false,
        }
    }

    /// A check whose findings are warnings.
    pub const fn warning(name: &'static str, page: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Warning,
            page,
            is_secret: false,
        }
    }

    /// A check whose findings are notes.
    pub const fn note(name: &'static str, page: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Note,
            page,
            is_secret: false,
        }
    }

    /// A check whose findings are errors, and point at what must not be shown.
    pub const fn secret(name: &'static str, page: &'static str) -> Self {
        Self {
            is_secret: true,
            ..Self::error(name, page)
        }
    }

    /// What the check says, in one line: the first paragraph of its page.
    pub fn summary(&self) -> String {
        self.page
            .lines()
            .skip_while(|line| line.starts_with('#') || line.trim().is_empty())
            .take_while(|line| !line.trim().is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}
