//! From a sheet to a table: which row has the names of the columns, which sum
//! the others up, and what stands around them.

use crate::diagnostic::{Finding, Findings};
use crate::source::{Sources, Span};

use super::cell::{Cell, Content, letters};
use super::sheet::Sheet;
use super::summary::Summary;
use super::sums::Sums;
use super::table::{Heading, Row, Table};
use super::{Reading, codes};

/// So far down a header is looked for.
const LOWEST_HEADER: usize = 50;

pub(super) fn table(sheet: Sheet, reading: &Reading, found: &mut Findings) -> Option<Table> {
    let at = header_row(&sheet, reading, found)?;
    let mut sheet = sheet;
    let below = sheet.rows.split_off(at + 1);
    let header = sheet.rows.pop().expect("the header is the row at `at`");
    let mut table = Table {
        sources: Sources::new(),
        found: Findings::new(),
        file: sheet.file,
        said: std::mem::take(&mut sheet.said),
        skipped: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        sheet: sheet.name.take(),
    };
    let line = header[0].row;
    if line > 1 {
        let unit = if table.sheet.is_some() { "row" } else { "line" };
        table.said.push(format!("header in {unit} {line}"));
    }
    above(&sheet, &mut table);
    shorter(&header, &below, &mut table);
    let columns: Vec<usize> = columns(&header, &below);
    table.columns = columns
        .iter()
        .map(|&column| heading(&header, column))
        .collect();
    rows(below, &columns, &mut table);
    unshown(&sheet, &mut table, found);
    Some(table)
}

/// Which row has the names of the columns.
fn header_row(sheet: &Sheet, reading: &Reading, found: &mut Findings) -> Option<usize> {
    if sheet.rows.is_empty() {
        let message = "there is no row in it";
        let place = Span::new(sheet.file, 0, 0);
        found.add(Finding::new(&codes::FOREIGN_TABLE, place, message));
        return None;
    }
    let Some(number) = reading.header_row else {
        return likely_header(sheet, found);
    };
    let at = sheet.rows.iter().position(|row| row[0].row == number);
    if at.is_none() {
        let message = format!("row {number} is blank, or beyond the last row");
        let place = Span::new(sheet.file, 0, 0);
        let help = "the header is a row with the names of the columns";
        found.add(Finding::new(&codes::FOREIGN_TABLE, place, message).help(help));
    }
    at
}

/// The first row that is about as wide as the widest, if it has nothing but
/// words: where it has not, no row further down is taken for a header.
fn likely_header(sheet: &Sheet, found: &mut Findings) -> Option<usize> {
    let first = || sheet.rows.iter().take(LOWEST_HEADER);
    let filled = |row: &[Cell]| row.iter().filter(|cell| !cell.is_blank()).count();
    let widest = first().map(|row| filled(row)).max().unwrap_or(0);
    let at = first()
        .position(|row| 2 * filled(row) > widest)
        .unwrap_or(0);
    let row = &sheet.rows[at];
    if row.iter().all(|cell| cell.is_blank() || is_name(cell)) {
        return Some(at);
    }
    let place = Span::new(sheet.file, row[0].bytes.start, last(row).bytes.end);
    let message = format!(
        "row {} does not look like the names of the columns",
        row[0].row
    );
    found.add(
        Finding::new(&codes::FOREIGN_TABLE, place, message)
            .label("the first row that is as wide as the others")
            .help("say which row it is: --header-row N; or put names above the columns"),
    );
    None
}

fn last(row: &[Cell]) -> &Cell {
    row.last().expect("a row has a cell")
}

/// Whether a cell may name a column: words, and not a date or an amount.
pub(super) fn is_name(cell: &Cell) -> bool {
    match &cell.content {
        Content::Text(text) => text.chars().any(char::is_alphabetic),
        _ => false,
    }
}

/// What stands above the header.
fn above(sheet: &Sheet, table: &mut Table) {
    let numbers: Vec<usize> = sheet.rows.iter().map(|row| row[0].row).collect();
    if !numbers.is_empty() {
        let list = list(&numbers);
        table.skipped.push(format!("{list} above the header"));
    }
}

/// Says which rows of a CSV file end before the header does.
fn shorter(header: &[Cell], below: &[Vec<Cell>], table: &mut Table) {
    let is_shorter = |row: &&Vec<Cell>| row.len() < header.len();
    let count = below.iter().filter(is_shorter).count();
    if table.sheet.is_some() || count == 0 {
        return;
    }
    table.said.push(match count {
        1 => "1 row is shorter than the header, and blank where it ends".to_owned(),
        _ => format!("{count} rows are shorter than the header, and blank where they end"),
    });
}

/// `row 3`, `rows 1, 2 and 5`, `12 rows (3, 4, 5 …)`.
fn list(numbers: &[usize]) -> String {
    let words: Vec<String> = numbers.iter().take(5).map(usize::to_string).collect();
    match words.as_slice() {
        [one] => format!("row {one}"),
        _ if numbers.len() > 5 => format!("{} rows ({} …)", numbers.len(), words.join(", ")),
        [most @ .., last] => format!("rows {} and {last}", most.join(", ")),
        [] => "no row".to_owned(),
    }
}

/// The columns that have a name, or a value under none.
fn columns(header: &[Cell], below: &[Vec<Cell>]) -> Vec<usize> {
    let rows = std::iter::once(header).chain(below.iter().map(Vec::as_slice));
    let mut columns: Vec<usize> = rows
        .flatten()
        .filter(|cell| !cell.is_blank())
        .map(|cell| cell.column)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

fn heading(header: &[Cell], column: usize) -> Heading {
    let cell = cell(header, column);
    Heading {
        name: cell.text().into_owned(),
        cell,
    }
}

/// The cell of a row under a column; a blank one at the row's end where the
/// row is shorter.
fn cell(row: &[Cell], column: usize) -> Cell {
    let known = row.iter().find(|cell| cell.column == column);
    known.cloned().unwrap_or_else(|| {
        let before = row.iter().rev().find(|cell| cell.column < column);
        let end = before.or(row.first()).map_or(0, |cell| cell.bytes.end);
        Cell {
            content: Content::Blank,
            row: row[0].row,
            column,
            bytes: end..end,
        }
    })
}

fn rows(below: Vec<Vec<Cell>>, columns: &[usize], table: &mut Table) {
    let mut after_total = false;
    let mut sums = Sums::of(columns.len());
    for cells in below {
        let number = cells[0].row;
        let filled: Vec<&Cell> = cells.iter().filter(|cell| !cell.is_blank()).collect();
        let first = filled[0].text().into_owned();
        let are_sums = |cells: &[&Cell]| {
            let column = |cell: &Cell| columns.binary_search(&cell.column).ok();
            let cells = cells.iter().map(|cell| Some((column(cell)?, *cell)));
            let cells: Option<Vec<_>> = cells.collect();
            cells.is_some_and(|cells| sums.are(&table.rows, &cells))
        };
        if let Some(summary) = Summary::of(&filled, columns.len(), are_sums) {
            if summary == Summary::Total {
                sums.end(&table.rows);
            }
            let word = summary.word();
            let skipped = format!("row {number}, {word} (`{}`)", short(&first));
            table.skipped.push(skipped);
            after_total = true;
            continue;
        }
        if after_total && filled.len() == 1 && columns.len() > 2 {
            table.skipped.push(format!(
                "row {number}, a note under the total (`{}`)",
                short(&first)
            ));
            continue;
        }
        let row = Row {
            number,
            cells: columns.iter().map(|&column| cell(&cells, column)).collect(),
        };
        table.rows.push(row);
    }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Says what a person who looks at the sheet does not see as it is.
fn unshown(sheet: &Sheet, table: &mut Table, found: &mut Findings) {
    let hidden: Vec<usize> = table
        .rows
        .iter()
        .map(|row| row.number)
        .filter(|number| sheet.hidden.contains(number))
        .collect();
    if !hidden.is_empty() {
        let are = if hidden.len() == 1 { "is" } else { "are" };
        let rows = list(&hidden);
        table.said.push(format!(
            "{rows} {are} hidden in the sheet, and read all the same"
        ));
    }
    for (rows, columns) in &sheet.merged {
        let below = |last: usize| table.rows.partition_point(|row| row.number <= last);
        let covered = table.rows[below(rows.start)..].iter();
        let covered = covered.take_while(|row| row.number < rows.end);
        let covered = covered.flat_map(|row| &row.cells);
        let mut covered = covered.filter(|cell| columns.contains(&cell.column));
        // A program may keep what a covered cell said before it was merged.
        let Some(cell) = covered.find(|cell| cell.is_blank()) else {
            continue;
        };
        let last = rows.end.saturating_sub(1);
        let area = format!(
            "{}{}:{}{last}",
            letters(columns.start),
            rows.start,
            letters(columns.end.saturating_sub(1)),
        );
        let message = format!("the cells {area} are merged: only the first has the value");
        found.add(
            table
                .finding(&codes::MERGED_CELLS, cell, &message)
                .label("blank")
                .help("split the cells in the sheet, and write the value into each that has it"),
        );
    }
}
