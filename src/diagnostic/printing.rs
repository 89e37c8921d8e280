//! The forms in which findings are printed, and the one way to print them.

use std::io;

use super::capped::{Capped, grouped};
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
    /// hundred of a check in a file with the count of the others; and `full` the
    /// user's lines for each, and not for the first thousand alone.
    pub all: bool,
    /// The root as it is seen from the working folder, which is where a CI
    /// (github, gitlab, sarif, rdjsonl) looks for files; empty if it is that.
    pub base: &'a str,
}

/// So many findings come with the user's own lines: nobody reads more, and they
/// are most of the work.
const EXCERPTS: usize = 1000;
/// So many findings are made text at a time.
const PART: usize = 100;

impl Printing<'_> {
    /// The findings as text, which ends with a line end unless it is empty.
    pub fn print(&self, findings: &[Located<'_>]) -> String {
        let mut out = String::new();
        let take = |part: &str| {
            out += part;
            Ok(())
        };
        self.print_to(findings, take)
            .expect("a string takes all text");
        out
    }

    /// Hands over the findings as text, part by part where the form allows it.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn print_to(
        &self,
        findings: &[Located<'_>],
        mut take: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        match self.format {
            Format::Full | Format::Concise => self.people(findings, take),
            Format::Json => take(&json::render(findings)),
            Format::Jsonl => findings
                .chunks(PART)
                .try_for_each(|part| take(&json::render_lines(part))),
            Format::Github => take(&github::render(findings, self.base)),
            Format::Gitlab => take(&gitlab::render(findings, self.base)),
            Format::Sarif => take(&sarif::render(findings, self.base)),
            Format::Junit => take(&junit::render(findings)),
            Format::Rdjsonl => findings
                .chunks(PART)
                .try_for_each(|part| take(&rdjsonl::render(part, self.base))),
        }
    }

    fn people(
        &self,
        findings: &[Located<'_>],
        mut take: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let capped = Capped::of(findings, self.all);
        let count = match self.format {
            Format::Full if self.all => capped.shown.len(),
            Format::Full => capped.shown.len().min(EXCERPTS),
            _ => 0,
        };
        let (with_excerpts, brief) = capped.shown.split_at(count);
        // A line is left free after each excerpt.
        let mut before = "";
        for part in with_excerpts.chunks(PART) {
            let text = excerpt::render(part, self.color, self.width);
            take(&[before, &text].concat())?;
            before = "\n";
        }
        for part in brief.chunks(PART) {
            take(&[before, &concise::render(part)].concat())?;
            before = "";
        }
        let are_brief = (count > 0 && !brief.is_empty()).then(|| {
            format!(
                "note: the last {} are a line each: grants check --all says more",
                grouped(brief.len())
            )
        });
        for line in are_brief.into_iter().chain(capped.more) {
            take(&[before, &line, "\n"].concat())?;
            before = "";
        }
        Ok(())
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
