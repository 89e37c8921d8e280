//! The pages of `grants help`, the manual pages and the completions: they say
//! what the program does now.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::process::Command;

/// What a command prints to standard output; it must end well.
fn grants(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(arguments)
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands that `grants help` lists.
fn commands() -> Vec<String> {
    let help = grants(&["help"]);
    let (_, list) = help.split_once("\nCommands:\n").unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.map(|line| line.split_whitespace().next().unwrap().to_owned());
    names.collect()
}

#[test]
fn every_command_has_a_manual_page_and_the_same_help_both_ways() {
    let commands = commands();
    assert!(commands.len() > 5, "{commands:?}");
    for command in &commands {
        let page = grants(&["man", command]);
        assert!(page.contains(&format!(".TH grants-{command} 1")), "{page}");
        let help = grants(&["help", command]);
        assert_eq!(help, grants(&[command, "--help"]));
    }
    assert!(grants(&["man"]).contains(".TH grants 1"));
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = grants(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn the_scheme_of_the_page_is_a_scheme() {
    let page = grants(&["help", "schemes"]);
    let lines = page.lines().skip_while(|line| !line.starts_with("    "));
    let scheme: Vec<&str> = lines
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(str::trim)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("schemes")).unwrap();
    fs::create_dir_all(root.join("data/new")).unwrap();
    fs::write(root.join("schemes/new.toml"), scheme.join("\n") + "\n").unwrap();
    fs::write(
        root.join("data/new/applications.csv"),
        "id,applicant,received,requested\n",
    )
    .unwrap();
    let printed = grants(&["-C", root.to_str().unwrap(), "check"]);
    assert_eq!(printed, "");
}

#[test]
fn the_page_of_the_basis_has_every_line_of_it() {
    let code = include_str!("../src/allocation/basis.rs");
    let page = grants(&["help", "basis"]);
    let mut lines = 0;
    for line in code.split("\\t").filter_map(|part| part.rsplit('"').next()) {
        if line.is_empty()
            || !line
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            continue;
        }
        let described = page.contains(&format!("\n    {line} "));
        assert!(described, "grants help basis does not say what `{line}` is");
        lines += 1;
    }
    assert!(lines >= 10, "the lines were not found");
    let (_, version) = code.split_once("\"grants basis ").unwrap();
    let version = version.split('"').next().unwrap();
    assert!(page.contains(&format!("    grants basis {version}\n")));
}

#[test]
fn the_schema_for_editors_is_the_one_that_is_printed() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/editors/grants-scheme.schema.json");
    let schema = grants(&["schema"]);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let shipped = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        shipped == schema,
        "BLESS=1 writes it anew: {}",
        path.display()
    );
}
