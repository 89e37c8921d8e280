//! One folder with very many mistakes: each is found once, where it stands.
//!
//! `tests/folders/mistakes/` is wrong in as many ways as fit beside each other;
//! `tests/folders/mistakes.txt` names them, a line each: `file:line check`. What a
//! mistake hides (a file that cannot be told apart into rows is not judged) stands
//! in another scheme.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const FOLDERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/folders");

/// The findings of the folder, as `file:line check`.
fn found() -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(["-C", "mistakes", "--today", "2024-12-01"])
        .args(["check", "--all", "-q", "-O", "jsonl"])
        .current_dir(FOLDERS)
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(entry).collect()
}

#[test]
fn any_number_of_threads_says_the_same() {
    let printed = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_grants"))
            .args(["-C", "mistakes", "--today", "2024-12-01", "check"])
            .current_dir(FOLDERS)
            .env_remove("GRANTS_ROOT")
            .env("GRANTS_THREADS", threads)
            .output()
            .unwrap();
        (output.stdout, output.stderr)
    };
    let one = printed("1");
    assert!(one.0.len() > 10_000);
    for threads in ["2", "3", "16"] {
        assert!(
            printed(threads) == one,
            "{threads} threads say something else"
        );
    }
}

fn entry(line: &str) -> String {
    let finding: serde_json::Value = serde_json::from_str(line).unwrap();
    let path = finding["file"].as_str().unwrap();
    let path = path.split_once("mistakes/").map_or(path, |(_, path)| path);
    let check = finding["code"].as_str().unwrap();
    format!("{path}:{} {check}", finding["line"].as_u64().unwrap_or(1))
}

/// How often each line stands in the list.
fn counts<'l>(lines: impl Iterator<Item = &'l str>) -> BTreeMap<&'l str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

#[test]
fn every_mistake_is_found_once_at_its_line() {
    let list = std::fs::read_to_string(Path::new(FOLDERS).join("mistakes.txt")).unwrap();
    let found = found();
    let (made, told) = (
        counts(list.lines()),
        counts(found.iter().map(String::as_str)),
    );
    let mut wrong = Vec::new();
    for (line, count) in &made {
        let told = told.get(line).copied().unwrap_or_default();
        if told != *count {
            wrong.push(format!("{line}: made {count} times, told {told} times"));
        }
    }
    let unmade = told.keys().filter(|line| !made.contains_key(*line));
    wrong.extend(unmade.map(|line| format!("{line}: told, and no mistake")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(made.len() >= 60, "only {} mistakes", made.len());
}

#[test]
fn a_large_count_is_grouped() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("schemes")).unwrap();
    std::fs::create_dir_all(root.join("data/round")).unwrap();
    let scheme = "name = \"Round\"\ncurrency = \"NOK\"\n[call]\n";
    std::fs::write(root.join("schemes/round.toml"), scheme).unwrap();
    let rows = "A 1,Askim kommune\n".repeat(1234);
    let file = root.join("data/round/applications.csv");
    std::fs::write(file, format!("id,applicant\n{rows}")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(root)
        .arg("check")
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let talk = String::from_utf8(output.stderr).unwrap();
    assert!(talk.contains("grants: 1 234 errors"), "{talk}");
}
