//! JUnit's XML, as far as all its readers agree on it: a suite for each file
//! and a case for each finding in it; an error has failed, and what does not
//! make `grants check` fail is told as output of a case that passed. Where
//! nothing is wrong there is one case, because some readers refuse an empty
//! report.
//!
//! Written by hand: it is fifty lines, and a crate for it brings ten others.

use std::borrow::Cow;
use std::fmt::Write;

use crate::source::visible;

use super::said::said;
use super::{Located, Severity};

pub(super) fn render(findings: &[Located<'_>]) -> String {
    let mut suites = String::new();
    for findings in findings.chunk_by(|a, b| a.primary.source.id() == b.primary.source.id()) {
        let cases: String = findings.iter().map(case).collect();
        suites += &suite(findings[0].primary.source.path(), findings, &cases);
    }
    if findings.is_empty() {
        let case =
            "    <testcase name=\"nothing is wrong\" classname=\"grants check\" time=\"0\"/>\n";
        suites = suite("grants check", &[], case);
    }
    let (tests, failures) = (findings.len().max(1), failures(findings));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"grants check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"0\">\n{suites}</testsuites>\n"
    )
}

fn suite(name: &str, findings: &[Located<'_>], cases: &str) -> String {
    let (tests, failures) = (findings.len().max(1), failures(findings));
    let name = escape(name);
    format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">\n{cases}  </testsuite>\n"
    )
}

fn case(finding: &Located<'_>) -> String {
    let place = &finding.primary;
    let path = escape(place.source.path());
    let mut name = finding.code.name.to_owned();
    let mut at = path.clone();
    if !place.is_whole_file() {
        let start = place.start();
        let position = format!("{}:{}", start.line, start.column);
        write!(name, " at {position}").expect("a string takes all text");
        write!(at, ":{position}").expect("a string takes all text");
    }
    let severity = finding.severity;
    let text = format!("{at}: {severity}: {}", escape(&said(finding, "")));
    let body = match severity {
        Severity::Error => {
            let message = escape(&finding.message);
            let code = finding.code.name;
            format!("<failure type=\"{code}\" message=\"{message}\">{text}</failure>")
        }
        Severity::Warning | Severity::Note => format!("<system-out>{text}</system-out>"),
    };
    format!(
        "    <testcase name=\"{name}\" classname=\"{path}\" time=\"0\">\n      {body}\n    </testcase>\n"
    )
}

fn failures(findings: &[Located<'_>]) -> usize {
    let errors = |finding: &&Located<'_>| finding.severity == Severity::Error;
    findings.iter().filter(errors).count()
}

/// Text for an element or an attribute: hidden characters are spelled out line
/// by line, because XML 1.0 (2.2) has no place for most of them, not even as a
/// reference.
fn escape(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(visible).collect();
    let mut out = String::with_capacity(text.len());
    for character in lines.join("\n").chars() {
        match character {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}
