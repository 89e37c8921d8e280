//! `grants export frictionless`: accepted by the validator for what is right,
//! and not for what is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{FOLDERS, copy_of, grants, is_installed, printed};

/// Describes a folder in itself and asks the validator; the types of what it
/// finds.
fn found(folder: &Path) -> Vec<String> {
    let output = Command::new("frictionless")
        .args(["validate", "datapackage.json", "--json"])
        .current_dir(folder)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let tasks = report["tasks"].as_array().unwrap().iter();
    let errors = tasks.flat_map(|task| task["errors"].as_array().unwrap());
    let types: Vec<String> = errors
        .chain(report["errors"].as_array().unwrap())
        .map(|error| error["type"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(report["valid"], Value::Bool(types.is_empty()), "{report}");
    types
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
    for folder in FOLDERS {
        let copy = copy_of(folder);
        let before = grants(copy.path(), &["check", "-O", "concise"]);
        describe(copy.path());
        assert_eq!(found(copy.path()), [""; 0], "{folder}");
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
    for (file, row, wanted) in [
        ("applications", "K-1,,Twice,,,,,,,,,,,yes,,", "primary-key"),
        (
            "applications",
            "K-9,,Nemo,,,,,,1.2.3,,,,,yes,,",
            "type-error",
        ),
        (
            "applications",
            "K-9,,Nemo,,,,,,,,,,,maybe,,",
            "constraint-error",
        ),
        ("applications", "K-9,,Nemo,,,,,,,,,,,,,", "constraint-error"),
        ("assessments", "K-1,Somebody,beauty,5,,", "constraint-error"),
        (
            "assessments",
            "K-1,Somebody,quality,6.5,,",
            "constraint-error",
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
        ("payments", "2025-12-02,K-1,payment,,,,", "constraint-error"),
    ] {
        let folder = copy_of("tests/folders/export");
        describe(folder.path());
        let path = folder.path().join(format!("data/arts-2025/{file}.csv"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + row + "\n").unwrap();
        let types = found(folder.path());
        assert!(
            types.iter().any(|found| found == wanted),
            "{row}: {types:?}"
        );
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
