//! Foreign tables as they come.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{Content, Reading, Table, read};

fn table(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Table, String> {
    table_as(name, bytes, &Reading::default())
}

fn table_as(name: &str, bytes: impl Into<Vec<u8>>, reading: &Reading) -> Result<Table, String> {
    let refused = |refused: Box<(_, crate::diagnostic::Findings)>| {
        let found = refused.1.as_slice().iter();
        found
            .map(|finding| {
                format!(
                    "{} ({})",
                    finding.message,
                    finding.help.as_deref().unwrap_or("")
                )
            })
            .collect()
    };
    read(name, bytes.into(), reading).map_err(refused)
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    let row = |row: &super::Row| {
        row.cells
            .iter()
            .map(|cell| cell.text().into_owned())
            .collect()
    };
    table.rows().iter().map(row).collect()
}

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

#[test]
fn what_stands_around_the_rows_is_left_out_and_said() {
    let text = "Uttrekk;;\n;;\nSøker;Sted;Beløp\nA;B;1\n\n;;\nC;D;2\nI alt:;;3\nLaget 1. mai;;\n";
    let table = table("a.csv", text).unwrap();
    assert_eq!(texts(&table), [["A", "B", "1"], ["C", "D", "2"]]);
    assert_eq!(table.rows()[1].number, 7);
    assert!(table.said().contains(&"header in line 3".to_owned()));
    let skipped = table.skipped().join("; ");
    assert_eq!(
        skipped,
        "row 1 above the header; row 8, a total (`I alt:`); row 9, a note under the total (`Laget 1. mai`)"
    );
}

#[test]
fn an_applicant_may_be_called_as_a_total_is() {
    let table = table("a.csv", "Søker;Sted;Beløp\nTotal;Oslo;1\nB;;2\n").unwrap();
    assert_eq!(table.rows().len(), 2);
}

#[test]
fn averages_below_the_rows_are_left_out_and_said() {
    let words = [
        "Snitt:",
        "Gjennomsnitt",
        "Gj.sn.",
        "Gennemsnit",
        "Medelvärde",
        "Average",
        "Durchschnitt",
    ];
    for word in words {
        let text = format!("Saksnr;Behov;Plan\nA1;4;3,5\nA2;5;4\nSum;9\n{word};4,5;3,75\n");
        let table = table("a.csv", text).unwrap();
        assert_eq!(table.rows().len(), 2, "{word}");
        let skipped = table.skipped().join("; ");
        let expected = format!("row 4, a total (`Sum`); row 5, an average (`{word}`)");
        assert_eq!(skipped, expected);
    }
}

#[test]
fn an_applicant_may_be_called_as_an_average_is() {
    let table = table("a.csv", "Søker;Sted;Beløp\nSnitt;Oslo;1\nB;;2\n").unwrap();
    assert_eq!(table.rows().len(), 2);
}

#[test]
fn errors_are_told_by_the_row_in_which_they_stand() {
    let text = "Tittel;\nSøker;Beløp\n\"A\nA\";1\n;x\n\nC;3\n";
    let table = table("a.csv", text).unwrap();
    let rows: Vec<usize> = table.rows().iter().map(|row| row.number).collect();
    assert_eq!(rows, [3, 5, 7]);
    let error = |cell: &super::Cell| table.finding(&super::codes::NUMBER_FORM, cell, "no");
    for row in table.rows() {
        for cell in &row.cells {
            let found = table.rows_with_errors(&[error(cell)]);
            assert!(found.into_iter().eq([row.number]), "{cell:?}");
        }
    }
    let header = error(&table.columns()[0].cell);
    let warning = table.finding(&super::codes::SAME_ROW, &table.rows()[0].cells[0], "no");
    assert!(table.rows_with_errors(&[header, warning]).is_empty());
}

#[test]
fn a_row_may_be_shorter_than_the_header_or_longer() {
    let table = table("a.csv", "a;b;c\nx\ny;2;3;\nz;2;3;4\nw;;;\n").unwrap();
    let expected = [
        ["x", "", "", ""],
        ["y", "2", "3", ""],
        ["z", "2", "3", "4"],
        ["w", "", "", ""],
    ];
    assert_eq!(texts(&table), expected);
    assert_eq!(super::keys(&table), ["a", "b", "c", "[D]"]);
    let said = "1 row is shorter than the header, and blank where it ends".to_owned();
    assert!(table.said().contains(&said), "{:?}", table.said());
}

#[test]
fn a_cell_of_csv_may_have_several_lines_and_keeps_its_place() {
    let table = table("a.csv", "a;b\r\n\"x\r\ny\";1\r\nz;2\r\n").unwrap();
    assert_eq!(texts(&table), [["x y", "1"], ["z", "2"]]);
    assert_eq!(table.rows()[1].number, 4);
    let cell = &table.rows()[1].cells[1];
    let span = table.span(cell);
    let source = table.sources().get(span.file);
    assert_eq!(&source.text()[span.range()], "2");
    assert_eq!(source.position(span.range().start).line, 4);
}

#[test]
fn an_open_quote_is_found_and_nothing_is_read() {
    let refused = table("a.csv", "a;b\n\"x;1\ny;2\n").unwrap_err();
    assert!(refused.contains("never closed"), "{refused}");
}

#[test]
fn no_row_of_names_is_asked_about() {
    let refused = table("a.csv", "1;2\n3;4\n").unwrap_err();
    assert!(refused.contains("--header-row"), "{refused}");
    let reading = Reading {
        header_row: Some(1),
        ..Reading::default()
    };
    assert_eq!(
        texts(&table_as("a.csv", "1;2\n3;4\n", &reading).unwrap()),
        [["3", "4"]]
    );
}

#[test]
fn a_row_further_down_is_not_taken_for_the_header() {
    let refused = table("a.csv", "Søker;2024\nA;ja\nB;nei\n").unwrap_err();
    assert!(refused.starts_with("row 1 does not look like"), "{refused}");
}

#[test]
fn a_file_may_have_one_column_or_no_row() {
    let table = table("a.csv", "Søker\nA\nB\n").unwrap();
    assert_eq!(texts(&table), [["A"], ["B"]]);
    assert_eq!(table.said()[0], "one column");
    let refused = self::table("a.csv", "").unwrap_err();
    assert!(refused.contains("there is no row"), "{refused}");
}

#[test]
fn numbers_of_persons_are_covered_in_the_text_and_not_in_the_cells() {
    let table = table("a.csv", "Søker;x\nA;01016050012\n").unwrap();
    let source = table.sources().iter().next().unwrap();
    assert!(!source.text().contains("01016050012"));
    assert_eq!(table.rows()[0].cells[1].text(), "01016050012");
}

#[test]
fn a_number_is_the_shortest_decimal_that_is_its_own() {
    let numbers = [22.5, 0.1 + 0.2, 418_750.0, 1e15, -0.0];
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "n").unwrap();
        for (row, number) in (1..).zip(numbers) {
            sheet.write(row, 0, number).unwrap();
        }
    });
    let expected = [
        "22.5",
        "0.30000000000000004",
        "418750",
        "1000000000000000",
        "0",
    ];
    assert_eq!(
        texts(&table("a.xlsx", bytes).unwrap()),
        expected.map(|text| [text])
    );
}

#[test]
fn dates_count_from_1900_or_from_1904() {
    let bytes = include_bytes!("../../tests/folders/import/dates-1904.xlsx");
    let table = table("a.xlsx", *bytes).unwrap();
    let expected = [
        ["Fjordvik kommune", "2024-06-14"],
        ["Nordbygda kommune", "2024-06-14T11:59:00"],
    ];
    assert_eq!(texts(&table), expected);
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "d").unwrap();
        sheet.write_number_with_format(1, 0, 45457, &date).unwrap();
        sheet
            .write_number_with_format(2, 0, 45457.5, &date)
            .unwrap();
    });
    let table = self::table("a.xlsx", bytes).unwrap();
    assert_eq!(texts(&table), [["2024-06-14"], ["2024-06-14T12:00:00"]]);
}

#[test]
fn a_formula_counts_with_its_value_and_an_error_is_found() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet().set_name("Ark1").unwrap();
        sheet.write(0, 0, "n").unwrap();
        sheet
            .write_formula(1, 0, Formula::new("=1+1").set_result("2"))
            .unwrap();
        sheet
            .write_formula(2, 0, Formula::new("=A9/0").set_result("#DIV/0!"))
            .unwrap();
    });
    let table = table("a.xlsx", bytes).unwrap();
    assert_eq!(table.rows()[0].cells[0].text(), "2");
    assert!(matches!(
        table.rows()[1].cells[0].content,
        Content::Error(_)
    ));
    assert!(table.found_in(|_| false).is_empty());
    let found = table.found_in(|nth| nth == 0);
    assert_eq!(
        found[0].message,
        "Ark1!A3: `#DIV/0!`: a formula came to nothing here"
    );
    assert!(
        table
            .said()
            .iter()
            .any(|said| said.starts_with("2 cells are formulas"))
    );
}

#[test]
fn of_several_sheets_one_has_to_be_named() {
    let bytes = || {
        book(|book| {
            for name in ["Søknader", "Vedlegg"] {
                let sheet = book.add_worksheet().set_name(name).unwrap();
                sheet.write(0, 0, name).unwrap();
                sheet.write(1, 0, "x").unwrap();
            }
        })
    };
    let refused = table("a.xlsx", bytes()).unwrap_err();
    assert!(refused.contains("`Søknader`, `Vedlegg`"), "{refused}");
    let reading = |sheet: &str| Reading {
        sheet: Some(sheet.to_owned()),
        ..Reading::default()
    };
    let chosen = table_as("a.xlsx", bytes(), &reading("Vedlegg")).unwrap();
    assert_eq!(chosen.columns()[0].name, "Vedlegg");
    let refused = table_as("a.xlsx", bytes(), &reading("Soknader")).unwrap_err();
    assert!(refused.contains("did you mean `Søknader`?"), "{refused}");
}

#[test]
fn a_cell_far_out_does_not_fill_the_memory() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "a").unwrap();
        sheet.write(1, 0, "x").unwrap();
        sheet.write(1_048_575, 16_383, "y").unwrap();
    });
    let table = table("a.xlsx", bytes).unwrap();
    assert_eq!(table.rows().len(), 2);
    assert_eq!(table.rows()[1].cells[1].reference(), "XFD1048576");
}
