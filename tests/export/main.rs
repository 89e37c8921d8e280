//! What `grants export` writes, held against the programs and standards that it
//! is for. A program that is not installed is said and left out.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]
#![allow(clippy::print_stdout, reason = "a test says what it leaves out")]

mod ledgers;
mod open_data;
mod packages;
mod personal;
mod stamp;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folders of which everything can be exported, from the top of the
/// repository; `.` is the real data.
const FOLDERS: [&str; 10] = [
    ".",
    "examples/digdir-2024",
    "examples/sharing-out",
    "tests/folders/currencies",
    "tests/folders/export",
    "tests/folders/half-drawn",
    "tests/folders/ledger",
    "tests/folders/offer-the-rest",
    "tests/folders/pro-rata",
    "tests/folders/set-aside",
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs grants on a folder of the repository, on a day that is always the same.
fn grants(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grants"));
    command.arg("-C").arg(repository().join(folder));
    command.args(["--today", "2026-06-01"]).args(arguments);
    command.output().unwrap()
}

/// What grants prints; it must end well.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = grants(folder, arguments);
    assert!(
        output.status.success(),
        "{folder:?} {arguments:?}: {output:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Whether a program can be run; says so if not.
fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--help").stdin(Stdio::null());
    let runs = command.output().is_ok_and(|output| output.status.success());
    if !runs {
        println!("skipped: {program} is not installed");
    }
    runs
}

/// Whether Python has these modules; says so if not.
fn has_modules(modules: &str) -> bool {
    let mut python = Command::new("python3");
    python.args(["-c", &format!("import {modules}")]);
    let has = python.output().is_ok_and(|output| output.status.success());
    if !has {
        println!("skipped: Python has not all of {modules}");
    }
    has
}

/// Runs a script of Python with arguments; gives what it prints, or its error.
fn python(script: &str, arguments: &[&Path]) -> Result<String, String> {
    let output = Command::new("python3")
        .args(["-c", script])
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if output.status.success() {
        Ok(text(output.stdout))
    } else {
        Err(text(output.stdout) + &text(output.stderr))
    }
}

/// The schemes and data of a folder of the repository, in a folder of their own.
fn copy_of(folder: &str) -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    for part in ["schemes", "data"] {
        copy(
            &repository().join(folder).join(part),
            &target.path().join(part),
        );
    }
    target
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    for kind in EVERY_KIND {
        let folder = Path::new("tests/folders/export");
        assert_eq!(printed(folder, kind), printed(folder, kind), "{kind:?}");
    }
}

/// Every kind and form of export.
const EVERY_KIND: [&[&str]; 5] = [
    &["export", "360giving", "-O", "json"],
    &["export", "360giving", "-O", "csv"],
    &["export", "hledger"],
    &["export", "hledger", "--beancount"],
    &["export", "frictionless"],
];

#[test]
fn data_that_cannot_be_read_gives_nothing() {
    let folder = copy_of("tests/folders/export");
    let awards = folder.path().join("data/arts-2025/awards.csv");
    let text = fs::read_to_string(&awards).unwrap() + "2025-12-02,K-1,award,12 000,,,,,\n";
    fs::write(&awards, text).unwrap();
    for kind in EVERY_KIND {
        let output = grants(folder.path(), kind);
        assert_eq!(output.status.code(), Some(1), "{kind:?}");
        assert!(output.stdout.is_empty(), "{kind:?}");
        let target = folder.path().join("written");
        let mut arguments = kind.to_vec();
        arguments.extend(["-o", target.to_str().unwrap()]);
        assert_eq!(grants(folder.path(), &arguments).status.code(), Some(1));
        assert!(!target.exists(), "{kind:?}");
    }
}
