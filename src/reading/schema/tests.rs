//! The schema against the reader, and against every scheme in this repository.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::document::ASKED;
use super::super::schemes;
use super::schema;
use super::validator::{json, troubles};
use crate::diagnostic::Findings;
use crate::model::SchemeId;
use crate::source::Sources;

/// Every key that a scheme may have, in each table that may have it. Some keys
/// exclude each other; the reader then still knows them.
const EVERY_KEY: &str = include_str!("every_key.toml");

fn toml(text: &str) -> Value {
    json(toml::Value::Table(text.parse().unwrap()))
}

#[test]
fn the_reader_asks_for_every_key_of_the_document_and_for_no_other() {
    ASKED.take();
    let mut sources = Sources::new();
    let file = sources.add("schemes/a.toml".into(), EVERY_KEY.into());
    let mut found = Findings::new();
    let id = SchemeId::new("a").unwrap();
    let _ = schemes::read(id, sources.get(file), &mut found);
    let tables = ASKED.take();
    assert!(tables.len() > 15, "{tables:?}");
    for (mut there, mut asked) in tables {
        there.sort();
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(there, asked, "every_key.toml must have what is asked for");
    }
}

#[test]
fn the_schema_has_every_key_of_the_document_and_no_other() {
    let schema = schema();
    let mut tables = 0;
    same_keys(&schema, &schema, &toml(EVERY_KEY), "", &mut tables);
    assert!(tables > 15, "{tables}");
}

/// Walks both at once: each table of the document has the keys of its schema.
fn same_keys(root: &Value, schema: &Value, value: &Value, at: &str, tables: &mut usize) {
    if let Some(path) = schema["$ref"].as_str() {
        let schema = root.pointer(path.strip_prefix('#').unwrap()).unwrap();
        return same_keys(root, schema, value, at, tables);
    }
    if let Some(items) = value.as_array() {
        for item in items {
            same_keys(root, &schema["items"], item, at, tables);
        }
    }
    let Some(object) = value.as_object() else {
        return;
    };
    if schema["additionalProperties"].is_object() {
        for (name, value) in object {
            let at = format!("{at}.{name}");
            same_keys(root, &schema["additionalProperties"], value, &at, tables);
        }
        return;
    }
    let options = schema["anyOf"].as_array().into_iter().flatten();
    let table = std::iter::once(schema)
        .chain(options)
        .find(|schema| schema["properties"].is_object())
        .unwrap_or_else(|| panic!("{at}: no table in {schema}"));
    let known = table["properties"].as_object().unwrap();
    let keys: Vec<&String> = known.keys().collect();
    assert_eq!(object.keys().collect::<Vec<_>>(), keys, "{at}");
    assert_eq!(table["additionalProperties"], false, "{at}");
    *tables += 1;
    for (key, value) in object {
        assert!(known[key]["description"].is_string(), "{at}.{key}");
        same_keys(root, &known[key], value, &format!("{at}.{key}"), tables);
    }
}

/// The files that match `<folder>/*/<below>/schemes/*.toml`, or without the star.
fn scheme_files(folder: &str, below: Option<&str>) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let folders = match below {
        None => vec![folder],
        Some(below) => inside(&folder)
            .iter()
            .map(|each| each.join(below))
            .collect(),
    };
    let files = folders
        .iter()
        .flat_map(|each| inside(&each.join("schemes")));
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect()
}

#[test]
fn the_schema_takes_every_good_scheme() {
    let schema = schema();
    let mut files = scheme_files("", None);
    files.extend(scheme_files("examples", Some("")));
    files.extend(scheme_files("tests/checks", Some("good")));
    assert!(files.len() > 100);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        let troubles = troubles(&schema, &toml(text));
        assert!(troubles.is_empty(), "{}: {troubles:?}", file.display());
    }
}

/// What only the reader can say: that one value does not go with another, and
/// that a date is in quotes, since a schema knows dates as texts.
const BEYOND: &[&str] = &["wrong-value.scoring", "wrong-value.threshold", "wrong-type"];

#[test]
fn the_schema_refuses_what_has_the_wrong_shape() {
    let schema = schema();
    let codes = [
        "unknown-key",
        "missing-key",
        "wrong-type",
        "wrong-value",
        "float-amount",
    ];
    let mut refused = 0;
    for file in scheme_files("tests/checks", Some("bad")) {
        let case = file.ancestors().nth(3).unwrap();
        let name = case.file_name().unwrap().to_str().unwrap();
        let code = name.split('.').next().unwrap();
        let expected = fs::read_to_string(case.join("expected")).unwrap();
        let place = format!(
            "--> schemes/{}:",
            file.file_name().unwrap().to_str().unwrap()
        );
        if !codes.contains(&code) || !expected.contains(&place) {
            continue;
        }
        let troubles = troubles(&schema, &toml(&fs::read_to_string(&file).unwrap()));
        assert_eq!(
            troubles.is_empty(),
            BEYOND.contains(&name),
            "{name}: {troubles:?}"
        );
        refused += usize::from(!troubles.is_empty());
    }
    assert!(refused > 10, "{refused}");
}
