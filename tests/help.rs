//! The pages of `grants help`, the manual pages and the completions: they say
//! what the program does now.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::process::Command;

use grants::ledger::State;
use grants::model::Reason;

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
fn each_kind_of_export_has_help_of_its_own() {
    for kind in ["360giving", "hledger", "frictionless"] {
        let help = grants(&["help", "export", kind]);
        assert_eq!(help, grants(&["export", kind, "--help"]));
        assert!(help.contains("Examples:\n  grants export "), "{help}");
        assert!(grants(&["help", "export"]).contains(kind), "{kind}");
    }
}

/// What a shell is offered for the last word of a line; its root is `here`.
fn offered(shell: &str, here: &str, line: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .arg("--")
        .args(line)
        .current_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(here))
        .env("GRANTS_COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", (line.len() - 1).to_string())
        .env("_CLAP_IFS", "\n")
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert!(output.status.success(), "{line:?}: {output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = grants(&["completions", shell]);
        assert!(script.contains("GRANTS_COMPLETE"), "{shell}: {script}");
        let words = offered(shell, "", &["grants", ""]);
        for command in commands() {
            let is_offered = words.iter().any(|word| word.starts_with(&command));
            assert!(is_offered, "{shell}: {command}: {words:?}");
        }
    }
}

#[test]
fn schemes_applications_and_checks_are_completed() {
    let bash = |line: &[&str]| offered("bash", "", line);
    let schemes = ["it-frivillige", "it-frivillige-2023", "it-frivillige-2024"];
    assert_eq!(bash(&["grants", "list", "it-"]), schemes);
    assert_eq!(bash(&["grants", "due", "--scheme", "it-"]), schemes);
    let both = bash(&["grants", "show", "digihjelpen"]);
    assert_eq!(both, ["digihjelpen-2017/", "digihjelpen-2018/"]);
    let ids = bash(&["grants", "pay", "digihjelpen-2018/D18-00"]);
    assert_eq!(ids.len(), 9, "{ids:?}");
    assert_eq!(ids[0], "digihjelpen-2018/D18-001");
    // A scheme that is clear brings its applications at once.
    assert_eq!(bash(&["grants", "show", "digihjelpen-2018"]).len(), 35);
    let named = ["grants", "-C", "examples/digdir-2024", "rank", "d"];
    assert_eq!(bash(&named), ["digdir-2024"]);
    let checks = bash(&["grants", "waive", "digihjelpen-2018/D18-001", "over-r"]);
    assert_eq!(checks, ["over-repaid", "over-requested"]);
    assert_eq!(bash(&["grants", "explain", "vani"]), ["vanished-id"]);
    assert_eq!(bash(&["grants", "explain", "kdd"]), ["kdd-2022"]);
    let applicant = offered("fish", "", &["grants", "show", "digihjelpen-2018/D18-001"]);
    assert_eq!(applicant, ["digihjelpen-2018/D18-001\tAskim kommune"]);
    // Nothing is said where no folder is, and none is left.
    assert_eq!(bash(&["grants", "-C", "/nowhere", "rank", "d"]), [""; 0]);
}

#[test]
fn bash_completes_with_what_is_printed_for_it() {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_grants"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let line = "source <(grants completions bash)
        COMP_WORDS=(grants show digihjelpen-2018/D18-03) COMP_CWORD=2
        _clap_complete_grants grants digihjelpen-2018/D18-03 show
        printf '%s\n' \"${COMPREPLY[@]}\"";
    let bash = Command::new("bash")
        .args(["--norc", "-c", line])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path)
        .env_remove("GRANTS_ROOT")
        .output();
    // Where there is no bash, nobody completes with it.
    let Ok(output) = bash else { return };
    let text = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<&str> = text.lines().collect();
    assert_eq!(ids.len(), 6, "{text}");
    assert_eq!(ids[5], "digihjelpen-2018/D18-035");
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

/// The words that a page explains: each begins a line, four spaces in.
fn explained(page: &str) -> Vec<&str> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("    "));
    let words = lines.map(|line| line.split("  ").next().unwrap());
    words.collect()
}

#[test]
fn the_page_of_the_words_has_every_state_and_every_reason() {
    let page = grants(&["help", "words"]);
    for name in ["states", "reasons"] {
        assert_eq!(grants(&["help", name]), page, "{name}");
    }
    let (words, codes) = page.split_once("\n## States").unwrap();
    let (states, reasons) = codes.split_once("\n## Reason codes\n").unwrap();
    let mut expected: Vec<&str> = State::ALL.iter().map(|state| state.word()).collect();
    let mut states = explained(states);
    expected.sort_unstable();
    states.sort_unstable();
    assert_eq!(states, expected);
    let mut expected: Vec<&str> = Reason::PLAIN.iter().map(|(code, _)| *code).collect();
    expected.push("requirement:<id>");
    let mut codes = explained(reasons);
    expected.sort_unstable();
    codes.sort_unstable();
    assert_eq!(codes, expected);
    // Each code stands under the entry that may have it.
    let mut below = "";
    for line in reasons.lines() {
        if !line.starts_with(' ') {
            below = if line.is_empty() { below } else { line };
            continue;
        }
        let code = line.split_whitespace().next().unwrap();
        let reason = Reason::from_code(code).unwrap();
        let expected = match (reason.is_of_applications(), reason.is_of_awards()) {
            (true, _) => "Of a reject:",
            (_, true) => "Of a release:",
            _ => "Of both:",
        };
        assert_eq!(below, expected, "{code}");
    }
    let words = explained(words);
    for word in "budget committed paid repaid outstanding remaining".split(' ') {
        assert!(words.contains(&word), "{word}");
    }
}

#[test]
fn every_topic_is_named_and_fits_a_terminal() {
    let help = grants(&["help", "help"]);
    let (_, list) = help.split_once("\nTopics:\n").unwrap();
    let topics: Vec<&str> = list
        .lines()
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    assert!(topics.len() >= 9, "{topics:?}");
    let all = grants(&["help"]).replace('\n', " ");
    let (_, named) = all.rsplit_once("grants help ").unwrap();
    let mut named: Vec<&str> = named.trim().split('|').collect();
    let mut expected = topics.clone();
    named.sort_unstable();
    expected.sort_unstable();
    assert_eq!(named, expected, "grants help, and grants help help");
    for topic in topics {
        for line in grants(&["help", topic]).lines() {
            assert!(line.chars().count() <= 80, "{topic}: {line}");
        }
    }
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
