//! Whatever is broken in a folder is found, at its place, and nothing panics.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use grants::diagnostic::{Findings, Format, Located, Severity, locate, render};
use grants::model::{Book, SchemeId};
use grants::reading::{Fact, Folder, book};
use proptest::prelude::*;
use tempfile::TempDir;

/// A copy of parts of the repository that a test may break.
struct Copy {
    root: TempDir,
    /// Every file, by its path below the root.
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Copy {
    /// The files and folders of `parts`, which stand below `from`.
    fn of(from: &str, parts: &[&str]) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
        let mut copy = Self::empty();
        for part in parts {
            copy.take(&from, Path::new(part));
        }
        copy
    }

    fn empty() -> Self {
        Self {
            root: TempDir::new().unwrap(),
            files: Vec::new(),
        }
    }

    fn take(&mut self, from: &Path, below: &Path) {
        let path = from.join(below);
        if path.is_dir() {
            for entry in fs::read_dir(&path).unwrap() {
                self.take(from, &below.join(entry.unwrap().file_name()));
            }
        } else {
            self.add(below, fs::read(&path).unwrap());
        }
    }

    fn add(&mut self, below: &Path, bytes: Vec<u8>) {
        let path = self.root.path().join(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &bytes).unwrap();
        self.files.push((below.to_owned(), bytes));
        self.files.sort();
    }

    fn text(&self, below: &str) -> &str {
        let file = self.files.iter().find(|(path, _)| path == Path::new(below));
        std::str::from_utf8(&file.unwrap().1).unwrap()
    }

    /// What is found, and how many books there are, when a file is another;
    /// the file is put back.
    fn with<T>(&self, below: &Path, bytes: &[u8], see: impl Fn(&[Located], usize) -> T) -> T {
        let path = self.root.path().join(below);
        let before = fs::read(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        let seen = read(self.root.path(), see);
        fs::write(&path, before).unwrap();
        seen
    }
}

/// Reads a whole folder, and shows what was found and how many schemes gave a
/// book.
fn read<T>(root: &Path, see: impl Fn(&[Located], usize) -> T) -> T {
    let mut found = Findings::new();
    let folder = Folder::open(root, &mut found).unwrap();
    let schemes = folder.schemes().iter();
    let ids: Vec<SchemeId> = schemes.map(|scheme| scheme.id.clone()).collect();
    let mut books = 0;
    for id in &ids {
        folder.load(id, &mut found).unwrap();
        let scheme = folder.scheme(id.as_str()).unwrap();
        if let Some(book) = book(scheme, &folder.texts(id), &[], &mut found) {
            books += 1;
            every_row_is_in(&book, &folder);
        }
    }
    see(&locate(folder.sources(), found), books)
}

/// A book has a fact for every row of every file: none is lost in silence.
fn every_row_is_in(book: &Book, folder: &Folder) {
    for (fact, facts) in [
        (Fact::Applications, book.applications.len()),
        (Fact::Assessments, book.assessments.len()),
        (Fact::Recusals, book.recusals.len()),
        (Fact::Awards, book.awards.len()),
        (Fact::Payments, book.payments.len()),
        (Fact::Reports, book.reports.len()),
        (Fact::Waivers, book.waivers.len()),
    ] {
        let path = folder.path(&book.scheme.id, fact);
        let rows = fs::read(&path).map_or(0, |bytes| {
            let mut reader = csv::ReaderBuilder::new();
            reader.flexible(true).from_reader(&*bytes).records().count()
        });
        assert_eq!(facts, rows, "{}", path.display());
    }
    let width = book.scheme.fields.len();
    assert_eq!(book.field_values.len(), book.applications.len() * width);
}

fn errors(found: &[Located]) -> Vec<String> {
    found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            let (at, path) = (finding.primary.start(), finding.primary.source.path());
            let code = finding.code.name;
            format!(
                "{path}:{}:{} {code}: {}",
                at.line, at.column, finding.message
            )
        })
        .collect()
}

/// What may stand in a column.
#[derive(Clone, Copy, PartialEq)]
enum Allows {
    /// Any text, or nothing.
    Anything,
    /// Any text.
    AnyText,
    /// A value of a form, or nothing.
    FormOrBlank,
    /// A value of a form.
    Form,
    /// The id of an application: `x` is one.
    Id,
}

fn allows(fact: Fact, column: &str) -> Allows {
    match (fact, column) {
        (Fact::Applications, "id") => Allows::Id,
        (Fact::Applications, "applicant") | (_, "assessor") => Allows::AnyText,
        (Fact::Applications, "applicant_type" | "place" | "partners" | "title")
        | (_, "comment" | "note" | "by" | "account" | "basis" | "reference")
        | (Fact::Recusals, "reason") => Allows::Anything,
        (Fact::Applications, _)
        | (Fact::Awards, "reason")
        | (Fact::Assessments | Fact::Recusals, "date") => Allows::FormOrBlank,
        _ => Allows::Form,
    }
}

impl Allows {
    fn takes(self, wrong: &[u8]) -> bool {
        match wrong {
            b"" => matches!(self, Self::Anything | Self::FormOrBlank),
            b"x" => matches!(self, Self::Anything | Self::AnyText | Self::Id),
            b"12 000" => matches!(self, Self::Anything | Self::AnyText),
            _ => false,
        }
    }
}

/// Puts wrong text into cells of a file, every `step`th row, and wants one
/// error each time: at that line, and no book.
fn break_cells(copy: &Copy, scheme: &str, fact: Fact, step: usize) {
    let path = format!("data/{scheme}/{}", fact.file_name());
    let whole = read(copy.root.path(), |found, books| {
        assert_eq!(errors(found), Vec::<String>::new());
        books
    });
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(copy.text(&path).as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let header = &rows[0];
    for line in (1..rows.len()).step_by(step) {
        for (nth, column) in header.iter().enumerate() {
            for wrong in [b"x".as_slice(), b"12 000", b"\"", b"\xe9", b""] {
                if allows(fact, column).takes(wrong) {
                    continue;
                }
                let bytes = broken(&rows, line, nth, wrong);
                copy.with(Path::new(&path), &bytes, |found, books| {
                    let errors = errors(found);
                    let place = format!("{path}:{}:", line + 1);
                    let wrong = String::from_utf8_lossy(wrong);
                    assert!(
                        errors.len() == 1 && errors[0].starts_with(&place),
                        "{wrong:?} in {column} at {place} gives {errors:#?}"
                    );
                    assert_eq!(books, whole - 1, "{wrong:?} in {column} at {place}");
                });
            }
        }
    }
}

/// The file with one cell as it is told, unquoted.
fn broken(rows: &[csv::StringRecord], line: usize, nth: usize, wrong: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                bytes.push(b',');
            }
            if (at, place) == (line, nth) {
                bytes.extend(wrong);
            } else if cell.contains([',', '"']) {
                bytes.extend(format!("\"{}\"", cell.replace('"', "\"\"")).bytes());
            } else {
                bytes.extend(cell.bytes());
            }
        }
        bytes.push(b'\n');
    }
    bytes
}

#[test]
fn a_wrong_cell_is_found_at_its_line() {
    let schemes = [
        "digihjelpen-2018",
        "digital-participation-2018",
        "digital-participation",
    ];
    let mut parts = schemes
        .map(|scheme| format!("schemes/{scheme}.toml"))
        .to_vec();
    parts.push("data/digihjelpen-2018".to_owned());
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let copy = Copy::of(".", &parts);
    break_cells(&copy, "digihjelpen-2018", Fact::Awards, 2);
    break_cells(&copy, "digihjelpen-2018", Fact::Applications, 6);
    let copy = Copy::of("examples/digdir-2024", &["schemes", "data"]);
    break_cells(&copy, "digdir-2024", Fact::Applications, 11);
    break_cells(&copy, "digdir-2024", Fact::Assessments, 61);
    break_cells(&copy, "digdir-2024", Fact::Recusals, 1);
}

#[test]
fn without_a_column_no_row_is_lost_in_silence() {
    let parts = ["schemes/digihjelpen-2018.toml", "data/digihjelpen-2018"];
    let parents = [
        "schemes/digital-participation-2018.toml",
        "schemes/digital-participation.toml",
    ];
    let copy = Copy::of(".", &[parts, parents].concat());
    let data = copy
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("data"));
    for (path, bytes) in data {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).from_reader(bytes.as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for nth in 0..rows[0].len() {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &rows {
                let kept = row.iter().enumerate().filter(|(place, _)| *place != nth);
                writer.write_record(kept.map(|(_, cell)| cell)).unwrap();
            }
            let column = rows[0][nth].to_owned();
            let needed = ["id", "applicant", "date", "application", "entry", "amount"];
            copy.with(path, &writer.into_inner().unwrap(), |found, _| {
                let errors = errors(found);
                let wanted = usize::from(needed.contains(&column.as_str()));
                assert_eq!(errors.len(), wanted, "without {column}: {errors:#?}");
            });
        }
    }
}

/// Every kind of key in one scheme.
const EVERY_KEY: &str = r#"
name     = "Digital hjelp (made up)"
funder   = { name = "Prøvevik kommune", org_number = "166392330" }
parent   = "inclusion"
currency = "NOK"
language = "nb"
timezone = "Europe/Oslo"
source   = "https://example.org/"
register = "NO-BRC"

[[budget]]
amount = 1_000_000
date   = 2024-01-15
note   = "bevilgning"

[[budget]]
amount = -100_000
note   = "kutt"

[call]
opens  = 2024-05-01
closes = 2024-06-14

[applicants]
types            = ["municipality"]
max_applications = 1
not_funded_by    = ["inclusion"]

[field.existing_offer]
type     = "choice"
choices  = ["yes", "no"]
required = true
label    = "Finnes det et tilbud i dag?"

[requirement.minimum-request]
field   = "requested"
min     = { share = "50%", of = "total_cost" }
when    = { field = "existing_offer", equals = "no" }
cite    = "minst halvparten"
message = "for lite"

[requirement.offer]
field      = "existing_offer"
not_one_of = ["yes"]

[requirement.cost]
field = "own_contribution"
max   = { field = "total_cost" }

[criterion.need]
name      = "Behov"
max       = 5
weight    = 2
threshold = 2
cite      = "dokumentert behov"

[criterion.reach]
max = 5

[allocation]
method    = "ranked"
cutoff    = "stop"
tie_break = ["criterion:need", "criterion:reach", "requested"]
round_to  = 1_000
min_award = 10_000
max_award = 500_000
min_score = 2

[deadline]
accept   = "3 weeks after award"
pay      = 2024-11-30
complete = 2026-06-30
report   = "2 months after complete"

[payment]
before_acceptance = false
instalments       = [{ share = "50%", on = "accept" }, { share = "50%", on = "report" }]

[settlement]
max_share = "50%"
unspent   = "claim"

[opening]
awards = 2
amount = 200_000
paid   = 100_000
note   = "første runde"
"#;

const PROGRAMME: &str = "name = \"Inkludering (made up)\"\ncurrency = \"NOK\"\n";

/// The end of every key in a scheme file: of the first part of a `[header]`,
/// of `key =` at the beginning of a line, and of `key =` in braces.
fn keys(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let is_key = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = if line.starts_with('#') { "" } else { line };
        let head = code.trim_start_matches('[');
        let length = head.find(|letter| !is_key(letter)).unwrap_or(0);
        if length > 0 {
            ends.push(start + code.len() - head.len() + length);
        }
        let mut quoted = false;
        for (at, letter) in code.char_indices() {
            quoted ^= letter == '"';
            let before = code[..at].trim_end();
            let key = before.trim_end_matches(is_key);
            let opened = key.trim_end().ends_with(['{', ',']);
            if letter == '=' && !quoted && opened {
                ends.push(start + before.len());
            }
        }
        start += line.len();
    }
    ends
}

#[test]
fn a_misspelled_key_is_one_finding() {
    let mut copy = Copy::of(".", &["schemes"]);
    copy.add(Path::new("schemes/every-key.toml"), EVERY_KEY.into());
    copy.add(Path::new("schemes/inclusion.toml"), PROGRAMME.into());
    read(copy.root.path(), |found, _| {
        assert_eq!(errors(found), Vec::<String>::new())
    });
    let mut misspelled = 0;
    for (path, bytes) in &copy.files {
        let text = std::str::from_utf8(bytes).unwrap();
        for end in keys(text) {
            let mut wrong = text.to_owned();
            wrong.insert_str(end, &text[end - 1..end]);
            let line = text[..end].matches('\n').count() + 1;
            copy.with(path, wrong.as_bytes(), |found, _| {
                let errors = errors(found);
                let place = format!("{}:{line}:", path.display());
                assert!(
                    errors.len() == 1
                        && errors[0].starts_with(&place)
                        && errors[0].contains("unknown-key"),
                    "line {line} of {}, {:?}: {errors:#?}",
                    path.display(),
                    wrong.lines().nth(line - 1)
                );
                assert!(
                    found[0]
                        .help
                        .as_deref()
                        .unwrap_or_default()
                        .starts_with("did you mean"),
                    "{place} {:?}",
                    found[0].help
                );
            });
            misspelled += 1;
        }
    }
    assert!(misspelled > 200, "only {misspelled} keys were found");
}

/// A change at a byte of a file.
#[derive(Debug, Clone, Copy)]
enum Change {
    Flip(u8),
    Insert(u8),
    Delete,
    DeleteAllAfter,
}

fn changes() -> impl Strategy<Value = (prop::sample::Index, prop::sample::Index, Change)> {
    let telling = prop::sample::select(b"\",;\n\r\t\0 .-=[]{}#'\xff\xc3\xe9\xcc0".to_vec());
    let byte = || prop_oneof![any::<u8>(), telling.clone()];
    let change = prop_oneof![
        8 => byte().prop_map(Change::Flip),
        8 => byte().prop_map(Change::Insert),
        4 => Just(Change::Delete),
        1 => Just(Change::DeleteAllAfter),
    ];
    (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        change,
    )
}

fn change(bytes: &mut Vec<u8>, at: prop::sample::Index, change: Change) {
    if bytes.is_empty() {
        return;
    }
    let at = at.index(bytes.len());
    match change {
        Change::Flip(byte) => bytes[at] = byte,
        Change::Insert(byte) => bytes.insert(at, byte),
        Change::Delete => drop(bytes.remove(at)),
        Change::DeleteAllAfter => bytes.truncate(at),
    }
}

/// Whether any byte of any file may be another without a panic, and whether
/// every format can show what is then found.
fn any_bytes(copy: &Copy, cases: u32) {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let few = prop::collection::vec(changes(), 1..4);
    let outcome = runner.run(&few, |few| {
        let mut files = copy.files.clone();
        for (file, at, how) in few {
            let nth = file.index(files.len());
            change(&mut files[nth].1, at, how);
        }
        for (path, bytes) in &files {
            fs::write(copy.root.path().join(path), bytes).unwrap();
        }
        read(copy.root.path(), |found, _| {
            for format in [Format::Full, Format::Concise, Format::Json] {
                render(found, format, false, 80);
            }
        });
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn no_byte_anywhere_makes_reading_panic() {
    let parts = ["schemes/digihjelpen-2018.toml", "data/digihjelpen-2018"];
    any_bytes(&Copy::of(".", &parts), 250);
    any_bytes(&Copy::of("examples/digdir-2024", &["schemes", "data"]), 250);
    let mut copy = Copy::empty();
    copy.add(Path::new("schemes/every-key.toml"), EVERY_KEY.into());
    any_bytes(&copy, 250);
}
