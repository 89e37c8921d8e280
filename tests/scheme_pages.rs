//! The pages about schemes have every key and every word of the schema, and the
//! page of the columns has what the program reads, records and waives.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

fn grants(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(arguments)
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

const PAGE: &str = include_str!("../examples/scheme-and-columns.md");

/// The part of a page below a heading.
fn below<'p>(page: &'p str, heading: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    rest.split_once("\n## ").map_or(rest, |(part, _)| part)
}

/// What a page says of each table: from the line that begins with its header in
/// brackets to the next such line. What stands before the first is of the scheme itself.
fn tables(part: &str) -> Vec<(&str, String)> {
    let mut tables = vec![("", String::new())];
    for line in part.lines() {
        let start = line.trim_start_matches([' ', '*', '`']);
        if let Some(header) = start.strip_prefix('[').filter(|_| start.len() < line.len()) {
            let header = header.trim_start_matches('[');
            let end = header.find(['.', ']']).unwrap();
            tables.push((&header[..end], String::new()));
        }
        let (_, text) = tables.last_mut().unwrap();
        text.push_str(line);
        text.push('\n');
    }
    tables
}

/// The keys and the words that a schema has, those of the tables in it too.
fn known(schema: &Value, words: &mut BTreeSet<String>) {
    if schema.is_null() {
        return;
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        words.insert(key.clone());
        known(value, words);
    }
    let listed = schema["enum"].as_array().into_iter().flatten();
    words.extend(listed.filter_map(Value::as_str).map(str::to_owned));
    for inner in ["items", "additionalProperties"] {
        known(&schema[inner], words);
    }
    for option in schema["anyOf"].as_array().into_iter().flatten() {
        known(option, words);
    }
}

/// Holds a page against the schema; `needed` is how it shows that a key must be there.
fn has_every_key(name: &str, part: &str, needed: impl Fn(&str) -> String) {
    let schema: Value = serde_json::from_str(&grants(&["schema"])).unwrap();
    let said = tables(part);
    let of = |table: &str| -> String {
        let texts = said.iter().filter(|(header, _)| *header == table);
        texts.map(|(_, text)| text.as_str()).collect()
    };
    let root = of("");
    let mut held = 0;
    for (key, value) in schema["properties"].as_object().unwrap() {
        let own = of(key);
        let text = if own.is_empty() { &root } else { &own };
        let mut words = BTreeSet::new();
        known(value, &mut words);
        if own.is_empty() {
            words.insert(key.clone());
        }
        let there: BTreeSet<&str> = text
            .split(|letter: char| !(letter.is_alphanumeric() || "_-".contains(letter)))
            .collect();
        for word in &words {
            assert!(there.contains(word.as_str()), "{name}: {key} lacks {word}");
            held += 1;
        }
        let table = [value, &value["items"], &value["additionalProperties"]]
            .into_iter()
            .find_map(|table| table["required"].as_array());
        for must in table.into_iter().flatten().filter_map(Value::as_str) {
            assert!(
                !own.is_empty() || key == "funder",
                "{name}: {key} is a table"
            );
            let shown = own.is_empty() || text.contains(&needed(must));
            assert!(shown, "{name}: {key}.{must} must be there");
        }
    }
    assert!(held > 100, "{held}");
    for (header, _) in said {
        let is_known = header.is_empty() || schema["properties"][header].is_object();
        assert!(is_known, "{name}: there is no [{header}]");
    }
}

#[test]
fn the_page_in_the_examples_has_every_key_of_a_scheme() {
    let part = below(PAGE, "Keys of a scheme");
    has_every_key("scheme-and-columns.md", part, |key| format!("**{key}**"));
}

#[test]
fn the_page_of_help_has_every_key_of_a_scheme() {
    let page = grants(&["help", "schemes"]);
    let part = below(&page, "Keys of a scheme");
    has_every_key("grants help schemes", part, |key| format!("{key}*"));
}

#[test]
fn the_page_names_every_check_that_can_be_waived_and_no_other() {
    // A shell is offered the checks, then the options.
    let words = ["--", "grants", "waive", "digihjelpen-2018/D18-001", ""];
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("GRANTS_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", "3")
        .env("_CLAP_IFS", "\n")
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let offered = String::from_utf8(output.stdout).unwrap();
    let mut checks: Vec<&str> = offered
        .lines()
        .filter(|word| !word.starts_with('-'))
        .collect();
    assert!(checks.len() > 30, "{checks:?}");
    let (_, list) = PAGE
        .split_once("`check` in waivers.csv: `requirement:<id>`, or")
        .unwrap();
    let (list, _) = list.split_once(". ").unwrap();
    let mut named: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    checks.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, checks);
}

#[test]
fn the_page_has_the_columns_that_grants_help_files_has() {
    let rows = below(PAGE, "Columns").lines();
    let rows = rows.skip_while(|line| !line.starts_with("|---")).skip(1);
    let mut words = Vec::new();
    for row in rows.take_while(|line| !line.is_empty()) {
        let row = row.replace("then the scheme's fields", "then the fields");
        let cells = row.split(['|', ',', ' ']).filter(|word| !word.is_empty());
        // A column that must be there is bold here, and in capitals there.
        words.extend(cells.map(|word| match word.strip_prefix("**") {
            Some(word) => word.trim_end_matches("**").to_uppercase(),
            None => word.to_owned(),
        }));
    }
    let page = grants(&["help", "files"]);
    let lines = below(&page, "Columns").lines();
    let indented: Vec<&str> = lines.filter(|line| line.starts_with("    ")).collect();
    let help = indented.join(" ").replace(',', "");
    let help: Vec<&str> = help.split_whitespace().collect();
    assert!(words.len() > 40, "{words:?}");
    assert_eq!(words, help);
}
