//! The console blocks of the README, of the walk-throughs and of the cases, run.
//!
//! A block ```` ```console ```` holds lines that begin with `$ `, each followed
//! by what the command prints (standard output, then standard error), and by
//! `[exit 1]` where the status is not 0. Each document runs in a fresh copy of
//! the folders schemes/, data/, examples/ and tests/folders/, from top to bottom. With `BLESS=1`
//! the documents are rewritten to what was seen. A section that needs another
//! program says so in a line `<!-- needs: duckdb -->`; where that is not
//! installed, the blocks up to the next heading are not run, which is said.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
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

/// Runs a command line in a shell in the folder, as a reader would.
fn run(line: &str, folder: &Path) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_grants"));
    let path = std::env::join_paths(
        std::iter::once(binary.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    // `cargo run --release --` is what a reader types; here the program is built.
    let line = line.replace("cargo run --release --quiet --", "grants");
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder)
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .env_remove("GRANTS_ROOT")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    let mut seen = String::from_utf8(output.stdout).unwrap();
    seen += &String::from_utf8(output.stderr).unwrap();
    if !seen.is_empty() && !seen.ends_with('\n') {
        seen.push('\n');
    }
    match output.status.code() {
        Some(0) => {}
        Some(code) => seen += &format!("[exit {code}]\n"),
        None => seen += "[killed]\n",
    }
    seen
}

/// The document with every console block as it is now.
fn rerun(text: &str, folder: &Path) -> (String, usize) {
    let mut out = String::new();
    let mut commands = 0;
    let mut inside = false;
    let mut lacking = None;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        if !inside && line.starts_with('#') {
            lacking = None;
        }
        if let Some(program) = missing(line) {
            let mut talk = std::io::stderr();
            writeln!(talk, "skipped: a section: {program} is not installed").unwrap();
            lacking = Some(program);
        }
        if line.starts_with("```") {
            inside = !inside && line == "```console";
            continue;
        }
        if !inside || lacking.is_some() {
            continue;
        }
        let Some(mut command) = line.strip_prefix("$ ").map(str::to_owned) else {
            panic!("a console block has a line outside any command: {line}");
        };
        while command.ends_with('\\') {
            let next = lines.next().unwrap();
            out += next;
            out.push('\n');
            command.push('\n');
            command += next;
        }
        out += &run(&command, folder);
        commands += 1;
        while lines
            .next_if(|line| !line.starts_with("$ ") && !line.starts_with("```"))
            .is_some()
        {}
    }
    (out, commands)
}

/// What a section needs and is not here: a program, or a module of Python
/// (`python3+pandas`).
fn missing(line: &str) -> Option<&str> {
    let needs = line.strip_prefix("<!-- needs: ")?.strip_suffix(" -->")?;
    needs.split(' ').find(|need| {
        // What starts and ends well is here: a shell finds some that do not.
        let output = match need.split_once('+') {
            Some((python, module)) => Command::new(python)
                .args(["-c", &format!("import {module}")])
                .output(),
            None => Command::new(need).arg("--version").output(),
        };
        !output.is_ok_and(|output| output.status.success())
    })
}

fn documents() -> Vec<PathBuf> {
    let mut documents = vec![root().join("README.md")];
    for folder in ["examples", "tests/cases"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    documents
}

#[test]
fn every_console_block_prints_what_it_says() {
    let mut commands = 0;
    let mut wrong = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for part in ["schemes", "data", "examples", "tests/folders"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        copy(
            &root().join("tests/folders"),
            &folder.path().join("folders"),
        );
        let (seen, count) = rerun(&text, folder.path());
        commands += count;
        if seen == text {
            continue;
        }
        if std::env::var_os("BLESS").is_some() {
            fs::write(&document, seen).unwrap();
            continue;
        }
        let (line, (was, is)) = (1..)
            .zip(text.lines().zip(seen.lines()))
            .find(|(_, (was, is))| was != is)
            .unwrap_or((0, ("(the end)", "(the end)")));
        wrong.push(format!(
            "{}:{line}\n  says: {was}\n  is:   {is}",
            document.display()
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(commands > 0, "no console block was run");
}
