//! `grants export frictionless`: accepted by the validator for what is right,
//! and not for what is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{copy_of, grants, is_installed, printed};

/// Folders that have every kind of file between them; `.` is the real data.
const DESCRIBED: [&str; 4] = [
    ".",
    "examples/sharing-out",
    "tests/folders/export",
    "tests/folders/ledger",
];

/// What the validator finds: in which resource, at which line, of which type.
fn found(folder: &Path) -> Vec<(String, u64, String)> {
    let output = Command::new("frictionless")
        .args(["validate", "datapackage.json", "--json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found = Vec::new();
    let mut note = |name: &str, errors: &Value| {
        for error in errors.as_array().unwrap() {
            let line = error["rowNumber"].as_u64().unwrap_or(0);
            let kind = error["type"].as_str().unwrap();
            found.push((name.to_owned(), line, kind.to_owned()));
        }
    };
    note("", &report["errors"]);
    for task in report["tasks"].as_array().unwrap() {
        note(task["name"].as_str().unwrap(), &task["errors"]);
    }
    assert_eq!(report["valid"], Value::Bool(found.is_empty()), "{report}");
    found
}

fn describe(folder: &Path) {
    let target = folder.join("datapackage.json");
    let arguments = ["export", "frictionless", "-o", target.to_str().unwrap()];
    printed(folder, &arguments);
}

#[test]
fn every_file_is_described_and_valid() {
    if !is_installed("frictionless") {
        return;
    }
    for folder in DESCRIBED {
        let copy = copy_of(folder);
        let before = grants(copy.path(), &["check", "-O", "concise"]);
        describe(copy.path());
        assert_eq!(found(copy.path()), [], "{folder}");
        // What describes the folder is no stray file in it.
        let after = grants(copy.path(), &["check", "-O", "concise"]);
        assert_eq!(before.stdout, after.stdout, "{folder}");
    }
}

#[test]
fn what_is_wrong_in_a_file_is_found_by_its_description() {
    if !is_installed("frictionless") {
        return;
    }
    let wrong = [
        ("applications", "K-1,,Twice,,,,,,,,,,,yes,,", "unique-error"),
        (
            "applications",
            "K-9,,Nemo,,,,,,1.2.3,,,,,yes,,",
            "type-error",
        ),
        (
            "applications",
            "K-10,,Nemo,,,,,,,,,,,maybe,,",
            "constraint-error",
        ),
        (
            "applications",
            "K-11,,Nemo,,,,,,,,,,,,,",
            "constraint-error",
        ),
        (
            "applications",
            "K 12,,Nemo,,,,,,,,,,,no,,",
            "constraint-error",
        ),
        (
            "applications",
            "K-13,June,Nemo,,,,,,,,,,,no,,",
            "constraint-error",
        ),
        (
            "applications",
            "K-14,,Nemo,,,,,,,,,,,no,,True",
            "type-error",
        ),
        ("assessments", "K-1,Somebody,beauty,5,,", "constraint-error"),
        (
            "assessments",
            "K-1,Somebody,quality,6.5,,",
            "constraint-error",
        ),
        (
            "assessments",
            "K-2,KEEP-IN Assessor,quality,1,,",
            "primary-key",
        ),
        ("awards", "2025-12-02,K-99,award,100,,,,,", "foreign-key"),
        (
            "awards",
            "2025-12-02,K-1,award,0.001,,,,,",
            "constraint-error",
        ),
        ("awards", "02.12.2025,K-1,award,100,,,,,", "type-error"),
        (
            "awards",
            "2025-12-02,K-1,prize,100,,,,,",
            "constraint-error",
        ),
        (
            "awards",
            "2025-12-02,K-1,reject,,bored,,,,",
            "constraint-error",
        ),
        ("payments", "2025-12-02,K-1,payment,,,,", "constraint-error"),
    ];
    let folder = copy_of("tests/folders/export");
    describe(folder.path());
    let mut wanted = Vec::new();
    for (file, row, kind) in wrong {
        let path = folder.path().join(format!("data/arts-2025/{file}.csv"));
        let text = fs::read_to_string(&path).unwrap() + row + "\n";
        let line = u64::try_from(text.lines().count()).unwrap();
        fs::write(&path, text).unwrap();
        wanted.push((format!("arts-2025.{file}"), line, kind.to_owned()));
    }
    let found = found(folder.path());
    for wanted in wanted {
        assert!(found.contains(&wanted), "{wanted:?}: {found:#?}");
    }
}

#[test]
fn a_column_about_persons_is_marked() {
    let text = printed(
        Path::new("tests/folders/export"),
        &["export", "frictionless"],
    );
    let package: Value = serde_json::from_str(&text).unwrap();
    let mut marked = Vec::new();
    for resource in package["resources"].as_array().unwrap() {
        let (_, file) = resource["name"].as_str().unwrap().split_once('.').unwrap();
        for field in resource["schema"]["fields"].as_array().unwrap() {
            if field["personal"] == true {
                marked.push(format!("{file}.{}", field["name"].as_str().unwrap()));
            }
        }
    }
    let wanted = [
        "applications.contact",
        "applications.born",
        "assessments.assessor",
        "assessments.comment",
        "recusals.assessor",
        "recusals.reason",
        "awards.by",
        "awards.account",
        "awards.note",
        "payments.by",
        "payments.note",
        "waivers.reason",
        "waivers.by",
    ];
    assert_eq!(marked, wanted);
}
