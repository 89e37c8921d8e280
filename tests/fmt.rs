//! `grants fmt` over every folder that the other tests have: once is enough,
//! and nothing that a folder says is said otherwise.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // A link that leads nowhere is a fixture too, but nothing to format.
            let _ = fs::copy(entry.path(), target);
        }
    }
}

/// What `grants` prints on standard output, and its exit status.
fn grants(root: &Path, arguments: &[&str]) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(root)
        .args(["--today", "2024-12-01", "--color", "never"])
        .args(arguments)
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    (printed, output.status.code().unwrap())
}

/// The findings of a folder by check and message: places may move.
fn findings(root: &Path) -> Vec<String> {
    let (printed, _) = grants(root, &["check", "-O", "concise"]);
    let said = printed.lines().map(|line| {
        let (_, said) = line.split_once(": ").unwrap();
        said.to_owned()
    });
    said.collect()
}

/// Checks of the form of a file, of which `fmt` may mend what they found.
const FORM: [&str; 5] = [
    "[byte-order-mark]",
    "[not-nfc]",
    "[amount-format]",
    "[number-format]",
    "[date-format]",
];

fn folders() -> Vec<PathBuf> {
    let checks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let mut folders = Vec::new();
    for check in fs::read_dir(checks).unwrap() {
        let check = check.unwrap().path();
        folders.extend(["bad", "good"].map(|part| check.join(part)));
    }
    folders.retain(|folder| folder.join("schemes").is_dir());
    folders.sort();
    folders
}

#[test]
fn once_is_enough_and_says_the_same() {
    let mut wrong = Vec::new();
    let folders = folders();
    assert!(folders.len() > 100);
    for folder in folders {
        let place = tempfile::tempdir().unwrap();
        let root = place.path();
        copy(&folder, root);
        let before = findings(root);
        grants(root, &["fmt"]);
        let (left, _) = grants(root, &["fmt", "--check"]);
        if !left.is_empty() {
            wrong.push(format!("{}: not settled: {left}", folder.display()));
        }
        let after = findings(root);
        let is_form = |said: &String| FORM.iter().any(|code| said.contains(code));
        if !before.iter().any(is_form) && before != after {
            wrong.push(format!("{}: {before:?}\n{after:?}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folder_of_this_repository_is_in_its_one_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(grants(root, &["fmt", "--check"]), (String::new(), 0));
    let example = root.join("examples/digdir-2024");
    assert_eq!(grants(&example, &["fmt", "--check"]), (String::new(), 0));
}

#[test]
fn spoiled_files_of_this_repository_come_back_byte_for_byte() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = tempfile::tempdir().unwrap();
    for part in ["schemes", "data"] {
        copy(&repository.join(part), &place.path().join(part));
    }
    let mut files = Vec::new();
    for scheme in fs::read_dir(repository.join("data")).unwrap() {
        let scheme = scheme.unwrap();
        for file in fs::read_dir(scheme.path()).unwrap() {
            files.push(
                Path::new("data")
                    .join(scheme.file_name())
                    .join(file.unwrap().file_name()),
            );
        }
    }
    for file in &files {
        let text = fs::read_to_string(repository.join(file)).unwrap();
        let spoiled = format!("\u{feff}{}\r\n", text.trim_end().replace('\n', "\r\n"));
        fs::write(place.path().join(file), spoiled).unwrap();
    }
    assert_eq!(grants(place.path(), &["fmt"]), (String::new(), 0));
    for file in &files {
        let (was, is) = (repository.join(file), place.path().join(file));
        assert_eq!(
            fs::read(was).unwrap(),
            fs::read(is).unwrap(),
            "{}",
            file.display()
        );
    }
}
