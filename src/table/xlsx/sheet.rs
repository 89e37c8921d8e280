//! One table on a sheet: titles, rows, totals, and the words below.

use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell::{safe, write};
use super::look::{Look, heading, is_alike};
use super::total::formula;
use crate::table::shown::{cells, is_numeric};
use crate::table::style::{Style, indents, may_wrap};
use crate::table::{Cell, Grid, wrap};

/// The titles stand in the row above.
pub(super) const FIRST_ROW: u32 = 1;

/// Columns are as wide as their cells, but within these bounds; in characters.
const NARROWEST: usize = 6;
const WIDEST: usize = 48;

/// The words below go over as many columns as make up this width.
const WORDS: usize = 100;

/// How high a line is, in points.
const LINE: u32 = 15;

pub(super) struct Sheet {
    sheet: Worksheet,
    /// Where the next part goes.
    row: u32,
    /// How wide the columns are, in characters.
    widths: Vec<usize>,
}

impl Sheet {
    /// A sheet of that name; its pages say what the workbook is about.
    pub(super) fn new(name: &str, title: &str) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        let title: String = title.chars().take(100).collect();
        sheet
            .set_name(name)?
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(0, 0)?
            .set_footer(format!("&L{}&R&P / &N", title.replace('&', "&&")));
        Ok(Self {
            sheet,
            row: 0,
            widths: Vec::new(),
        })
    }

    /// Writes a table, all its columns, below its titles; the totals stand one
    /// row apart, so that sorting and filtering leave them alone.
    pub(super) fn write(&mut self, grid: &Grid<'_>) -> Result<(), XlsxError> {
        self.widths = (0..grid.columns().len())
            .map(|at| width(grid, at))
            .collect();
        self.write_titles(grid)?;
        let columns = 0..grid.columns().len();
        for at in columns {
            self.write_column(grid, at)?;
        }
        self.set_heights(grid)?;
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.row = FIRST_ROW + count(grid.rows().len());
        if !grid.totals().is_empty() {
            self.row += 1 + count(grid.totals().len());
        }
        let last = last(&self.widths);
        // Numbers of organisations are meant to be text.
        let texts = IgnoreError::NumberStoredAsText;
        self.sheet.ignore_error_range(0, 0, self.row, last, texts)?;
        self.sheet.set_freeze_panes(FIRST_ROW, 0)?;
        if !grid.is_empty() {
            let bottom = FIRST_ROW + count(grid.rows().len()) - 1;
            self.sheet.autofilter(0, 0, bottom, last)?;
        }
        Ok(())
    }

    fn write_titles(&mut self, grid: &Grid<'_>) -> Result<(), XlsxError> {
        for at in 0..grid.columns().len() {
            let format = heading(is_numeric(cells(grid, at)));
            self.sheet
                .write_string_with_format(0, index(at), safe(&title(grid, at)), &format)?;
            let width = u16::try_from(self.widths[at]).unwrap_or(u16::MAX);
            self.sheet.set_column_width(index(at), width)?;
            let column = &grid.columns()[at];
            if column.optional && cells(grid, at).all(Cell::is_blank) {
                // It is there, so that each column stands where it always does.
                self.sheet.set_column_hidden(index(at))?;
                self.widths[at] = 0;
            }
        }
        Ok(())
    }

    fn write_column(&mut self, grid: &Grid<'_>, at: usize) -> Result<(), XlsxError> {
        let look = Look {
            decimals: cells(grid, at).any(Cell::has_minor_units),
            wraps: self.widths[at] >= WIDEST,
        };
        let mut format: Option<(&Cell<'_>, Format)> = None;
        for (row, cells) in (FIRST_ROW..).zip(grid.rows()) {
            let cell = &cells[at];
            if cell.is_blank() {
                continue;
            }
            // Most cells look like the one above them.
            let look = match format.take() {
                Some((above, format)) if is_alike(above, cell) => format,
                _ => look.of(cell, false),
            };
            write(&mut self.sheet, (row, index(at)), cell, &look)?;
            format = Some((cell, look));
        }
        let start = FIRST_ROW + u32::try_from(grid.rows().len()).unwrap_or(u32::MAX) + 1;
        for (row, total) in (start..).zip(grid.totals()) {
            let cell = &total.cells[at];
            let look = look.of(cell, true);
            match formula(grid, total, at, row) {
                Some(formula) => {
                    self.sheet
                        .write_formula_with_format(row, index(at), formula, &look)?;
                }
                None => write(&mut self.sheet, (row, index(at)), cell, &look)?,
            }
        }
        Ok(())
    }

    /// Makes rows as high as their text. Excel would do that itself, other
    /// programs do not.
    fn set_heights(&mut self, grid: &Grid<'_>) -> Result<(), XlsxError> {
        let titles = (0..grid.columns().len()).map(|at| height(&title(grid, at), self.widths[at]));
        let titles = titles.max().unwrap_or(1);
        self.sheet.set_row_height(0, titles * LINE)?;
        for (row, cells) in (FIRST_ROW..).zip(grid.rows()) {
            let cells = cells.iter().zip(&self.widths);
            let texts = cells.filter(|(cell, width)| **width >= WIDEST && may_wrap(cell));
            let height = texts
                .map(|(cell, width)| height(&cell.plain(), *width))
                .max();
            if let Some(height @ 2..) = height {
                self.sheet.set_row_height(row, height * LINE)?;
            }
        }
        Ok(())
    }

    /// Writes sentences below the table, each over its whole width.
    pub(super) fn write_notes(&mut self, lines: &[String]) -> Result<(), XlsxError> {
        let mut over = 0;
        let mut room = 0;
        while over < self.widths.len() && room < WORDS.max(self.widths[0]) {
            room += self.widths[over];
            over += 1;
        }
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        self.row += 1;
        for line in lines {
            let line = safe(line);
            let height = height(&line, room) * LINE;
            if over > 1 {
                let last = index(over - 1);
                self.sheet
                    .merge_range(self.row, 0, self.row, last, &line, &format)?;
            } else {
                self.sheet
                    .write_string_with_format(self.row, 0, &line, &format)?;
            }
            self.sheet.set_row_height(self.row, height)?;
            self.row += 1;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Worksheet {
        self.sheet
    }
}

/// How many lines a text takes in a column; those past the twentieth are not
/// shown.
fn height(text: &str, width: usize) -> u32 {
    let width = width.saturating_sub(1).max(4);
    let lines = text.lines().map(|line| wrap(line, width, 0, 0).len());
    u32::try_from(lines.sum::<usize>())
        .unwrap_or(20)
        .clamp(1, 20)
}

/// The title of a column; where it has none, or another has the same, the words
/// of its key.
fn title(grid: &Grid<'_>, at: usize) -> String {
    let columns = grid.columns();
    let same = columns
        .iter()
        .filter(|other| other.title == columns[at].title);
    if same.count() > 1 {
        return columns[at].words();
    }
    columns[at].heading().into_owned()
}

/// How wide a column is: its widest cell, and its title with the button beside
/// it, which is broken where it has several words.
fn width(grid: &Grid<'_>, at: usize) -> usize {
    let style = Style {
        language: grid.language(),
        decimals: cells(grid, at).any(Cell::has_minor_units),
    };
    let cell = |cell: &Cell<'_>| {
        let code = matches!(cell, Cell::Amount(..))
            .then_some(4)
            .unwrap_or_default();
        let lines = style.lines(cell);
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        widest + indents(cell).0 + code + 2
    };
    let title = title(grid, at);
    let title = title
        .split(' ')
        .map(|word| word.width() + 4)
        .max()
        .unwrap_or(0);
    let cells = cells(grid, at).map(cell).max().unwrap_or(0);
    title.max(cells).clamp(NARROWEST, WIDEST)
}

/// The last column.
fn last(widths: &[usize]) -> u16 {
    index(widths.len().saturating_sub(1))
}

/// No view has as many columns as a sheet.
fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
