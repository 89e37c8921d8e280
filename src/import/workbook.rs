//! The files of spreadsheet programs, by calamine: their sheets, and the typed
//! cells of each.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{BufReader, Cursor};

use calamine::{Data, DataRef, Dimensions, Ods, Reader, SheetType, SheetVisible, Xls, Xlsx};
use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::archive;
use super::cell::{Content, NOT_COMPUTED, text};
use super::delimited::MOST_CELLS;
use super::sheet::Area;

type Bytes = BufReader<Cursor<Vec<u8>>>;

/// The cells of a sheet by row and column, both from 0, and what is special.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) cells: BTreeMap<(u32, u32), Content>,
    pub(super) formulas: usize,
    /// Areas of which only the first cell has the value.
    pub(super) merged: Vec<Area>,
}

/// The file, opened.
pub(super) enum Workbook {
    Xlsx(Box<Xlsx<Bytes>>),
    Xls(Box<Xls<Bytes>>),
    Ods(Box<Ods<Bytes>>),
}

fn damaged(error: impl Display) -> String {
    format!("this is no spreadsheet that can be read: {error}")
}

/// A sheet by its name, and whether it is shown.
pub(super) type Named = (String, bool);

impl Workbook {
    /// The workbook that these bytes are.
    ///
    /// # Errors
    /// When they are none, in a sentence.
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, String> {
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
            (true, true) => Self::Ods(Box::new(Ods::new(bytes).map_err(damaged)?)),
            (true, false) => Self::Xlsx(Box::new(Xlsx::new(bytes).map_err(damaged)?)),
            (false, _) => Self::Xls(Box::new(Xls::new(bytes).map_err(damaged)?)),
        })
    }

    /// What people call its form.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Xlsx(_) => "xlsx",
            Self::Xls(_) => "xls",
            Self::Ods(_) => "ods",
        }
    }

    /// Its sheets, without those that are charts.
    pub(super) fn sheets(&self) -> Vec<Named> {
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

    /// The cells of a sheet.
    ///
    /// # Errors
    /// When they cannot be read, in a sentence.
    pub(super) fn grid(&mut self, name: &str) -> Result<Grid, String> {
        match self {
            Self::Xlsx(book) => streamed(book, name),
            Self::Xls(book) => {
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                let grid = whole(book.as_mut(), name)?;
                let merged = merged.into_iter().map(area).collect();
                Ok(Grid { merged, ..grid })
            }
            Self::Ods(book) => whole(book.as_mut(), name),
        }
    }
}

/// A cell at a time, so that one far out does not fill the memory.
fn streamed(book: &mut Xlsx<Bytes>, name: &str) -> Result<Grid, String> {
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut grid = Grid {
        merged: merged.into_iter().map(area).collect(),
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

/// Rows from 1 and columns from 0.
fn area(area: Dimensions) -> Area {
    let index = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let rows = index(area.start.0) + 1..index(area.end.0).saturating_add(2);
    (
        rows,
        index(area.start.1)..index(area.end.1).saturating_add(1),
    )
}
