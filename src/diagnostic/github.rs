//! Workflow commands of GitHub Actions, which become annotations, and the table
//! for the summary of the job.
//!
//! GitHub shows at most ten annotations of each level and step; so the tenth
//! says how many more there are. A column is given only where the place ends on
//! the line on which it begins, which is all that GitHub takes.

use std::fmt::Write;

use crate::source::visible;

use super::capped::grouped;
use super::paths::from_base;
use super::said::said;
use super::{Located, Severity};

/// GitHub drops what is over it.
const LIMIT: usize = 10;

/// So many rows has the table of a summary, which may hold 1 MiB in all.
const ROWS: usize = 200;

/// So many characters of a message stand in a row.
const MESSAGE: usize = 500;

pub(super) fn render(findings: &[Located<'_>], base: &str) -> String {
    let mut out = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_level: Vec<&Located<'_>> = findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .collect();
        let more = of_level.len().saturating_sub(LIMIT);
        for (nth, finding) in (1..).zip(of_level.iter().take(LIMIT)) {
            let mut message = said(finding, base);
            if nth == LIMIT && more > 0 {
                let noun = plural(severity, more);
                let more = grouped(more);
                message += &format!("\nand {more} more {noun}: see the summary, or grants check");
            }
            out += &command(finding, &message, base);
        }
    }
    out
}

fn command(finding: &Located<'_>, message: &str, base: &str) -> String {
    let place = &finding.primary;
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let path = from_base(base, place.source.path());
    let mut out = format!("::{level} file={}", property(&path));
    if !place.is_whole_file() {
        let (start, end) = place.ends();
        write!(out, ",line={},endLine={}", start.line, end.line).expect("a string takes all text");
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)
                .expect("a string takes all text");
        }
    }
    out + &format!(
        ",title={}::{}\n",
        property(finding.code.name),
        data(message)
    )
}

/// What stands after `::`, as the runner decodes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, as the runner decodes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of a job: how many, and a table of what and where.
pub fn github_summary(findings: &[Located<'_>], base: &str) -> String {
    let mut out = "### grants check\n\n".to_owned();
    if findings.is_empty() {
        return out + "Nothing is wrong.\n";
    }
    let count = |severity| {
        let of_level = findings.iter().filter(|each| each.severity == severity);
        let count = of_level.count();
        (count > 0).then(|| format!("{} {}", grouped(count), plural(severity, count)))
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(count);
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    out += &counts.join(", ");
    out += ".\n\n| | check | place | what |\n|---|---|---|---|\n";
    for finding in findings.iter().take(ROWS) {
        out += &row(finding, base);
    }
    if let Some(more @ 1..) = findings.len().checked_sub(ROWS) {
        out += &format!("\nand {} more.\n", grouped(more));
    }
    out
}

fn row(finding: &Located<'_>, base: &str) -> String {
    let place = &finding.primary;
    let path = from_base(base, place.source.path());
    let start = place.start();
    let at = match place.is_whole_file() {
        true => path,
        false => format!("{path}:{}:{}", start.line, start.column),
    };
    let (at, message) = (markdown(&at), markdown(&cut(&finding.message)));
    format!(
        "| {} | {} | {at} | {message} |\n",
        finding.severity, finding.code.name
    )
}

/// A message without the end of a cell that it may quote.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Text in a cell of a Markdown table: nothing in it is markup, HTML or a
/// mention.
fn markdown(text: &str) -> String {
    let mut out = String::new();
    for character in visible(text).chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '@' => out += "&#64;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

fn plural(severity: Severity, count: usize) -> String {
    format!("{severity}{}", if count == 1 { "" } else { "s" })
}
