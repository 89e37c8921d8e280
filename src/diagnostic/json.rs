//! Findings for other programs: one JSON array, an object for each, or the same
//! objects a line each.
//!
//! Lines and columns count from 1, columns in code points; an end is one past
//! the last. A finding about a file as a whole stands at 1:1. `help` is `null`
//! and `label` empty where there is nothing to say.

use std::borrow::Cow;

use serde::Serialize;

use super::{Located, LocatedPlace};
use crate::source::visible_json;

#[derive(Serialize)]
struct Entry<'f> {
    code: &'static str,
    severity: String,
    file: &'f str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'f str,
    label: &'f str,
    because: Vec<Because<'f>>,
    notes: &'f [Cow<'static, str>],
    help: Option<&'f str>,
}

#[derive(Serialize)]
struct Because<'f> {
    file: &'f str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'f str,
}

pub(super) fn render(findings: &[Located]) -> String {
    let entries: Vec<Entry<'_>> = findings.iter().map(entry).collect();
    let mut json = serde_json::to_string_pretty(&entries).expect("text and numbers are JSON");
    json.push('\n');
    visible_json(json)
}

pub(super) fn render_lines(findings: &[Located]) -> String {
    let mut lines = String::new();
    for finding in findings {
        lines += &serde_json::to_string(&entry(finding)).expect("text and numbers are JSON");
        lines.push('\n');
    }
    visible_json(lines)
}

fn entry<'f>(finding: &'f Located<'_>) -> Entry<'f> {
    let place = &finding.primary;
    let (start, end) = place.ends();
    Entry {
        code: finding.code.name,
        severity: finding.severity.to_string(),
        file: place.source.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &finding.message,
        label: &place.label,
        because: finding.because.iter().map(because).collect(),
        notes: &finding.notes,
        help: finding.help.as_deref(),
    }
}

fn because<'f>(place: &'f LocatedPlace<'_>) -> Because<'f> {
    let (start, end) = place.ends();
    Because {
        file: place.source.path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        label: &place.label,
    }
}
