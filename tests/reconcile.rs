//! A finance system's workbook, made here, held against the payments of
//! tests/folders/ledger.

#![cfg(feature = "spreadsheets")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use std::path::Path;
use std::process::Command;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// Made up: the payments of the folder as an accountant's workbook has them,
/// in typed cells, with a title, a sum and a sheet of something else.
fn workbook(path: &Path, last_amount: u32) {
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet();
    notes.set_name("Om uttrekket").unwrap();
    notes.write(0, 0, "Oppdiktet uttrekk").unwrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Bilag").unwrap();
    sheet.write(0, 0, "Utbetalt tilskudd 2024-2025").unwrap();
    let names = ["Bilagsdato", "Bilagsnr", "Org.nr", "Type", "Beløp (kr)"];
    for (column, name) in (0..).zip(names) {
        sheet.write(2, column, name).unwrap();
    }
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let rows = [
        ("2024-06-05", 8801, 106_600_007, "Utbetaling", 150_000),
        ("2024-06-06", 8802, 106_601_372, "Utbetaling", 225_000),
        ("2024-06-07", 8803, 106_604_118, "Utbetaling", 187_500),
        ("2024-06-10", 8804, 106_605_483, "Utbetaling", 135_000),
        ("2024-06-10", 8805, 106_608_229, "Utbetaling", 300_000),
        ("2025-02-25", 8911, 106_600_007, "Utbetaling", 30_000),
        ("2025-08-20", 8977, 106_605_483, "Utbetaling", 45_000),
        (
            "2025-09-10",
            9002,
            106_608_229,
            "Tilbakebetaling",
            last_amount,
        ),
    ];
    for (row, (day, reference, number, kind, amount)) in (3..).zip(rows) {
        let day = ExcelDateTime::parse_from_str(day).unwrap();
        sheet.write_with_format(row, 0, &day, &date).unwrap();
        sheet.write(row, 1, reference).unwrap();
        sheet.write(row, 2, number).unwrap();
        sheet.write(row, 3, kind).unwrap();
        sheet.write(row, 4, amount).unwrap();
    }
    sheet.write(12, 0, "Sum").unwrap();
    sheet.write(12, 4, 1_082_500).unwrap();
    workbook.save(path).unwrap();
}

/// The exit status, and what is printed as CSV.
fn reconcile(file: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_grants"))
        .args(["-C", "tests/folders/ledger", "reconcile", "village-2024"])
        .arg(file)
        .args(["-O", "csv"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("GRANTS_ROOT")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), said + &printed)
}

#[test]
fn a_workbook_of_the_same_payments_is_matched_to_the_last() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bilag.xlsx");
    workbook(&file, 10_000);
    let (status, printed) = reconcile(&file, &["--sheet", "Bilag"]);
    assert_eq!(status, Some(0), "{printed}");
    let rows: Vec<&str> = printed.lines().skip(1).collect();
    assert_eq!(rows.len(), 8, "{printed}");
    for row in rows {
        assert!(row.contains(",matched,"), "{row}");
        assert!(row.contains(",reference,") && row.ends_with(",0"), "{row}");
    }
}

#[test]
fn what_differs_in_a_workbook_is_told_with_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bilag.xlsx");
    workbook(&file, 1_000);
    let (status, printed) = reconcile(&file, &["--sheet", "Bilag"]);
    assert_eq!(status, Some(1), "{printed}");
    let row = "village-2024,differs,1,reference,V-07,Oppdikt kommune,9002,2025-09-10,2025-09-10,2025-09-10,11,NOK,-10000,-1000,9000";
    assert_eq!(printed.lines().nth(1), Some(row), "{printed}");
}

#[test]
fn which_sheet_is_meant_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bilag.xlsx");
    workbook(&file, 10_000);
    let (status, printed) = reconcile(&file, &["--sheet", "Bilg"]);
    assert_ne!(status, Some(0));
    assert!(printed.contains("`Bilag`"), "{printed}");
}
