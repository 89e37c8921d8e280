//! The Code Quality report of GitLab: a JSON array of the issue type that it
//! took from Code Climate.

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::paths::from_base;
use super::said::said;
use super::{Located, Severity};
use crate::source::visible_json;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn render(findings: &[Located<'_>], base: &str) -> String {
    let issues: Vec<Issue> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(finding, fingerprint)| issue(finding, fingerprint, base))
        .collect();
    let json = serde_json::to_string_pretty(&issues).expect("text and numbers are JSON");
    visible_json(json + "\n")
}

fn issue(finding: &Located<'_>, fingerprint: String, base: &str) -> Issue {
    let place = &finding.primary;
    Issue {
        description: said(finding, base).replace('\n', "; "),
        check_name: finding.code.name,
        fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: from_base(base, place.source.path()),
            lines: Lines {
                begin: place.start().line,
            },
        },
    }
}
