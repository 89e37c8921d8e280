//! What must hold of any file.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::diagnostic::Findings;
use crate::model::Scheme;
use crate::reading::{DecimalMark, Fact, Folder};

use super::{Draft, Encoding, Ledger, Mapping, Reading, Separator, assign, draft, read};

const SCHEME: &str = "name = \"s\"\ncurrency = \"NOK\"\nlanguage = \"nb\"\n\n[call]\n\n[field.venue]\ntype = \"bool\"\n";

fn with_scheme<T>(then: impl FnOnce(&Scheme) -> T) -> T {
    let mut found = Findings::new();
    let files = [("schemes/s.toml".to_owned(), SCHEME.as_bytes().to_vec())];
    let folder = Folder::of_files(files, &mut found);
    assert!(!found.any_error(), "{:?}", found.as_slice());
    then(folder.scheme("s").expect("the scheme is there"))
}

/// What an import would record in an empty file.
fn drafted(name: &str, bytes: Vec<u8>, reading: &Reading) -> Draft {
    with_scheme(|scheme| {
        let table = read(name, bytes, reading).map_err(|refused| format!("{:?}", refused.1));
        let table = table.unwrap();
        let fact = Fact::Applications;
        let assignment = assign(&table, &Mapping::default(), fact, scheme).unwrap();
        let ledger = Ledger {
            scheme,
            fact,
            text: None,
            applications: &[],
            id_prefix: None,
        };
        draft(&table, &assignment, ledger, reading)
    })
}

/// One application: its title, øre, its day, whether there is a venue.
type Facts = (String, u32, u16, Option<bool>);

fn facts() -> impl Strategy<Value = Vec<Facts>> {
    let title = "[A-Za-zæøåÆØÅ0-9;,|\"'. -]{0,20}";
    let row = (title, any::<u32>(), any::<u16>(), any::<Option<bool>>());
    proptest::collection::vec(row, 1..12)
}

fn day(number: u16) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap();
    first + chrono::Days::new(number.into())
}

fn ore(amount: u32) -> Decimal {
    Decimal::new(amount.into(), 2)
}

/// The rows as our files have them.
fn canonical(facts: &[Facts]) -> Vec<Vec<String>> {
    let numbered = (1..).zip(facts);
    let row = |(nth, (title, amount, received, venue)): (usize, &Facts)| {
        let amount = ore(*amount);
        let amount = if amount.is_integer() {
            amount.trunc()
        } else {
            amount
        };
        vec![
            format!("A{nth:03}"),
            format!("Lag {nth}"),
            title.trim().to_owned(),
            amount.to_string(),
            day(*received).to_string(),
            venue.map_or_else(String::new, |venue| venue.to_string()),
        ]
    };
    numbered.map(row).collect()
}

const COLUMNS: [&str; 6] = ["id", "applicant", "title", "requested", "received", "venue"];

fn recorded(draft: &Draft) -> Vec<Vec<String>> {
    let row = |row: &super::DraftRow| COLUMNS.map(|column| row.value(column).to_owned()).to_vec();
    draft.rows.iter().map(row).collect()
}

/// An amount as people write it, in groups of three.
fn dressed(amount: u32, group: &str, mark: &str) -> String {
    let whole = (amount / 100).to_string();
    let mut out = String::new();
    for (nth, digit) in whole.chars().enumerate() {
        if nth > 0 && (whole.len() - nth).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    format!("{out}{mark}{:02}", amount % 100)
}

fn encoded(text: &str, encoding: Encoding, mark: bool) -> Vec<u8> {
    let marked = format!("{}{text}", if mark { "\u{feff}" } else { "" });
    match encoding {
        Encoding::Utf8 => marked.into_bytes(),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        Encoding::Utf16Le => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
        Encoding::Utf16Be => format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect(),
    }
}

proptest! {
    #[test]
    fn the_same_rows_come_out_of_every_dialect(
        facts in facts(),
        separator in proptest::sample::select(&Separator::ALL[..]),
        encoding in proptest::sample::select(&Encoding::ALL[..]),
        mark in any::<bool>(),
        form in proptest::sample::select(&[
            (" ", ",", DecimalMark::Comma), (".", ",", DecimalMark::Comma), ("\u{a0}", ",", DecimalMark::Comma),
            (",", ".", DecimalMark::Point), ("'", ".", DecimalMark::Point), ("", ",", DecimalMark::Comma),
        ][..]),
    ) {
        let (group, point, decimal) = form;
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator.1.byte())
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(COLUMNS).unwrap();
        let expected = canonical(&facts);
        for (row, (_, amount, received, venue)) in expected.iter().zip(&facts) {
            let amount = dressed(*amount, group, point);
            let received = day(*received).format("%d.%m.%Y").to_string();
            let venue = match venue { None => "", Some(true) => "Ja", Some(false) => "nei" };
            writer.write_record([&row[0], &row[1], &row[2], &amount, &received, venue]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let reading = Reading {
            decimal: Some(decimal),
            separator: Some(separator.1),
            ..Reading::default()
        };
        let draft = drafted("a.csv", encoded(&text, encoding.1, mark), &reading);
        prop_assert!(!draft.found.any_error(), "{:?}", draft.found.as_slice());
        prop_assert!(!draft.asked.any_error(), "{:?}", draft.asked.as_slice());
        prop_assert_eq!(recorded(&draft), expected);
    }

    #[test]
    fn a_mapping_that_is_written_says_the_same_when_it_is_read(
        names in proptest::collection::btree_map("[^\\p{C}]{1,8}", "[^\\p{C}]{0,8}", 0..6),
    ) {
        let mapping = Mapping { set: names.clone(), ..Mapping::default() };
        let lines: BTreeMap<String, String> = names;
        let table = read("a.csv", b"applicant;x\nA;1\n".to_vec(), &Reading::default());
        let table = table.map_err(|refused| format!("{:?}", refused.1)).unwrap();
        let assignment = super::Assignment {
            targets: Vec::new(),
            values: BTreeMap::from([("place".to_owned(), lines.clone())]),
            set: lines.clone(),
            proposes_values: false,
        };
        let text = assignment.toml(&table, &lines);
        let read = Mapping::of_toml(&text).map_err(|why| format!("{why}\n{text}")).unwrap();
        prop_assert_eq!(&read.set, &mapping.set);
        prop_assert_eq!(&read.read, &mapping.set);
        prop_assert_eq!(read.values.get("place").cloned().unwrap_or_default(), mapping.set);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("a.csv", bytes, &Reading::default());
    }

    #[test]
    fn no_text_brings_it_down(text in "([a-zæ0-9]|[;,|\t\" .\r\n-]){0,200}") {
        let table = read("a.csv", text.into_bytes(), &Reading::default());
        if let Ok(table) = table {
            with_scheme(|scheme| {
                let fact = Fact::Applications;
                if let Ok(assignment) = assign(&table, &Mapping::default(), fact, scheme) {
                    let ledger = Ledger { scheme, fact, text: None, applications: &[], id_prefix: None };
                    draft(&table, &assignment, ledger, &Reading::default());
                }
            });
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn typed_cells_of_a_spreadsheet_are_taken_exactly(facts in facts()) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let date = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
        for (column, name) in (0..).zip(COLUMNS) {
            sheet.write(0, column, name).unwrap();
        }
        let expected = canonical(&facts);
        for (nth, (row, (_, amount, received, venue))) in (1..).zip(expected.iter().zip(&facts)) {
            for (column, text) in (0..).zip(&row[..3]) {
                sheet.write_string(nth, column, text).unwrap();
            }
            let number: f64 = ore(*amount).to_string().parse().unwrap();
            sheet.write_number(nth, 3, number).unwrap();
            let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let serial = day(*received).signed_duration_since(first).num_days();
            let serial = i32::try_from(serial).unwrap();
            sheet.write_number_with_format(nth, 4, serial, &date).unwrap();
            if let Some(venue) = venue {
                sheet.write_boolean(nth, 5, *venue).unwrap();
            }
        }
        let draft = drafted("a.xlsx", book.save_to_buffer().unwrap(), &Reading::default());
        prop_assert!(!draft.found.any_error(), "{:?}", draft.found.as_slice());
        prop_assert!(!draft.asked.any_error(), "{:?}", draft.asked.as_slice());
        prop_assert_eq!(recorded(&draft), expected);
    }

    #[test]
    fn no_damaged_spreadsheet_brings_it_down(
        at in any::<prop::sample::Index>(), bytes in proptest::collection::vec(any::<u8>(), 1..8),
    ) {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, name) in (0..).zip(["Søker", "Beløp"]) {
            sheet.write(0, column, name).unwrap();
            sheet.write(1, column, 12.5).unwrap();
        }
        let mut file = book.save_to_buffer().unwrap();
        let at = at.index(file.len());
        let until = (at + bytes.len()).min(file.len());
        file[at..until].copy_from_slice(&bytes[..until - at]);
        let _ = read("a.xlsx", file, &Reading::default());
    }
}
