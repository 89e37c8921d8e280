//! What stands in a file stays as it is to the byte, and so does the file.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::world::{HEADER, World, said};

/// What the file has more than it had, after an award to A1; the digest of the
/// inputs is BASIS, as it is another one for other folders.
fn appended(old: &str) -> String {
    let world = World::with_awards(old);
    let output = world.award("A1", &["--note", "a, \"b\""]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = world.text();
    let more = text.strip_prefix(old).expect("the old bytes come first");
    let is_digest = |cell: &&str| cell.len() == 16 && cell.bytes().all(|b| b.is_ascii_hexdigit());
    match more.split([',', '\r', '\n']).find(is_digest) {
        Some(basis) => more.replace(basis, "BASIS"),
        None => more.to_owned(),
    }
}

const ROW: &str = "2024-09-02,A1,award,100,,kari,,BASIS,\"a, \"\"b\"\"\"";

#[test]
fn rows_follow_the_file_that_is_there() {
    let row = "2024-09-01,\"A8\",\"award\",100.00,,\"ola\",,,\"x \"\"y\"\" z\"";
    let crlf = HEADER.replace('\n', "\r\n");
    let cases = [
        (HEADER.to_owned(), format!("{ROW}\n")),
        (format!("{HEADER}{row}\n"), format!("{ROW}\n")),
        // No line end at the end of the last row.
        (format!("{HEADER}{row}"), format!("\n{ROW}\n")),
        (HEADER.trim_end().to_owned(), format!("\n{ROW}\n")),
        (format!("{crlf}{row}\r\n"), format!("{ROW}\r\n")),
        (format!("{crlf}{row}"), format!("\r\n{ROW}\r\n")),
        (crlf.trim_end().to_owned(), format!("\n{ROW}\n")),
        // A byte order mark, and lines that are blank.
        (format!("\u{feff}{HEADER}{row}\n"), format!("{ROW}\n")),
        (format!("\u{feff}{crlf}{row}\r\n"), format!("{ROW}\r\n")),
        (format!("\n{HEADER}\n{row}\n\n"), format!("{ROW}\n")),
        // Its own order of columns, some of them left out, names in quotes.
        (
            "note,\"by\",amount,application,entry,date,basis\n".to_owned(),
            "\"a, \"\"b\"\"\",kari,100,A1,award,2024-09-02,BASIS\n".to_owned(),
        ),
    ];
    for (old, new) in cases {
        assert_eq!(appended(&old), new, "{old:?}");
    }
}

#[test]
fn a_column_that_a_scheme_knows_nothing_of_is_kept_by_the_text_itself() {
    // No command gets so far: a column of no meaning is a finding.
    let rows = [grants::recording::Row::new().cell("date", "2024-09-02")];
    let text = grants::recording::Append {
        to: Some("colour,date,,date \nred,2024-09-01,x,y\n"),
        columns: &[],
        rows: &rows,
    };
    assert_eq!(
        text.text().unwrap(),
        "colour,date,,date \nred,2024-09-01,x,y\n,2024-09-02,,\n"
    );
}

#[test]
fn a_link_stays_a_link_and_its_target_gets_the_row() {
    let world = World::new();
    fs::create_dir(world.root().join("journals")).unwrap();
    let target = world.root().join("journals/of-2024.csv");
    fs::write(&target, HEADER).unwrap();
    symlink("../../journals/of-2024.csv", world.awards()).unwrap();
    let output = world.award("A1", &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(world.awards().is_symlink());
    assert!(target.is_file() && !target.is_symlink());
    assert_eq!(fs::read_to_string(&target).unwrap().lines().count(), 2);
}

#[test]
fn a_link_that_leads_out_of_the_folder_is_not_written_through() {
    let world = World::new();
    let elsewhere = tempfile::NamedTempFile::new().unwrap();
    fs::write(elsewhere.path(), HEADER).unwrap();
    symlink(elsewhere.path(), world.awards()).unwrap();
    let output = world.award("A1", &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error[outside-link]"));
    assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), HEADER);
}

#[test]
fn the_mode_stays_and_a_new_file_has_that_of_any_other() {
    let world = World::with_awards(HEADER);
    fs::set_permissions(world.awards(), fs::Permissions::from_mode(0o664)).unwrap();
    let before = fs::metadata(world.awards()).unwrap();
    assert!(world.award("A1", &[]).output().unwrap().status.success());
    let after = fs::metadata(world.awards()).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));

    let world = World::new();
    assert!(world.award("A1", &[]).output().unwrap().status.success());
    let other = fs::metadata(world.data("applications.csv")).unwrap();
    assert_eq!(fs::metadata(world.awards()).unwrap().mode(), other.mode());
}
