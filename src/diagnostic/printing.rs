//! The forms in which findings are printed, and the one way to print them.

use super::capped::Capped;
use super::{Located, concise, excerpt, github, gitlab, json, junit, rdjsonl, sarif};

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
    /// The objects of that array, a line each.
    Jsonl,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The Code Quality report of GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit's XML.
    Junit,
    /// reviewdog's Diagnostic Format, a line each.
    Rdjsonl,
}

/// How findings are to be printed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Printing<'a> {
    /// The form.
    pub format: Format,
    /// Whether `full` has colours.
    pub color: bool,
    /// How many columns a line of `full` may have.
    pub width: usize,
    /// Whether `full` and `concise` have every finding, and not the first
    /// hundred of a check in a file with the count of the others.
    pub all: bool,
    /// The root as it is seen from the working folder, which is where a CI
    /// (github, gitlab, sarif, rdjsonl) looks for files; empty if it is that.
    pub base: &'a str,
}

impl Printing<'_> {
    /// The findings as text, which ends with a line end unless it is empty.
    pub fn print(&self, findings: &[Located<'_>]) -> String {
        match self.format {
            Format::Full => self.people(findings, |findings| {
                excerpt::render(findings, self.color, self.width)
            }),
            Format::Concise => self.people(findings, concise::render),
            Format::Json => json::render(findings),
            Format::Jsonl => json::render_lines(findings),
            Format::Github => github::render(findings, self.base),
            Format::Gitlab => gitlab::render(findings, self.base),
            Format::Sarif => sarif::render(findings, self.base),
            Format::Junit => junit::render(findings),
            Format::Rdjsonl => rdjsonl::render(findings, self.base),
        }
    }

    fn people(
        &self,
        findings: &[Located<'_>],
        render: impl Fn(&[&Located<'_>]) -> String,
    ) -> String {
        let capped = Capped::of(findings, self.all);
        let mut out = render(&capped.shown);
        if self.format == Format::Full && !capped.more.is_empty() {
            out.push('\n');
        }
        for line in capped.more {
            out += &line;
            out.push('\n');
        }
        out
    }
}

/// Writes findings in a format; `color` and `width` count for `full` alone.
pub fn render(findings: &[Located<'_>], format: Format, color: bool, width: usize) -> String {
    let printing = Printing {
        format,
        color,
        width,
        ..Printing::default()
    };
    printing.print(findings)
}
