//! Nothing about a person leaves, in any export.

use std::fs;
use std::path::Path;

use super::{EVERY_KIND, printed, repository};

/// What stands in every cell of tests/folders/export that is about a person.
const MARK: &str = "KEEP-IN";

fn files(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(files(&path));
        } else {
            texts.push(fs::read_to_string(path).unwrap());
        }
    }
    texts
}

#[test]
fn no_export_holds_what_is_about_a_person() {
    let folder = Path::new("tests/folders/export");
    let texts = files(&repository().join(folder).join("data"));
    let marks: usize = texts.iter().map(|text| text.matches(MARK).count()).sum();
    assert!(marks > 30, "the folder has what is to be kept in: {marks}");
    for kind in EVERY_KIND {
        let text = printed(folder, kind);
        assert!(!text.contains(MARK), "{kind:?}: {text}");
        // The date in the personal field, and the account that is paid.
        for value in ["1990-12-24", "1980-01-31", "86011117947"] {
            assert!(!text.contains(value), "{kind:?}: {value}");
        }
    }
}

#[test]
fn a_private_person_is_a_recipient_without_a_name() {
    let folder = Path::new("tests/folders/export");
    let text = printed(folder, &["export", "360giving", "arts-2025"]);
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let grants = package["grants"].as_array().unwrap();
    let person = &grants[1]["recipientOrganization"];
    assert_eq!(
        *person,
        serde_json::json!([{
            "id": "NO-BRC-106601372-arts-2025_K-2-person",
            "name": "a private person"
        }])
    );
    let journal = printed(folder, &["export", "hledger", "arts-2025"]);
    assert!(
        journal
            .contains("\n2025-04-21 * (8802) a private person\n    ; application: arts-2025/K-2\n")
    );
}
