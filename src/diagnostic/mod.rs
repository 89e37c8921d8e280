//! Findings: what is wrong, where, why, and how to mend it.
//!
//! Every other room makes findings; only the files here know how they look.

mod code;
mod concise;
mod excerpt;
mod finding;
mod json;
mod located;
mod nearest;
mod snippet;
#[cfg(test)]
mod tests;
mod window;

pub use code::{Code, Severity};
pub use finding::{Finding, Findings};
pub use located::{Located, LocatedPlace, locate};
pub use nearest::{nearest, one_of};

/// The forms in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The user's own lines with carets, for people.
    #[default]
    Full,
    /// `file:line:column: severity[code]: message`, a line each.
    Concise,
    /// One JSON array.
    Json,
}

/// Writes findings in a format; `color` and `width` count for `full` alone.
pub fn render(findings: &[Located], format: Format, color: bool, width: usize) -> String {
    match format {
        Format::Full => excerpt::render(findings, color, width),
        Format::Concise => concise::render(findings),
        Format::Json => json::render(findings),
    }
}
