//! What spreadsheets make of what we write, tried with LibreOffice: totals come
//! to our figures when they are reckoned anew, and no cell of a CSV dialect is
//! changed where the computer is set to its language.
//!
//! Debian's package is libreoffice-calc. Without it these tests say that they
//! were skipped, and pass.

#![cfg(feature = "spreadsheets")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test may fail, and says what it skips"
)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;
use serde_json::Value;
use tempfile::TempDir;

/// LibreOffice with a profile of its own, set to a language, which reckons
/// every formula anew.
struct Office {
    folder: TempDir,
}

impl Office {
    /// `None`, which has then been said, where it is not installed.
    fn of(locale: &str) -> Option<Self> {
        let version = Command::new("soffice").arg("--version").output();
        if !version.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: LibreOffice is not installed");
            return None;
        }
        let folder = TempDir::new().unwrap();
        let profile = folder.path().join("profile/user");
        fs::create_dir_all(&profile).unwrap();
        let settings = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"#
        );
        fs::write(profile.join("registrymodifications.xcu"), settings).unwrap();
        Some(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Has LibreOffice save files as workbooks, all at once.
    fn save(&self, names: &[String], filter: Option<&str>) {
        let profile = self.path("profile");
        let mut command = Command::new("soffice");
        command
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args([
                "--headless",
                "--norestore",
                "--convert-to",
                "xlsx",
                "--outdir",
            ])
            .arg(self.path("saved"))
            .args(filter.map(|filter| format!("--infilter=CSV:{filter}")))
            .args(names.iter().map(|name| self.path(name)));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// The first sheet of what was saved.
    fn saved(&self, name: &str) -> Range<Data> {
        let saved = self.path("saved").join(name).with_extension("xlsx");
        first_sheet(&mut open_workbook(saved).unwrap())
    }
}

/// What the program prints.
fn grants(root: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .current_dir(root)
        .args(arguments)
        .args(["--today", "2026-01-01"])
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    output.stdout
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Text in which a spreadsheet sees a formula, a number, a day, a time, a share,
/// money, a truth or an error; and a few in which it should see nothing.
const NAMES: [&str; 44] = [
    "=HYPERLINK(\"http://example.org\")",
    "=1+1",
    "+47 90 00 00 00",
    "-5 kr",
    "- a dash",
    "@SUM(A1)",
    " =1+1",
    "00123",
    "22.5",
    "22,5",
    "1 234",
    "1.234",
    "1,234",
    "1 234,50",
    "1,234.50",
    "1/2",
    "1-2",
    "1.2.",
    "3E5",
    "12:30",
    "10 %",
    "10%",
    "kr 200",
    "200 kr",
    "1. mai",
    "1 maj 2024",
    "mars 24",
    "Dez 24",
    "2024-06-14",
    "14.06.2024",
    "14/6/24",
    "2024-06-14 12:00",
    "true",
    "SANN",
    "FALSCH",
    "#N/A",
    "semi;colon",
    "comma, too",
    "a \"quoted\" word",
    "1 \"2\"",
    "'apostrophe",
    "E18",
    "Ærø kommune",
    "\u{a0}12",
];

const IDS: [&str; 8] = [
    "001", "22.5", "1-2", "3E5", "MAR1", "TRUE", "1.5.24", "D24-001",
];

/// A folder with an application for each name, and amounts that are easily lost.
fn ledger(folder: &Path) {
    fs::create_dir_all(folder.join("schemes")).unwrap();
    fs::create_dir_all(folder.join("data/nasty")).unwrap();
    let scheme = "name = \"Nasty\"\nfunder = { name = \"Nobody\" }\ncurrency = \"NOK\"\nlanguage = \"nb\"\ntimezone = \"Europe/Oslo\"\n\
                  [[budget]]\namount = 1000\n[call]\ncloses = 2024-12-31\n";
    fs::write(folder.join("schemes/nasty.toml"), scheme).unwrap();
    let mut writer = csv::Writer::from_path(folder.join("data/nasty/applications.csv")).unwrap();
    writer
        .write_record(["id", "applicant", "received", "title", "requested"])
        .unwrap();
    let amounts = [
        "1234.50",
        "120000",
        "0.05",
        "9999999999999.99",
        "9999999999999999.99",
        "",
    ];
    for (nth, name) in NAMES.iter().enumerate() {
        let id = IDS
            .get(nth)
            .map_or_else(|| format!("N{nth}"), |id| (*id).to_owned());
        writer
            .write_record([
                &id,
                *name,
                "2024-06-14",
                *name,
                amounts[nth % amounts.len()],
            ])
            .unwrap();
    }
    writer.flush().unwrap();
    let awards = "date,application,entry,amount\n2025-01-02,001,award,0.10\n\
                  2025-01-02,22.5,award,0.20\n2025-01-02,1-2,award,0.30\n";
    fs::write(folder.join("data/nasty/awards.csv"), awards).unwrap();
}

fn first_sheet(workbook: &mut Xlsx<std::io::BufReader<fs::File>>) -> Range<Data> {
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

#[test]
fn totals_come_to_our_figures_when_they_are_reckoned_anew() {
    let Some(office) = Office::of("nb-NO") else {
        return;
    };
    let root = repository();
    let currencies = root.join("tests/folders/currencies");
    let nasty = TempDir::new().unwrap();
    ledger(nasty.path());
    let ledger = root.join("tests/folders/ledger");
    let views: [(&Path, &[&str]); 7] = [
        // Its sums of fractions go astray as binary fractions.
        (nasty.path(), &["recipients"]),
        (&root, &["budget"]),
        (&root, &["budget", "--by", "year"]),
        (
            &root,
            &["budget", "digital-participation-2018", "it-frivillige"],
        ),
        (&root, &["recipients"]),
        (&ledger, &["recipients"]),
        (&currencies, &["budget"]),
    ];
    let names: Vec<String> = (0..views.len()).map(|nth| format!("{nth}.xlsx")).collect();
    let mut ours = Vec::new();
    for ((root, view), name) in views.iter().zip(&names) {
        let file = office.path(name);
        grants(root, &[view, &["-o", file.to_str().unwrap()][..]].concat());
        let mut workbook: Xlsx<_> = open_workbook(&file).unwrap();
        let sheet = workbook.sheet_names()[0].clone();
        let formulas = workbook.worksheet_formula(&sheet).unwrap();
        ours.push((first_sheet(&mut workbook), formulas));
        spoil(&file);
    }
    office.save(&names, None);
    for (((_, view), name), (figures, formulas)) in views.iter().zip(&names).zip(ours) {
        let reckoned = office.saved(name);
        let mut count = 0;
        for (row, cells) in (0..).zip(figures.rows()) {
            for (column, figure) in (0..).zip(cells) {
                let at = (row, column);
                let theirs = reckoned.get_value(at).cloned().unwrap_or_default();
                assert_eq!(*figure, theirs, "{view:?} {at:?}");
                count += usize::from(formulas.get_value(at).is_some_and(|text| !text.is_empty()));
            }
        }
        assert!(count >= 3, "{view:?} has {count} formulas");
    }
}

/// Puts a wrong figure beside each formula, which only a new reckoning mends.
fn spoil(file: &Path) {
    let mut read = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut spoiled = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for nth in 0..read.len() {
        let mut part = read.by_index(nth).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let mut pieces = text.split("</f><v>");
        let mut out = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (_, rest) = piece.split_once('<').unwrap();
            out += &format!("</f><v>987654321<{rest}");
        }
        let options = zip::write::SimpleFileOptions::default();
        spoiled.start_file(part.name().unwrap(), options).unwrap();
        spoiled.write_all(out.as_bytes()).unwrap();
    }
    fs::write(file, spoiled.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn no_cell_of_a_dialect_is_changed_where_the_computer_speaks_the_language() {
    let folder = TempDir::new().unwrap();
    ledger(folder.path());
    for (dialect, locale, separator, language) in [
        ("excel-nb", "nb-NO", 59, 1044),
        ("excel-da", "da-DK", 59, 1030),
        ("excel-sv", "sv-SE", 59, 1053),
        ("excel-de", "de-DE", 59, 1031),
        ("excel-en", "en-GB", 44, 2057),
    ] {
        let Some(office) = Office::of(locale) else {
            return;
        };
        // As a double click in Excel does: days, times and formulas are seen.
        let filter =
            format!("{separator},34,76,1,,{language},false,true,false,false,false,-1,true");
        let root = repository();
        let views: [(&Path, &[&str]); 4] = [
            (folder.path(), &["list", "nasty"]),
            (&root, &["budget"]),
            (&root, &["list", "digihjelpen-2018"]),
            (
                &root,
                &["-C", "examples/digdir-2024", "rank", "digdir-2024"],
            ),
        ];
        let names: Vec<String> = (0..views.len()).map(|nth| format!("{nth}.csv")).collect();
        for ((root, view), name) in views.iter().zip(&names) {
            let file = office.path(name);
            let to = ["--csv-dialect", dialect, "-o", file.to_str().unwrap()];
            grants(root, &[view, &to[..]].concat());
        }
        office.save(&names, Some(&filter));
        for ((root, view), name) in views.iter().zip(&names) {
            let wrong = changed(root, view, &office.saved(name));
            assert!(
                wrong.is_empty(),
                "{dialect} {view:?}:\n{}",
                wrong.join("\n")
            );
        }
    }
}

/// The cells of a sheet that are not what the view has.
fn changed(root: &Path, view: &[&str], held: &Range<Data>) -> Vec<String> {
    let json = grants(root, &[view, &["-O", "json"]].concat());
    let csv = String::from_utf8(grants(root, &[view, &["-O", "csv"]].concat())).unwrap();
    let keys: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_slice(&json).unwrap();
    assert!(!rows.is_empty());
    let mut wrong = Vec::new();
    for (column, &key) in (0..).zip(&keys) {
        assert_eq!(held.get_value((0, column)).unwrap().to_string(), key);
        for (row, cells) in (1..).zip(&rows) {
            let held = held.get_value((row, column)).cloned().unwrap_or_default();
            if !is_unchanged(key, &cells[key], &held) {
                wrong.push(format!("{key}: {} became {held:?}", cells[key]));
            }
        }
    }
    wrong
}

/// Whether a spreadsheet's cell is of the type of its column, and of the value.
fn is_unchanged(key: &str, value: &Value, held: &Data) -> bool {
    let is_number = matches!(
        key,
        "requested"
            | "awarded"
            | "released"
            | "paid"
            | "repaid"
            | "outstanding"
            | "score"
            | "budget"
            | "committed"
            | "remaining"
    ) || key.starts_with("criterion_");
    match (value, held) {
        (Value::Null, held) => *held == Data::Empty,
        (Value::Bool(truth), Data::Bool(held)) => truth == held,
        (Value::Number(number), Data::Float(held)) => number.as_f64() == Some(*held),
        (Value::Array(items), Data::String(held)) => {
            let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            items.join(";") == *held
        }
        (Value::String(text), Data::Float(held)) if is_number => {
            let held: Decimal = held.to_string().parse().unwrap();
            held == text.parse().unwrap()
        }
        // A number keeps all its digits where a spreadsheet's would not.
        (Value::String(text), Data::String(held)) if is_number => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits > 15 && held.replace(',', ".") == *text
        }
        (Value::String(text), Data::DateTime(_)) => key == "received" && text == "2024-06-14",
        (Value::String(text), Data::String(held)) if key != "received" => {
            let runs = text.trim_start().starts_with(['=', '+', '-', '@']);
            *held
                == if runs {
                    format!("'{text}")
                } else {
                    text.clone()
                }
        }
        _ => false,
    }
}
