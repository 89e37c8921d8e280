//! Each file says of which commit it is.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{EVERY_KIND, copy_of, grants};

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// What every kind of export prints, and says.
fn exports(folder: &Path) -> Vec<(String, String)> {
    let texts = EVERY_KIND.iter().map(|kind| {
        let output = grants(folder, kind);
        assert!(output.status.success(), "{kind:?}: {output:?}");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr))
    });
    texts.collect()
}

#[test]
fn every_export_is_stamped_with_the_commit() {
    let folder = copy_of("tests/folders/export");
    let folder = folder.path();
    for (text, said) in exports(folder) {
        assert!(!text.to_lowercase().contains("commit\n"), "{text}");
        assert!(said.contains("not stamped with a commit: "), "{said}");
    }
    git(folder, &["init", "--quiet"]);
    for (_, said) in exports(folder) {
        assert!(said.contains("git knows no revision `HEAD`"), "{said}");
    }
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "all"]);
    let commit = git(folder, &["rev-parse", "HEAD"]);
    for (text, said) in exports(folder) {
        assert!(text.contains(&commit), "{text}");
        assert!(!said.contains("stamped"), "{said}");
        assert!(
            !text.contains("-changed") && !text.contains("Commit\": true"),
            "{text}"
        );
    }
    // What no export reads does not count.
    fs::write(folder.join("notes.txt"), "x").unwrap();
    let package = || exports(folder).remove(0).0;
    assert!(package().contains("\"isChangedSinceCommit\": false"));
    let awards = folder.join("data/isk-2025/awards.csv");
    let more = fs::read_to_string(&awards).unwrap() + "2025-06-01,I-1,accept,\n";
    fs::write(&awards, more).unwrap();
    assert!(package().contains("\"isChangedSinceCommit\": true"));
    for (text, _) in exports(folder).split_off(1) {
        assert!(text.contains(&format!("{commit}-changed")), "{text}");
    }
}
