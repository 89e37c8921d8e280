//! CSV in any dialect: bytes to rows.

use std::collections::BTreeSet;

use crate::diagnostic::{Finding, Findings};
use crate::source::{Record, Sources, Span, Trouble, record_separated};

use super::cell::{Cell, text as content};
use super::sheet::{Sheet, add};
use super::{Reading, Separator, codes, decode, separator, unreadable};

/// So many cells has the largest table.
pub(super) const MOST_CELLS: usize = 20_000_000;

pub(super) fn open(
    sources: &mut Sources,
    name: &str,
    bytes: &[u8],
    reading: &Reading,
    found: &mut Findings,
) -> Option<Sheet> {
    let (text, encoding) = match decode::decode(bytes, reading.encoding) {
        Ok(decoded) => decoded,
        Err(why) => {
            let help = "give a CSV file or a spreadsheet, or say how it is written: --encoding";
            unreadable(sources, name, why, help, found);
            return None;
        }
    };
    let file = add(sources, name, &text);
    let (separator, start) = separator(&text, reading).or_else(|| {
        let message = "it cannot be told what stands between the cells";
        let place = Span::new(file, 0, text.find('\n').unwrap_or(text.len()));
        let help = "say it: --separator comma, semicolon, tab or bar";
        found.add(Finding::new(&codes::FOREIGN_TABLE, place, message).help(help));
        None
    })?;
    let mut sheet = Sheet {
        file,
        name: None,
        said: vec![separator.word().to_owned(), encoding.name().to_owned()],
        rows: Vec::new(),
        merged: Vec::new(),
        hidden: BTreeSet::new(),
    };
    read(&text, separator, start, &mut sheet, found).then_some(sheet)
}

/// What stands between the cells, and where the first row begins.
fn separator(text: &str, reading: &Reading) -> Option<(Separator, usize)> {
    let named = separator::named(text);
    let start = named.map_or(0, |(_, bytes)| bytes);
    reading
        .separator
        .or(named.map(|(separator, _)| separator))
        .or_else(|| separator::recognised(&text[start..]))
        .map(|separator| (separator, start))
}

/// Takes in the rows; `false` where they cannot be told from each other.
fn read(
    text: &str,
    separator: Separator,
    start: usize,
    sheet: &mut Sheet,
    found: &mut Findings,
) -> bool {
    let mut at = start;
    let mut line = 1 + text[..start].matches('\n').count();
    let mut count = 0;
    while at < text.len() {
        let record = record_separated(text, at, separator.byte());
        if let Some(Trouble::Unclosed(quote) | Trouble::AfterQuote(quote)) = record.trouble {
            found.add(broken(text, quote, &record, sheet));
            return false;
        }
        count += record.cells.len();
        if count > MOST_CELLS {
            let message = "the file has more than twenty million cells: it is no table of people's";
            let place = Span::new(sheet.file, at, record.end);
            found.add(Finding::new(&codes::FOREIGN_TABLE, place, message));
            return false;
        }
        let cells: Vec<Cell> = cells(text, &record, line).collect();
        if cells.iter().any(|cell| !cell.is_blank()) {
            sheet.rows.push(cells);
        }
        line += text[at..record.end].matches('\n').count() + 1;
        at = after_line_end(text, record.end);
    }
    true
}

fn cells<'t>(
    text: &'t str,
    record: &'t Record,
    row: usize,
) -> impl Iterator<Item = Cell> + use<'t> {
    let cells = record.cells.iter().enumerate();
    cells.map(move |(column, cell)| Cell {
        content: content(&cell.value(text)),
        row,
        column,
        bytes: cell.start..cell.end,
    })
}

fn broken(text: &str, quote: usize, record: &Record, sheet: &Sheet) -> Finding {
    let unclosed = matches!(record.trouble, Some(Trouble::Unclosed(_)));
    let end = text[quote..]
        .chars()
        .next()
        .map_or(quote, |letter| quote + letter.len_utf8());
    let place = Span::new(sheet.file, quote, end);
    let (message, label) = if unclosed {
        ("a quote is opened here and never closed", "opened here")
    } else {
        (
            "something stands between a closing quote and the next cell",
            "this",
        )
    };
    Finding::new(&codes::FOREIGN_TABLE, place, message)
        .label(label)
        .help("mend the cell in the program that made the file, and save the file anew")
}

/// Past one line end.
pub(super) fn after_line_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(at) {
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at + 2,
        Some(_) => at + 1,
        None => at,
    }
}
