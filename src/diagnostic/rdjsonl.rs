//! One object a line in reviewdog's Diagnostic Format.
//!
//! Its columns count bytes of UTF-8 from 1, and an end is one past the last. A
//! suggestion is made only where a finding says exactly what is to stand there. The
//! other places stand in the message: versions of reviewdog before 2024 refuse an
//! object with the key that was added for them.

use serde::Serialize;

use super::paths::from_base;
use super::said::said;
use super::{Located, LocatedPlace, Severity};
use crate::source::{Position, visible_json};

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Source,
    code: Code,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<[Suggestion; 1]>,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

pub(super) fn render(findings: &[Located<'_>], base: &str) -> String {
    let mut out = String::new();
    for finding in findings {
        let diagnostic = diagnostic(finding, base);
        out += &serde_json::to_string(&diagnostic).expect("text and numbers are JSON");
        out.push('\n');
    }
    visible_json(out)
}

fn diagnostic(finding: &Located<'_>, base: &str) -> Diagnostic {
    Diagnostic {
        message: said(finding, base),
        location: location(&finding.primary, base),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        source: Source { name: "grants" },
        code: Code {
            value: finding.code.name,
        },
        suggestions: suggestion(finding).map(|suggestion| [suggestion]),
    }
}

fn suggestion(finding: &Located<'_>) -> Option<Suggestion> {
    Some(Suggestion {
        range: range(&finding.primary)?,
        text: finding.replacement.clone()?,
    })
}

fn location(place: &LocatedPlace<'_>, base: &str) -> Location {
    Location {
        path: from_base(base, place.source.path()),
        range: range(place),
    }
}

fn range(place: &LocatedPlace<'_>) -> Option<Range> {
    (!place.is_whole_file()).then(|| {
        let (bytes, (start, end)) = (place.range(), place.ends());
        Range {
            start: point(place, start, bytes.start),
            end: point(place, end, bytes.end),
        }
    })
}

fn point(place: &LocatedPlace<'_>, position: Position, byte: usize) -> Point {
    Point {
        line: position.line,
        column: byte - place.source.line(position.line).start + 1,
    }
}
