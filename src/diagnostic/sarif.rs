//! SARIF 2.1.0, which GitHub's code scanning, editors and dashboards read.
//!
//! Files are relative to `%SRCROOT%`, which whoever reads the log sets to the
//! root of the repository; columns count code points (3.14.17), and an end
//! column is one past the last (3.30.8). No text of the files is put in; a fix
//! (3.55) says what is to stand there instead, where a finding says so exactly.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::paths::{from_base, uri};
use super::said::said;
use super::{Code, Located, LocatedPlace, Severity};
use crate::source::visible_json;

#[derive(Serialize)]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'f> {
    tool: Value,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    #[serde(serialize_with = "one_by_one")]
    results: Results<'f>,
}

/// The results are made while they are written: there may be very many.
struct Results<'f> {
    findings: &'f [Located<'f>],
    fingerprints: Vec<String>,
    indices: BTreeMap<&'static str, usize>,
    base: &'f str,
}

pub(super) fn render(findings: &[Located<'_>], base: &str) -> String {
    let codes: BTreeMap<&'static str, &Code> = findings
        .iter()
        .map(|finding| (finding.code.name, finding.code))
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let run = Run {
        tool: json!({ "driver": {
            "name": "grants",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        }}),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({ "%SRCROOT%": {
            "description": { "text": "the root of the repository" },
        }}),
        results: Results {
            findings,
            fingerprints: fingerprints(findings),
            indices: codes.into_keys().zip(0..).collect(),
            base,
        },
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    let json = serde_json::to_string_pretty(&log).expect("text and numbers are JSON");
    visible_json(json + "\n")
}

fn one_by_one<S: Serializer>(results: &Results<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let each = results.findings.iter().zip(&results.fingerprints);
    serializer.collect_seq(each.map(|(finding, fingerprint)| {
        let index = results.indices[finding.code.name];
        result(finding, index, fingerprint, results.base)
    }))
}

fn rule(code: &Code) -> Value {
    // The heading of a page repeats the name, which stands above it anyway.
    let page = code.page.split_once('\n').map_or("", |(_, page)| page);
    let page = page.trim();
    json!({
        "id": code.name,
        "shortDescription": { "text": code.summary() },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(finding: &Located<'_>, index: usize, fingerprint: &str, base: &str) -> Value {
    let related: Vec<Value> = (1..)
        .zip(&finding.because)
        .map(|(id, place)| {
            let mut value = location(place, base);
            value["id"] = json!(id);
            value["message"] = json!({ "text": place.label });
            value
        })
        .collect();
    let mut value = json!({
        "ruleId": finding.code.name,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": said(finding, base) },
        "locations": [location(&finding.primary, base)],
        "partialFingerprints": { "grantsFinding/v1": fingerprint },
    });
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    if let Some(fix) = fix(finding, base) {
        value["fixes"] = json!([fix]);
    }
    value
}

fn fix(finding: &Located<'_>, base: &str) -> Option<Value> {
    let text = finding.replacement.as_deref()?;
    let place = &finding.primary;
    (!place.is_whole_file()).then(|| {
        json!({
            "description": { "text": format!("Write {text}") },
            "artifactChanges": [{
                "artifactLocation": artifact(place, base),
                "replacements": [{
                    "deletedRegion": region(place),
                    "insertedContent": { "text": text },
                }],
            }],
        })
    })
}

fn location(place: &LocatedPlace<'_>, base: &str) -> Value {
    let mut value = json!({ "artifactLocation": artifact(place, base) });
    if !place.is_whole_file() {
        value["region"] = region(place);
    }
    json!({ "physicalLocation": value })
}

fn artifact(place: &LocatedPlace<'_>, base: &str) -> Value {
    let path = from_base(base, place.source.path());
    json!({ "uri": uri(&path), "uriBaseId": "%SRCROOT%" })
}

fn region(place: &LocatedPlace<'_>) -> Value {
    let (start, end) = place.ends();
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
