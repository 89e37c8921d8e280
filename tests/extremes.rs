//! Inputs far beyond what anyone writes: no panic, no hang, no more memory
//! than some multiple of the input. The binary is run on each with a limit of
//! its address space and of its time. `GRANTS_TEST_LONG=1` makes them larger.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::print_stdout, reason = "how long each run took")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use tempfile::TempDir;

const SCHEME: &str = "name = \"Støtte\"\ncurrency = \"NOK\"\n[call]\n";
const APPLICATIONS: &str = "id,applicant,requested\nA-1,Askim kommune,100\n";
const AWARDS: &str = "date,application,entry,amount,note\n";

/// So much of memory is granted to every run, whatever it reads.
const BASE: usize = 1 << 30;
/// And so many bytes for each byte of its files.
const EACH_BYTE: usize = 20;
/// No run takes longer, in seconds; most take less than one.
const PATIENCE: u64 = 20;

fn is_long() -> bool {
    std::env::var_os("GRANTS_TEST_LONG").is_some()
}

/// The size of an input, and of its longer form.
fn size(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// A folder of these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("schemes")).unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn bytes_below(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let sizes = entries.map(|entry| match entry.file_type().unwrap().is_dir() {
        true => bytes_below(&entry.path()),
        false => usize::try_from(entry.metadata().unwrap().len()).unwrap(),
    });
    sizes.sum()
}

/// Runs the binary within the limits; returns the exit status and what was said.
fn run(root: &TempDir, arguments: &str) -> (i32, String) {
    let limit = (BASE + EACH_BYTE * bytes_below(root.path())) / 1024;
    let patience = PATIENCE * if is_long() { 20 } else { 1 };
    let script = format!(
        "ulimit -v {limit}; ulimit -t {patience}; exec \"$0\" -C \"$1\" --today 2025-01-31 {arguments}"
    );
    let start = Instant::now();
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_grants")])
        .arg(root.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    let head: String = said.chars().take(2000).collect();
    println!(
        "{arguments}: {status}, {:?}, {} bytes",
        start.elapsed(),
        said.len()
    );
    let code = status.code();
    assert!(matches!(code, Some(0 | 1)), "{arguments}: {status}\n{head}");
    assert!(!said.contains("panicked"), "{arguments}: {head}");
    (code.unwrap(), said)
}

/// Checks the folder in the form for people and in one for programs.
fn check(root: &TempDir) -> String {
    let (code, full) = run(root, "check");
    assert_eq!(run(root, "check -O json").0, code);
    full
}

fn with_awards(awards: &str) -> TempDir {
    folder(&[
        ("schemes/s.toml", SCHEME),
        ("data/s/applications.csv", APPLICATIONS),
        ("data/s/awards.csv", awards),
    ])
}

fn with_scheme(text: &str) -> TempDir {
    folder(&[("schemes/s.toml", text)])
}

#[test]
fn a_cell_of_many_megabytes() {
    let long = "å".repeat(size(1 << 20, 512 << 20));
    check(&with_awards(&format!(
        "{AWARDS}2024-07-01,A-1,award,100,{long}\n"
    )));
    check(&with_awards(&format!(
        "{AWARDS}2024-07-01,A-1,{long},100,\n"
    )));
    check(&with_awards(&format!(
        "{AWARDS}2024-07-01,{long},award,100,\n"
    )));
    check(&with_awards(&format!(
        "{AWARDS}2024-07-01,A-1,award,{long},\n"
    )));
    check(&with_awards(&format!(
        "date,{long},entry\n2024-07-01,A-1,award\n"
    )));
}

#[test]
fn very_many_columns() {
    let mut header = String::from("date,application,entry,amount");
    for nth in 0..size(50_000, 1_000_000) {
        write!(header, ",c{nth}").unwrap();
    }
    let said = check(&with_awards(&header));
    assert!(said.contains("unknown-column"), "{said}");
    let cells = ",".repeat(size(100_000, 1_000_000));
    check(&with_awards(&format!("{AWARDS}2024-07-01,A-1{cells}\n")));
    check(&with_awards(&format!("{AWARDS}{cells}\n")));
}

#[test]
fn deeply_nested_toml() {
    let depth = size(10_000, 1_000_000);
    let [opened, closed] = ["[", "]"].map(|mark| mark.repeat(depth));
    let tables = "{ a = ".repeat(depth);
    let dots = "a.".repeat(depth);
    for text in [
        format!("{SCHEME}x = {opened}{closed}\n"),
        format!("{SCHEME}x = {opened}\n"),
        format!("{SCHEME}x = {tables}1{}\n", "}".repeat(depth)),
        format!("{SCHEME}{dots}b = 1\n"),
        format!("{SCHEME}[{dots}b]\nc = 1\n"),
        format!("{SCHEME}{opened}\n"),
    ] {
        let said = check(&with_scheme(&text));
        assert!(said.contains("toml-syntax"), "{said}");
    }
}

#[test]
fn very_long_lines_of_toml() {
    let long = "å".repeat(size(1 << 19, 256 << 20));
    check(&with_scheme(&format!("{SCHEME}# {long}\n")));
    check(&with_scheme(&format!(
        "name = \"{long}\"\ncurrency = \"NOK\"\n"
    )));
    check(&with_scheme(&format!("{SCHEME}{long} = 1\n")));
    check(&with_scheme(&format!("{SCHEME}\"{long}\" = 1\n")));
    check(&with_scheme(&format!("currency = \"{long}\"\n")));
    check(&with_scheme(&format!("{SCHEME}x = \"{long}\n")));
}

#[test]
fn a_long_chain_of_schemes() {
    let many = size(2_000, 10_000);
    let root = folder(&[]);
    for nth in 0..many {
        let mut text = String::from("name = \"P\"\ncurrency = \"NOK\"\n");
        if nth > 0 {
            writeln!(text, "parent = \"s{:05}\"", nth - 1).unwrap();
        }
        text += "[[budget]]\namount = 100\n";
        fs::write(root.path().join(format!("schemes/s{nth:05}.toml")), text).unwrap();
    }
    check(&root);
    assert_eq!(run(&root, "budget").0, 0);
    // The first belongs to the last: one ring of all.
    let text = format!(
        "name = \"P\"\ncurrency = \"NOK\"\nparent = \"s{:05}\"\n",
        many - 1
    );
    fs::write(root.path().join("schemes/s00000.toml"), text).unwrap();
    assert!(check(&root).contains("is its own ancestor"));
}

#[test]
fn nothing_but_line_ends_or_quotes() {
    let many = size(20_000, 20_000_000);
    for text in [
        "\n", "\r\n", "\"", "\"\n", "\"\"\n", ",\n", "\"a\n", "a\"\n",
    ] {
        let text = text.repeat(many / text.len());
        check(&with_awards(&text));
        check(&with_awards(&format!("{AWARDS}{text}")));
    }
    check(&with_scheme(&"\n".repeat(1_000_000)));
    check(&with_scheme(&"\"".repeat(many)));
}

#[test]
fn very_many_findings() {
    let many = size(50_000, 1_000_000);
    let rows = "2024-07-01,A-9,award,12 000,\n".repeat(many);
    let said = check(&with_awards(&format!("{AWARDS}{rows}")));
    assert!(said.contains("more of unknown-application"), "{said}");
    let mut keys = String::from(SCHEME);
    for nth in 0..size(20_000, 200_000) {
        writeln!(keys, "key{nth} = {nth}").unwrap();
    }
    assert!(check(&with_scheme(&keys)).contains("more of unknown-key"));
    let errors = "= = =\n".repeat(size(20_000, 200_000));
    check(&with_scheme(&errors));
}

#[test]
fn very_many_requirements() {
    let mut text = String::from(SCHEME);
    for nth in 0..size(10_000, 100_000) {
        writeln!(
            text,
            "[requirement.r{nth}]\nfield = \"requested\"\nmax = {nth}"
        )
        .unwrap();
    }
    let root = folder(&[
        ("schemes/s.toml", &text),
        ("data/s/applications.csv", APPLICATIONS),
        (
            "data/s/awards.csv",
            &format!("{AWARDS}2024-07-01,A-1,award,100,\n"),
        ),
    ]);
    check(&root);
    run(&root, "show s/A-1");
}

#[test]
fn names_of_files_with_odd_characters() {
    let names = [
        "å.toml",
        "a b.toml",
        "\u{202e}x.toml",
        "a\nb.toml",
        "-.toml",
        "\u{1b}[31m.toml",
        "s.toml ",
    ];
    let root = with_scheme(SCHEME);
    for name in names {
        fs::write(root.path().join("schemes").join(name), SCHEME).unwrap();
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt as _;
        let name = std::ffi::OsStr::from_bytes(b"\xff\xfe.toml");
        fs::write(root.path().join("schemes").join(name), SCHEME).unwrap();
    }
    fs::write(
        root.path().join("schemes").join("x".repeat(250) + ".toml"),
        SCHEME,
    )
    .unwrap();
    let said = check(&root);
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
}
