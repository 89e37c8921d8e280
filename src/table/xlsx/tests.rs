//! Workbooks, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::render;
use crate::model::{Balance, Currency, Language};
use crate::table::{Cell, Column, Document, Grid};

fn cell(minor: i128, code: &str) -> Cell<'static> {
    let currency = Currency::from_code(code).unwrap();
    Cell::amount(Balance::from_minor(minor), currency)
}

/// Amounts of one column, each with its currency and level.
fn grid(rows: &[(i128, &str, u64)]) -> Grid<'static> {
    let columns = [
        Column::new("name", "Name"),
        Column::new("currency", ""),
        Column::new("amount", "Amount"),
        Column::new("level", "").data_only(),
    ];
    let mut grid = Grid::new(Language::Bokmal, columns);
    grid.set_title("Sums", "all");
    for &(minor, code, level) in rows {
        grid.push(row("A", minor, code, level));
    }
    grid
}

fn row(name: &str, minor: i128, code: &str, level: u64) -> [Cell<'static>; 4] {
    let amount = cell(minor, code);
    [
        Cell::text(name),
        Cell::text(code),
        amount,
        Cell::Count(level),
    ]
}

fn read(document: &Document<'_>) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = render(document).unwrap();
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The formula and the value of the total's amount, which stands a row apart.
fn total(grid: &Grid<'_>) -> (Option<String>, Data) {
    let mut workbook = read(&Document::of(grid));
    let at = (u32::try_from(grid.rows().len()).unwrap() + 2, 2);
    let formulas = workbook.worksheet_formula("Sums").unwrap();
    let formula = formulas.get_value(at).filter(|formula| !formula.is_empty());
    let values = workbook.worksheet_range("Sums").unwrap();
    (
        formula.cloned(),
        values.get_value(at).cloned().unwrap_or_default(),
    )
}

#[test]
fn a_total_of_all_rows_is_a_sum() {
    let mut grid = grid(&[(10_000, "NOK", 0), (-2_500, "NOK", 1)]);
    grid.push_total(row("Total", 7_500, "NOK", 0), &["currency"]);
    assert_eq!(
        total(&grid),
        (Some("SUM(C2:C3)".to_owned()), Data::Float(75.0))
    );
}

#[test]
fn a_total_of_a_currency_and_a_level_says_which_rows() {
    let mut grid = grid(&[(100, "NOK", 0), (200, "DKK", 0), (300, "DKK", 1)]);
    grid.push_total(row("Total", 200, "DKK", 0), &["currency", "level"]);
    let formula = "SUMIFS(C2:C4,B2:B4,B6,D2:D4,D6)".to_owned();
    assert_eq!(total(&grid), (Some(formula), Data::Float(2.0)));
}

#[test]
fn fractions_are_rounded_where_binary_sums_go_astray() {
    let mut grid = grid(&[(10, "NOK", 0), (20, "NOK", 0)]);
    grid.push_total(row("Total", 30, "NOK", 0), &["currency"]);
    let formula = "ROUND(SUM(C2:C3),1)".to_owned();
    assert_eq!(total(&grid), (Some(formula), Data::Float(0.3)));
}

#[test]
fn what_is_no_sum_of_the_cells_is_a_figure() {
    let mut other = grid(&[(100, "NOK", 0)]);
    other.push_total(row("Total", 200, "NOK", 0), &["currency"]);
    assert_eq!(total(&other), (None, Data::Float(2.0)));
    // One of the cells is text, since no number holds it.
    let huge = 10_i128.pow(18) + 1;
    let mut huge_cell = grid(&[(huge, "NOK", 0), (1 - huge, "NOK", 0)]);
    huge_cell.push_total(row("Total", 1, "NOK", 0), &["currency"]);
    assert_eq!(total(&huge_cell), (None, Data::Float(0.01)));
    // A pattern would match more.
    let mut pattern = grid(&[(100, "NOK", 0), (100, "DKK", 0)]);
    let mut cells = row("*", 200, "NOK", 0);
    cells[2] = cell(0, "NOK");
    pattern.push_total(cells, &["name"]);
    assert_eq!(total(&pattern), (None, Data::Float(0.0)));
}

#[test]
fn text_that_looks_like_a_formula_or_a_number_is_text() {
    let mut grid = Grid::new(Language::English, [Column::new("id", "Id")]);
    for text in [
        "=1+1",
        "00123",
        "22.5",
        "@SUM(A1)",
        "_x0041_",
        "https://example.org",
    ] {
        grid.push([Cell::id(text)]);
        let values = read(&Document::of(&grid)).worksheet_range("Table").unwrap();
        let at = u32::try_from(grid.rows().len()).unwrap();
        assert_eq!(
            values.get_value((at, 0)),
            Some(&Data::String(text.to_owned()))
        );
    }
}

#[test]
fn each_table_has_a_sheet_with_its_words_below() {
    let (first, second) = (grid(&[(100, "NOK", 0)]), grid(&[]));
    let document = Document::page("Two", &first).grid(&first).grid(&second);
    let mut workbook = read(&document.notes(vec!["said".to_owned()]));
    assert_eq!(workbook.sheet_names(), ["Sums", "Sums 2"]);
    let values = workbook.worksheet_range("Sums 2").unwrap();
    assert_eq!(
        values.get_value((2, 0)),
        Some(&Data::String("said".to_owned()))
    );
    let titles: Vec<_> = values
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(titles, ["Name", "Currency", "Amount", "Level"]);
}

#[test]
fn a_page_without_tables_is_the_table_of_programs() {
    let data = grid(&[(100, "NOK", 0)]);
    let page = Document::page("In words", &data).section("A", vec!["b".to_owned()]);
    assert_eq!(read(&page).sheet_names(), ["In words"]);
}
