//! Whatever stands in a grid, every format shows the same values: each is read
//! back by a reader that is not ours.

use std::io::Cursor;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Cell, Column, Dialect, Document, Format, Grid};
use crate::model::{Balance, Currency, Language};
use crate::source::visible;

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

fn amount() -> impl Strategy<Value = Cell> {
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

fn row() -> impl Strategy<Value = [Cell; 9]> {
    let or_blank = |cell: BoxedStrategy<Cell>| prop_oneof![4 => cell, 1 => Just(Cell::Blank)];
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

fn grid() -> impl Strategy<Value = Grid> {
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

fn written(grid: &Grid, format: Format) -> Vec<u8> {
    format.write(&Document::of(grid), 80).unwrap()
}

fn text(grid: &Grid, format: Format) -> String {
    String::from_utf8(written(grid, format)).unwrap()
}

/// Holds what was read, a header and rows, against the grid, cell by cell.
fn hold(
    grid: &Grid,
    read: &[Vec<String>],
    same: impl Fn(&Cell, &str) -> bool,
) -> Result<(), TestCaseError> {
    let header: Vec<_> = grid
        .columns()
        .iter()
        .map(|column| column.key.as_ref())
        .collect();
    prop_assert_eq!(&read[0], &header);
    prop_assert_eq!(read.len(), grid.rows().len() + 1);
    for (row, read) in grid.rows().iter().zip(&read[1..]) {
        prop_assert_eq!(row.len(), read.len());
        for (cell, read) in row.iter().zip(read) {
            prop_assert!(same(cell, read), "{:?} was read as {:?}", cell, read);
        }
    }
    Ok(())
}

fn is_plain(cell: &Cell, read: &str) -> bool {
    cell.plain() == read
}

/// What people read, as programs would write it: without groups, with a point.
fn is_shown(language: Language) -> impl Fn(&Cell, &str) -> bool {
    move |cell, read| match cell {
        Cell::Count(_) | Cell::Amount(..) | Cell::Decimal(..) => {
            let (group, point) = language.marks();
            let number = read.replace(group, "").replace(point, ".");
            number.parse::<Decimal>().unwrap() == cell.plain().parse().unwrap()
        }
        Cell::Bool(truth) => read == if *truth { "yes" } else { "no" },
        Cell::List(items) => read == items.join("; "),
        _ => squeezed(&lines(&cell.plain())) == squeezed(read),
    }
}

/// Text as a page shows it: line feeds end lines, other controls are spelled
/// out.
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines
        .join("\n")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Without the blanks at both ends, which a page does not show.
fn squeezed(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}

fn of_csv(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let records = reader.records();
    records
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn of_tsv(text: &str) -> Vec<Vec<String>> {
    let cell = |cell: &str| {
        let mut out = String::new();
        let mut characters = cell.chars();
        while let Some(character) = characters.next() {
            out.push(match character {
                '\\' => match characters.next().unwrap() {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    other => other,
                },
                other => other,
            });
        }
        out
    };
    let lines = text.strip_suffix('\n').unwrap().split('\n');
    lines
        .map(|line| line.split('\t').map(cell).collect())
        .collect()
}

fn of_objects(grid: &Grid, objects: &[Value]) -> Vec<Vec<String>> {
    let keys: Vec<_> = grid
        .columns()
        .iter()
        .map(|column| column.key.to_string())
        .collect();
    let rows = objects.iter().map(|object| {
        let cell = |key: &String| match &object[key] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let items = items.iter().map(|item| item.as_str().unwrap().to_owned());
                items.collect::<Vec<_>>().join(";")
            }
            other => other.to_string(),
        };
        keys.iter().map(cell).collect()
    });
    std::iter::once(keys.clone()).chain(rows).collect()
}

/// The cells of the table: between bars that are not escaped.
fn of_markdown(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let mut cells = vec![String::new()];
        let line = line.replace("<br>", "\n");
        let mut characters = line[1..line.len() - 1].chars();
        while let Some(character) = characters.next() {
            match character {
                '|' => cells.push(String::new()),
                '\\' => cells.last_mut().unwrap().push(characters.next().unwrap()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        rows.push(
            cells
                .iter()
                .map(|cell| cell.trim().replace("&amp;", "&"))
                .collect(),
        );
    }
    rows.remove(1);
    rows
}

fn of_html(text: &str) -> Vec<Vec<String>> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let page = roxmltree::Document::parse_with_options(text, options).unwrap();
    let rows = page
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/1999/xhtml", "tr")));
    let cell = |cell: roxmltree::Node<'_, '_>| -> String {
        let parts = cell.children().map(|part| part.text().unwrap_or("\n"));
        parts.collect()
    };
    rows.map(|row| row.children().map(cell).collect()).collect()
}

#[cfg(feature = "spreadsheets")]
fn of_xlsx(bytes: Vec<u8>) -> calamine::Range<calamine::Data> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

/// Whether a spreadsheet's cell is of the type and the value.
#[cfg(feature = "spreadsheets")]
fn is_held(cell: &Cell, held: &calamine::Data) -> bool {
    use calamine::Data;
    let number = |held: &f64| held.to_string().parse::<Decimal>().unwrap();
    let plain = cell.plain();
    match (cell, held) {
        (cell, Data::Empty) => cell.is_blank(),
        (Cell::Count(_) | Cell::Amount(..) | Cell::Decimal(..), Data::Float(held)) => {
            number(held) == plain.parse().unwrap()
        }
        (Cell::Count(_) | Cell::Amount(..) | Cell::Decimal(..), Data::String(held)) => {
            plain == *held && plain.chars().filter(char::is_ascii_digit).count() > 15
        }
        (Cell::Date(date), Data::DateTime(held)) => {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            held.as_f64()
                == (*date - start)
                    .num_days()
                    .to_string()
                    .parse::<f64>()
                    .unwrap()
        }
        (Cell::Date(date), Data::String(held)) => {
            *date < NaiveDate::from_ymd_opt(1900, 3, 1).unwrap() && *held == plain
        }
        (Cell::Bool(truth), Data::Bool(held)) => truth == held,
        (Cell::Text(_) | Cell::Tree { .. } | Cell::Id(_) | Cell::List(_), Data::String(held)) => {
            *held == lines(&plain)
        }
        _ => false,
    }
}

/// Whether what a language's Excel is given is the value, once it has done what
/// it does: a formula that is a text is that text; a mark that defuses stays.
fn is_for_excel(dialect: Dialect) -> impl Fn(&Cell, &str) -> bool {
    move |cell, read| {
        let literal = read
            .strip_prefix("=\"")
            .and_then(|text| text.strip_suffix('"'));
        let literal = literal.map(|text| text.replace("\"\"", "\""));
        let point = if dialect == Dialect::ExcelEn {
            '.'
        } else {
            ','
        };
        let plain = cell.plain();
        match cell {
            Cell::Count(_) | Cell::Amount(..) | Cell::Decimal(..) => {
                literal.as_deref().unwrap_or(read) == plain.replace('.', &point.to_string())
            }
            Cell::Bool(_) => !read.is_empty(),
            Cell::Blank | Cell::Date(_) => literal.as_deref().unwrap_or(read) == plain,
            _ => {
                let expected = plain.replace("\r\n", "\n").replace('\r', "\n");
                let expected: Vec<_> = expected
                    .split('\n')
                    .map(|line| line.split('\t').map(visible).collect::<Vec<_>>().join("\t"))
                    .collect();
                let expected = expected.join("\n");
                let would_run = read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                match literal {
                    Some(text) => text == expected,
                    None => {
                        !would_run
                            && (read == expected || read.strip_prefix('\'') == Some(&expected))
                    }
                }
            }
        }
    }
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
