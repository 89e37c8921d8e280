//! Readers of what is printed, none of them ours, and whether what they read is
//! what stood in the grid.

#[cfg(feature = "spreadsheets")]
use std::io::Cursor;

#[cfg(feature = "spreadsheets")]
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;

use super::{Cell, Dialect, Document, Format, Grid};
use crate::model::Language;
use crate::source::visible;

pub(super) fn written(grid: &Grid<'_>, format: Format) -> Vec<u8> {
    format.write(&Document::of(grid), 80).unwrap()
}

pub(super) fn text(grid: &Grid<'_>, format: Format) -> String {
    String::from_utf8(written(grid, format)).unwrap()
}

/// Holds what was read, a header and rows, against the grid, cell by cell.
pub(super) fn hold(
    grid: &Grid<'_>,
    read: &[Vec<String>],
    same: impl Fn(&Cell<'_>, &str) -> bool,
) -> Result<(), TestCaseError> {
    let header: Vec<_> = grid
        .columns()
        .iter()
        .map(|column| column.key.as_ref())
        .collect();
    prop_assert_eq!(&read[0], &header);
    prop_assert_eq!(read.len(), grid.rows().len() + 1);
    for (row, read) in grid.rows().zip(&read[1..]) {
        prop_assert_eq!(row.len(), read.len());
        for (cell, read) in row.iter().zip(read) {
            prop_assert!(same(cell, read), "{:?} was read as {:?}", cell, read);
        }
    }
    Ok(())
}

pub(super) fn is_plain(cell: &Cell<'_>, read: &str) -> bool {
    cell.plain() == read
}

/// What people read, as programs would write it: without groups, with a point.
pub(super) fn is_shown(language: Language) -> impl Fn(&Cell<'_>, &str) -> bool {
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
pub(super) fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines
        .join("\n")
        .replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Without the blanks at both ends, which a page does not show.
pub(super) fn squeezed(text: &str) -> String {
    text.split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("\n")
        .trim()
        .to_owned()
}

pub(super) fn of_csv(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let records = reader.records();
    records
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

pub(super) fn of_tsv(text: &str) -> Vec<Vec<String>> {
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

pub(super) fn of_objects(grid: &Grid<'_>, objects: &[Value]) -> Vec<Vec<String>> {
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
pub(super) fn of_markdown(text: &str) -> Vec<Vec<String>> {
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

pub(super) fn of_html(text: &str) -> Vec<Vec<String>> {
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
pub(super) fn of_xlsx(bytes: Vec<u8>) -> calamine::Range<calamine::Data> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap()
}

/// Whether a spreadsheet's cell is of the type and the value.
#[cfg(feature = "spreadsheets")]
pub(super) fn is_held(cell: &Cell<'_>, held: &calamine::Data) -> bool {
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
pub(super) fn is_for_excel(dialect: Dialect) -> impl Fn(&Cell<'_>, &str) -> bool {
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
