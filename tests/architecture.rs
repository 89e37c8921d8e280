//! Who may import whom: the table of ARCHITECTURE.md, held against the code.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may import.
const TABLE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("model", &["source"]),
    ("reading", &["parallel", "source", "diagnostic", "model"]),
    ("import", &["source", "diagnostic", "model", "reading"]),
    ("eligibility", &["model"]),
    ("ranking", &["model"]),
    ("allocation", &["model", "eligibility", "ranking"]),
    ("ledger", &["model"]),
    (
        "audit",
        &[
            "source",
            "diagnostic",
            "model",
            "eligibility",
            "ranking",
            "allocation",
            "ledger",
        ],
    ),
    // Only views put words in order: who gets money never hangs on a name.
    ("collation", &["model"]),
    ("table", &["source", "model"]),
    (
        "view",
        &[
            "model",
            "eligibility",
            "ranking",
            "allocation",
            "ledger",
            "collation",
            "table",
        ],
    ),
    (
        "export",
        &[
            "model",
            "eligibility",
            "ranking",
            "allocation",
            "ledger",
            "table",
        ],
    ),
    ("history", &["source", "diagnostic", "model"]),
    ("recording", &["source", "diagnostic", "model"]),
    (
        "cli",
        &[
            "parallel",
            "source",
            "diagnostic",
            "model",
            "reading",
            "import",
            "eligibility",
            "ranking",
            "allocation",
            "ledger",
            "audit",
            "collation",
            "table",
            "view",
            "export",
            "history",
            "recording",
        ],
    ),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every `crate::room` path in a file's code, with its line; comments and
/// tests at the end of a file do not count.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut imports = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let code = line.split("//").next().unwrap();
        for (at, _) in code.match_indices("crate::") {
            let room: String = code[at + "crate::".len()..]
                .chars()
                .take_while(|letter| letter.is_ascii_lowercase() || *letter == '_')
                .collect();
            imports.push((number, room));
        }
    }
    imports
}

#[test]
fn no_room_imports_what_stands_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table: BTreeMap<&str, &[&str]> = TABLE.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in files(&source) {
        let below = path.strip_prefix(&source).unwrap();
        let room = below
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_str()
            .unwrap();
        let name = below.file_name().unwrap().to_str().unwrap();
        let is_test = ["testing.rs", "tests.rs", "properties.rs"].contains(&name);
        if room == "lib.rs" || room == "main.rs" || is_test {
            continue;
        }
        let allowed = table
            .get(room)
            .unwrap_or_else(|| panic!("the room {room} is not in the table"));
        for (line, import) in imports(&fs::read_to_string(&path).unwrap()) {
            if import != room && !allowed.contains(&import.as_str()) {
                wrong.push(format!(
                    "{}:{line}: {room} may not import {import}",
                    below.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_of_the_table_stands() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (room, _) in TABLE {
        assert!(
            source.join(room).join("mod.rs").is_file(),
            "src/{room}/mod.rs"
        );
    }
}

#[test]
fn only_the_command_line_prints_reads_the_environment_or_the_clock() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let words = [
        "println!",
        "eprintln!",
        "std::env",
        "Local::now",
        "Utc::now",
        "SystemTime",
    ];
    for path in files(&source) {
        let below = path.strip_prefix(&source).unwrap();
        if below.starts_with("cli") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for word in words {
            assert!(!text.contains(word), "{}: {word}", below.display());
        }
    }
}
