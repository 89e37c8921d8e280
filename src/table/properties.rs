//! Whatever stands in a grid, every format shows the same values.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

use super::testing::{
    hold, is_for_excel, is_plain, is_shown, of_csv, of_html, of_markdown, of_objects, of_tsv, text,
};
#[cfg(feature = "spreadsheets")]
use super::testing::{is_held, of_xlsx, written};
use super::{Cell, Column, Dialect, Document, Format, Grid, Shows, Survey};
use crate::model::{Balance, Currency, Language};

/// Text in which each format has something to trip over.
fn nasty_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@|<>&\"';,.*_`~$#%/:\\\\\t\r\n 0-9a-cæ世é\u{1b}\u{202e}\u{a0}\u{0}-]{0,14}",
        any::<String>(),
        "(=|\\+|-|@|'|#)[A-Z0-9(\"]{1,8}",
        "[0-9]{1,20}([.,/:-][0-9]{1,3})?",
        "_x00[0-9A-F]{2}_[a-z]{0,3}",
        "(&|&amp;|&#39;|<br>|</td>|\\]\\]>|--){1,3}",
    ]
}

fn currency() -> impl Strategy<Value = Currency> {
    let code = prop_oneof![Just("NOK"), Just("ISK"), Just("KWD"), Just("DKK")];
    code.prop_map(|code| Currency::from_code(code).unwrap())
}

fn amount() -> impl Strategy<Value = Cell<'static>> {
    let minor = prop_oneof![
        -10_000_000_i128..10_000_000,
        (-1_000_000_i128..1_000_000).prop_map(|kroner| kroner * 100),
        // As many digits as sums can have.
        -10_i128.pow(27)..10_i128.pow(27),
    ];
    (minor, currency())
        .prop_map(|(minor, currency)| Cell::amount(Balance::from_minor(minor), currency))
}

fn day() -> impl Strategy<Value = NaiveDate> {
    let start = NaiveDate::from_ymd_opt(1850, 1, 1).unwrap();
    (0_u64..200_000).prop_map(move |days| start + Days::new(days))
}

fn row() -> impl Strategy<Value = [Cell<'static>; 9]> {
    let or_blank =
        |cell: BoxedStrategy<Cell<'static>>| prop_oneof![4 => cell, 1 => Just(Cell::Blank)];
    let decimal = (any::<i64>(), 0_u32..7, 0_u32..5);
    let items = proptest::collection::vec("[^;\\pC\\pZ]{1,6}", 0..3);
    (
        or_blank(nasty_text().prop_map(Cell::text).boxed()),
        or_blank(nasty_text().prop_map(Cell::id).boxed()),
        (0_usize..40, nasty_text()).prop_map(|(depth, text)| Cell::tree(depth, text)),
        or_blank(amount().boxed()),
        or_blank(any::<u64>().prop_map(Cell::Count).boxed()),
        or_blank(
            decimal
                .prop_map(|(number, scale, places)| {
                    Cell::Decimal(Decimal::new(number, scale), places)
                })
                .boxed(),
        ),
        or_blank(day().prop_map(Cell::Date).boxed()),
        any::<bool>().prop_map(Cell::Bool),
        items.prop_map(Cell::List),
    )
        .prop_map(|(a, b, c, d, e, f, g, h, i)| [a, b, c, d, e, f, g, h, i])
}

fn grid() -> impl Strategy<Value = Grid<'static>> {
    let language = prop_oneof![
        Just(Language::Bokmal),
        Just(Language::Danish),
        Just(Language::English)
    ];
    (language, proptest::collection::vec(row(), 0..4)).prop_map(|(language, rows)| {
        let keys = [
            "text", "id", "tree", "amount", "count", "decimal", "date", "bool", "list",
        ];
        let columns = keys.map(|key| Column::new(key, key));
        let mut grid = Grid::new(language, columns);
        grid.set_title("All: types", "a & b");
        for row in rows {
            grid.push(row);
        }
        grid
    })
}

proptest! {
    #[test]
    fn every_format_for_programs_has_the_values(grid in grid()) {
        let csv = text(&grid, Format::Csv);
        hold(&grid, &of_csv(&csv, b','), is_plain)?;
        let tsv = text(&grid, Format::Tsv);
        hold(&grid, &of_tsv(&tsv), is_plain)?;
        let array: Vec<Value> = serde_json::from_str(&text(&grid, Format::Json)).unwrap();
        hold(&grid, &of_objects(&grid, &array), is_plain)?;
        let jsonl = text(&grid, Format::JsonLines);
        let objects: Vec<Value> = jsonl.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(objects, array);
    }

    #[test]
    fn what_is_written_in_parts_is_the_whole(
        grid in grid(), size in 1..4_usize, width in 1..120_usize, note in ".{0,50}",
        elastic in 0..512_u32, optional in 0..512_u32, data_only in 0..512_u32,
    ) {
        let notes = [note];
        let rows: Vec<_> = grid.rows().collect();
        let columns = (0..).zip(grid.columns()).map(|(nth, column)| Column {
            elastic: elastic >> nth & 1 == 1,
            optional: optional >> nth & 1 == 1,
            data_only: data_only >> nth & 1 == 1,
            ..column.clone()
        });
        let mut whole = Grid::new(grid.language(), columns.collect::<Vec<_>>());
        rows.iter().for_each(|row| whole.push(row.iter().cloned()));
        let grid = whole;
        let shown = |shows: &Shows, row: &[Cell<'static>]| {
            let cells = row.iter().enumerate();
            let cells = cells.map(|(nth, cell)| if shows.column(nth) { cell.clone() } else { Cell::Blank });
            cells.collect::<Vec<_>>()
        };
        let part = |rows: &[&[Cell<'static>]], shows: &Shows| {
            let mut part = Grid::new(grid.language(), grid.columns());
            rows.iter().for_each(|row| part.push(shown(shows, row)));
            part
        };
        let part = &part;
        let parts = |shows| rows.chunks(size).map(move |rows| part(rows, &shows));
        // Column by column, and from below.
        let survey = |width| {
            let mut survey = Survey::before(&grid, width);
            for nth in 0..grid.columns().len() {
                for row in rows.iter().rev() {
                    if survey.wants(nth) {
                        survey.see(nth, &row[nth]);
                    }
                    survey.settle();
                }
            }
            survey
        };
        prop_assume!(!rows.is_empty());
        let none = &[][..];
        for (format, notes) in [
            (Format::Csv, none), (Format::Tsv, none), (Format::JsonLines, none),
            (Format::Table, none), (Format::Table, &notes),
        ] {
            let whole = format.write(&Document::of(&grid).notes(notes), width).unwrap();
            let mut written = String::new();
            format
                .write_long(survey, parts, notes, width, |text| {
                    written += text;
                    Ok(())
                })
                .unwrap();
            prop_assert_eq!(written.as_bytes(), whole);
        }
    }

    #[test]
    fn every_format_for_people_has_the_values(grid in grid()) {
        let markdown = text(&grid, Format::Markdown);
        hold(&grid, &of_markdown(&markdown), is_shown(grid.language()))?;
        let html = text(&grid, Format::Html);
        hold(&grid, &of_html(&html), is_shown(grid.language()))?;
    }

    #[test]
    fn every_dialect_has_the_values(grid in grid()) {
        for (_, dialect) in Dialect::ALL {
            let csv = text(&grid, Format::ExcelCsv(dialect));
            let csv = csv.strip_prefix('\u{feff}').unwrap();
            prop_assert!(csv.ends_with("\r\n"));
            hold(&grid, &of_csv(csv, dialect.separator()), is_for_excel(dialect))?;
        }
    }

    #[test]
    #[cfg(feature = "spreadsheets")]
    fn a_spreadsheet_has_the_values_in_their_types(grid in grid()) {
        let bytes = written(&grid, Format::Xlsx);
        prop_assert!(bytes == written(&grid, Format::Xlsx));
        let range = of_xlsx(bytes);
        for (row, cells) in (1..).zip(grid.rows()) {
            for (column, cell) in (0..).zip(cells) {
                let held = range.get_value((row, column)).cloned().unwrap_or_default();
                prop_assert!(is_held(cell, &held), "{:?} is held as {:?}", cell, held);
            }
        }
    }
}
