//! Spreadsheets (xlsx, xlsm, xls, ods), by calamine: one sheet to rows of
//! typed cells.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{BufReader, Cursor};
use std::ops::Range;

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use crate::diagnostic::{Finding, Findings, nearest};
use crate::source::{Place, Sources};

use super::cell::{Cell, Content, NOT_COMPUTED, text};
use super::delimited::MOST_CELLS;
use super::sheet::{Sheet, add, lay_out};
use super::{Reading, archive, codes, hidden, unreadable};

type Bytes = BufReader<Cursor<Vec<u8>>>;

/// The cells of a sheet by row and column, both from 0, and what is special.
#[derive(Default)]
struct Grid {
    cells: BTreeMap<(u32, u32), Content>,
    formulas: usize,
    merged: Vec<Dimensions>,
}

enum Book {
    Xlsx(Box<Xlsx<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

pub(super) fn open(
    sources: &mut Sources,
    name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
    found: &mut Findings,
) -> Option<Sheet> {
    let mut refused = |why: String| {
        let help = "open it in a spreadsheet program and save it anew, as xlsx, ods or CSV";
        unreadable(sources, name, why, help, found);
        None
    };
    let kept = bytes.clone();
    let mut book = match book(bytes) {
        Ok(book) => book,
        Err(why) => return refused(why),
    };
    let sheets = book.sheets();
    let mut said = vec![book.word().to_owned()];
    let chosen = match choose(&mut book, &sheets, reading) {
        Ok(chosen) => chosen,
        Err(Unchosen::Damaged(why)) => return refused(why),
        Err(Unchosen::Unclear(message, help)) => {
            let place = Place::File(add(sources, name, ""));
            found.add(Finding::new(&codes::FOREIGN_TABLE, place, message).help(help));
            return None;
        }
    };
    said.push(format!("sheet `{}`", chosen.name));
    said.extend(chosen.others);
    if chosen.grid.formulas > 0 {
        said.push(match chosen.grid.formulas {
            1 => "1 cell is a formula, of which the stored value is read".to_owned(),
            count => format!("{count} cells are formulas, of which the stored values are read"),
        });
    }
    let mut rows = rows(chosen.grid.cells);
    let file = add(sources, name, &lay_out(&mut rows));
    Some(Sheet {
        file,
        said,
        rows,
        merged: chosen.grid.merged.into_iter().map(area).collect(),
        hidden: hidden::rows(&kept, &chosen.name),
        name: Some(chosen.name),
    })
}

fn book(bytes: Vec<u8>) -> Result<Book, String> {
    let is_archive = bytes.starts_with(b"PK");
    if is_archive {
        archive::fits(&bytes, archive::MOST_BYTES)?;
    }
    // An ods file begins with its type, a part that is not compressed.
    let is_ods = bytes.get(30..).is_some_and(|rest| {
        rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    });
    let bytes = BufReader::new(Cursor::new(bytes));
    Ok(match (is_archive, is_ods) {
        (true, true) => Book::Ods(Box::new(Ods::new(bytes).map_err(damaged)?)),
        (true, false) => Book::Xlsx(Box::new(Xlsx::new(bytes).map_err(damaged)?)),
        (false, _) => Book::Xls(Box::new(Xls::new(bytes).map_err(damaged)?)),
    })
}

fn damaged(error: impl Display) -> String {
    format!("this is no spreadsheet that can be read: {error}")
}

/// A sheet by its name, and whether it is shown.
type Named = (String, bool);

impl Book {
    fn word(&self) -> &'static str {
        match self {
            Self::Xlsx(_) => "xlsx",
            Self::Xls(_) => "xls",
            Self::Ods(_) => "ods",
        }
    }

    fn sheets(&self) -> Vec<Named> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let tables = sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let named =
            |sheet: &calamine::Sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible);
        tables.map(named).collect()
    }

    fn grid(&mut self, name: &str) -> Result<Grid, String> {
        match self {
            Self::Xlsx(book) => streamed(book, name),
            Self::Xls(book) => {
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                let grid = whole(book.as_mut(), name)?;
                Ok(Grid { merged, ..grid })
            }
            Self::Ods(book) => whole(book.as_mut(), name),
        }
    }
}

/// A cell at a time, so that one far out does not fill the memory.
fn streamed(book: &mut Xlsx<Bytes>, name: &str) -> Result<Grid, String> {
    let mut grid = Grid {
        merged: book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        ..Grid::default()
    };
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
        let is_formula = cell.formula.is_some();
        grid.formulas += usize::from(is_formula);
        let content = match cell.value {
            DataRef::Empty if is_formula => Content::Error(NOT_COMPUTED.to_owned()),
            DataRef::SharedString(shared) => text(shared),
            value => content(value.into()),
        };
        grid.add(cell.pos, content)?;
    }
    Ok(grid)
}

fn whole<R>(book: &mut R, name: &str) -> Result<Grid, String>
where
    R: Reader<Bytes>,
    R::Error: Display,
{
    let mut grid = Grid::default();
    let range = book.worksheet_range(name).map_err(damaged)?;
    let (row, column) = range.start().unwrap_or_default();
    for (below, right, value) in range.used_cells() {
        let at = |start: u32, offset: usize| u32::try_from(offset).map(|offset| start + offset);
        if let (Ok(row), Ok(column)) = (at(row, below), at(column, right)) {
            grid.add((row, column), content(value.clone()))?;
        }
    }
    let formulas = book.worksheet_formula(name);
    grid.formulas = formulas.map_or(0, |formulas| {
        let cells = formulas.used_cells();
        cells.filter(|(_, _, formula)| !formula.is_empty()).count()
    });
    Ok(grid)
}

impl Grid {
    fn add(&mut self, position: (u32, u32), content: Content) -> Result<(), String> {
        if content != Content::Blank {
            self.cells.insert(position, content);
        }
        if self.cells.len() > MOST_CELLS {
            return Err("the sheet has more than twenty million cells".to_owned());
        }
        Ok(())
    }
}

fn content(value: Data) -> Content {
    match value {
        Data::Empty => Content::Blank,
        Data::String(string) => text(&string),
        Data::Bool(bool) => Content::Bool(bool),
        Data::Int(number) => Content::Number(number.into()),
        Data::Float(number) => float(number),
        Data::Error(error) => Content::Error(error.to_string()),
        Data::DurationIso(duration) => text(&duration),
        Data::DateTimeIso(time) => iso(&time),
        Data::DateTime(time) if time.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            let clock = |day: NaiveDate| day.and_hms_opt(hour.into(), minute.into(), second.into());
            day.and_then(clock)
                .map_or_else(|| float(time.as_f64()), of_time)
        }
        Data::DateTime(duration) => float(duration.as_f64()),
    }
}

/// The shortest decimal that is the cell's own number: 0.1 is 0.1.
fn float(number: f64) -> Content {
    let shortest = number.to_string();
    match shortest.parse::<Decimal>() {
        Ok(decimal) => Content::Number(decimal.normalize()),
        Err(_) => text(&shortest),
    }
}

fn iso(time: &str) -> Content {
    let day = NaiveDate::parse_from_str(time, "%Y-%m-%d").map(Content::Day);
    let clock = || NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M:%S%.f").map(of_time);
    day.or_else(|_| clock()).unwrap_or_else(|_| text(time))
}

fn of_time(time: NaiveDateTime) -> Content {
    if time.time() == chrono::NaiveTime::MIN {
        return Content::Day(time.date());
    }
    Content::Time(time)
}

/// The sheet that is read, and what is said of the others.
struct Chosen {
    name: String,
    grid: Grid,
    others: Option<String>,
}

enum Unchosen {
    Damaged(String),
    Unclear(String, String),
}

/// The sheet that was asked for, or the only one that is shown and has cells.
fn choose(book: &mut Book, sheets: &[Named], reading: &Reading) -> Result<Chosen, Unchosen> {
    let names = || sheets.iter().map(|(name, _)| name.as_str());
    let list = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    };
    if let Some(asked) = &reading.sheet {
        let Some(name) = names().find(|name| *name == asked) else {
            let message = format!("there is no sheet `{asked}`");
            let help = match nearest(asked, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", list(&names().collect::<Vec<_>>())),
            };
            return Err(Unchosen::Unclear(message, help));
        };
        let grid = book.grid(name).map_err(Unchosen::Damaged)?;
        return Ok(Chosen {
            name: name.to_owned(),
            grid,
            others: None,
        });
    }
    let mut filled = Vec::new();
    for (name, _) in sheets.iter().filter(|(_, is_shown)| *is_shown) {
        let grid = book.grid(name).map_err(Unchosen::Damaged)?;
        if !grid.cells.is_empty() {
            filled.push((name.clone(), grid));
        }
    }
    let hidden: Vec<&str> = sheets
        .iter()
        .filter(|(_, is_shown)| !*is_shown)
        .map(|(name, _)| name.as_str())
        .collect();
    if filled.len() > 1 {
        let names: Vec<&str> = filled.iter().map(|(name, _)| name.as_str()).collect();
        let message = format!("{} sheets have cells: {}", names.len(), list(&names));
        return Err(Unchosen::Unclear(
            message,
            "say which: --sheet NAME".to_owned(),
        ));
    }
    let Some((name, grid)) = filled.pop() else {
        let message = "no sheet that is shown has a cell".to_owned();
        let help = match hidden.as_slice() {
            [] => "is it the right file?".to_owned(),
            hidden => format!("hidden are: {}; read one with --sheet NAME", list(hidden)),
        };
        return Err(Unchosen::Unclear(message, help));
    };
    let others =
        (!hidden.is_empty()).then(|| format!("hidden and left out: sheet {}", list(&hidden)));
    Ok(Chosen { name, grid, others })
}

/// The cells row by row, without blank ones.
fn rows(cells: BTreeMap<(u32, u32), Content>) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    for ((row, column), content) in cells {
        let (row, column) = (index(row) + 1, index(column));
        if rows.last().is_none_or(|cells| cells[0].row != row) {
            rows.push(Vec::new());
        }
        let cells = rows.last_mut().expect("one was pushed");
        cells.push(Cell {
            content,
            row,
            column,
            bytes: 0..0,
        });
    }
    rows
}

/// Rows from 1 and columns from 0.
fn area(area: Dimensions) -> (Range<usize>, Range<usize>) {
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let rows = index(area.start.0) + 1..index(area.end.0).saturating_add(2);
    (
        rows,
        index(area.start.1)..index(area.end.1).saturating_add(1),
    )
}
