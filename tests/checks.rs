//! Every check, shown on a small folder that breaks it and on one that does not.
//!
//! `tests/checks/<check>/` holds `bad/` and `good/`, each a whole folder of
//! `grants`, and `expected`, which is what `grants check` prints for `bad/`: one
//! finding, of this check. For `good/` it prints nothing. Where there is a folder
//! `base/` beside them, it is committed to git first, and both are held against
//! it: `grants check --against HEAD`. A check that can be broken in several ways
//! has further folders `<check>.<way>/`; a way called `warning` or `error` shows
//! the check's other severity. With `BLESS=1`
//! the files `expected` are rewritten to what was seen.
//!
//! All of them together are the gallery `examples/findings.md`, which is held to
//! them in the same way.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use grants::diagnostic::{Code, Severity};

/// What `grants check` prints for a folder, and its exit status; the folder is
/// held against `base/`, if that stands beside it.
fn check(folder: &Path) -> (String, Option<i32>) {
    let base = folder.with_file_name("base");
    if !base.is_dir() {
        return run(folder, &[]);
    }
    let repository = tempfile::tempdir().unwrap();
    let root = repository.path();
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .args(["-c", "user.name=Kari", "-c", "user.email=kari@example.no"])
            .args(arguments)
            .current_dir(root)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .status()
            .unwrap();
        assert!(status.success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    copy(&base, root);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "base"]);
    for part in ["schemes", "data"] {
        let _ = fs::remove_dir_all(root.join(part));
    }
    copy(folder, root);
    run(root, &["--against", "HEAD"])
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn run(folder: &Path, further: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("-C")
        .arg(folder)
        .args(["--today", "2024-12-01", "--color", "never", "check"])
        .args(further)
        .env("COLUMNS", "80")
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    // Trouble is told on standard error, and no folder here may be in any.
    if !matches!(output.status.code(), Some(0 | 1)) {
        text.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    (text, output.status.code())
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// `error[amount-format]: …` and the like: the first line of each finding.
fn headings(text: &str) -> Vec<&str> {
    let begins = |line: &&str| {
        let word = line.split('[').next().unwrap_or_default();
        matches!(word, "error" | "warning" | "note") && line.contains("]: ")
    };
    text.lines().filter(begins).collect()
}

/// Both texts line by line, with `-` before what was expected and `+` before
/// what came instead.
fn difference(expected: &str, came: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), came.lines().collect());
    // The length of the longest common rest, from each pair of lines on.
    let mut rest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            rest[i][j] = if old[i] == new[j] {
                rest[i + 1][j + 1] + 1
            } else {
                rest[i + 1][j].max(rest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = String::new();
    while i < old.len() || j < new.len() {
        let (mark, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if j == new.len() || (i < old.len() && rest[i + 1][j] >= rest[i][j + 1]) {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        out.push_str(&format!("  {mark} {line}\n"));
    }
    out
}

/// How bad the finding is: as the check says, unless the way is called after
/// another severity.
fn severity(folder: &Path, code: &Code) -> Severity {
    let way = folder.extension().unwrap_or_default();
    [Severity::Error, Severity::Warning]
        .into_iter()
        .find(|severity| way.to_str() == Some(&severity.to_string()))
        .unwrap_or(code.severity)
}

/// What is wrong with one fixture; rewrites `expected` when asked to.
fn look_at(folder: &Path, code: &Code, bless: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let (printed, status) = check(&folder.join("bad"));
    let path = folder.join("expected");
    if bless {
        fs::write(&path, &printed).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if printed != expected {
        wrong.push(format!(
            "bad/ does not print what is expected (BLESS=1 rewrites it):\n{}",
            difference(&expected, &printed)
        ));
    }
    let severity = severity(folder, code);
    let heading = format!("{severity}[{}]: ", code.name);
    match headings(&printed)[..] {
        [one] if one.starts_with(&heading) => {}
        _ => wrong.push(format!(
            "bad/ must print one finding that begins with {heading:?}; it prints:\n{printed}"
        )),
    }
    let failing = i32::from(severity == Severity::Error);
    if status != Some(failing) {
        wrong.push(format!("bad/ ends with {status:?}, not with {failing}"));
    }
    match check(&folder.join("good")) {
        (printed, Some(0)) if printed.is_empty() => {}
        (printed, status) => wrong.push(format!(
            "good/ ends with {status:?} and is not silent:\n{printed}"
        )),
    }
    wrong
}

fn look_at_page(code: &Code) -> Option<String> {
    let heading = format!("# {}", code.name);
    if code.page.lines().next() != Some(&heading) {
        return Some(format!("the page must begin with {heading:?}"));
    }
    let summary = code.summary();
    (summary.is_empty() || summary.starts_with('#') || summary.contains("To be written"))
        .then(|| "the page has no summary".to_owned())
}

/// Every check by name.
fn codes() -> BTreeMap<&'static str, &'static Code> {
    grants::reading::CODES
        .iter()
        .copied()
        .chain(grants::audit::codes())
        .chain(grants::history::CODES.iter().copied())
        .map(|code| (code.name, code))
        .collect()
}

fn is_blessed() -> bool {
    std::env::var_os("BLESS").is_some()
}

const GALLERY_PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/findings.md");

const GALLERY: &str = "\
# What `grants check` finds

Every check with what it says of a small folder that breaks it, sometimes in
several ways. The folders stand in `tests/checks/`; a test writes this page from
them and holds it. `grants explain CHECK` says why a check is there, and how to
mend what it finds.
";

/// The page of all findings, from the files `expected`.
fn gallery(root: &Path) -> String {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in folders(root) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let check = name.split('.').next().unwrap_or_default();
        let finding = fs::read_to_string(folder.join("expected")).unwrap();
        pages.entry(check.to_owned()).or_default().push(finding);
    }
    let mut page = GALLERY.to_owned();
    for (name, code) in codes() {
        page += &format!("\n## {name}\n\n{}\n", code.summary());
        for finding in pages.get(name).into_iter().flatten() {
            page += &format!("\n```text\n{finding}```\n");
        }
    }
    page
}

#[test]
fn the_gallery_has_every_finding() {
    if is_blessed() {
        // The other test writes the folders' files, and this page after them.
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = gallery(&root.join("tests/checks"));
    let shown = fs::read_to_string(GALLERY_PATH).unwrap_or_default();
    assert!(
        page == shown,
        "examples/findings.md is not what the folders print (BLESS=1 writes it anew):\n{}",
        difference(&shown, &page)
    );
}

#[test]
fn every_check_finds_what_it_is_for_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let bless = is_blessed();
    let codes = codes();
    let mut wrong: Vec<String> = Vec::new();
    let mut shown = BTreeSet::new();
    for folder in folders(&root) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let check = name.split('.').next().unwrap_or_default();
        let Some(code) = codes.get(check) else {
            wrong.push(format!("{name}: there is no check `{check}`"));
            continue;
        };
        shown.insert(code.name);
        let troubles = look_at(&folder, code, bless);
        wrong.extend(troubles.iter().map(|trouble| format!("{name}: {trouble}")));
    }
    for code in codes.values() {
        if !shown.contains(code.name) {
            wrong.push(format!("{}: no folder in tests/checks shows it", code.name));
        }
        if let Some(trouble) = look_at_page(code) {
            wrong.push(format!("{}: {trouble}", code.name));
        }
    }
    if bless {
        fs::write(GALLERY_PATH, gallery(&root)).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
