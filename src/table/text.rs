//! A grid as aligned text: a header, a rule, rows, two spaces between columns.
//!
//! Numbers stand to the right, grouped in the language of the grid, with
//! ordinary spaces where it uses spaces, so that they can be copied. Where the
//! terminal is narrow, free text goes below its row; an amount is never broken.

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

use super::layout::GAP;
use super::plan::{INDENT, Placed, Plan};
use super::style::{indents, may_wrap};
use super::wrap::wrap;
use super::{Cell, Grid};

/// A grid as aligned text that fits so many columns, where it can be made to.
pub fn render(grid: &Grid, width: usize) -> String {
    let mut printer = Printer {
        plan: Plan::new(grid, width),
        width,
        table: Table::new(),
        lines: Vec::new(),
    };
    printer.write_header();
    for row in grid.rows() {
        printer.write_row(row);
    }
    if !grid.totals().is_empty() {
        printer.write_rule();
    }
    for total in grid.totals() {
        printer.write_totals(&total.cells);
    }
    printer.finish()
}

/// The plan knows where each column stands and how wide it is; the table sets
/// what stands side by side, and everything else goes between its lines.
struct Printer<'g> {
    plan: Plan<'g>,
    width: usize,
    table: Table,
    lines: Vec<Line>,
}

enum Line {
    /// A line of its own.
    Alone(String),
    /// The next lines of the table: so many.
    Beside(usize),
}

impl Printer<'_> {
    fn write_header(&mut self) {
        if let Some(heading) = &self.plan.heading {
            self.lines.push(Line::Alone(heading.title.to_string()));
        }
        let mut titles: Vec<Vec<String>> = self
            .plan
            .beside
            .iter()
            .map(|column| wrap(&column.title, column.width, 0, 0))
            .collect();
        let height = titles.iter().map(Vec::len).max().unwrap_or(0);
        for title in &mut titles {
            let missing = height - title.len();
            title.splice(0..0, std::iter::repeat_n(String::new(), missing));
        }
        self.write_beside(&titles);
        self.write_rule();
    }

    fn write_rule(&mut self) {
        let columns = self.plan.beside.iter();
        let rule: Vec<_> = columns
            .map(|column| vec!["-".repeat(column.width)])
            .collect();
        self.write_beside(&rule);
    }

    fn write_row(&mut self, row: &[Cell]) {
        self.write_start();
        self.write_first_line(row);
        for column in &self.plan.below {
            self.lines
                .extend(below(&self.plan, self.width, column, &row[column.index]));
        }
    }

    /// As a row, but its words come first: they say what the numbers are.
    fn write_totals(&mut self, row: &[Cell]) {
        self.write_start();
        let is_words = |column: &&Placed<'_>| may_wrap(&row[column.index]);
        let shown = || {
            let below = self.plan.below.iter();
            below.filter(|column| !row[column.index].is_blank())
        };
        for column in shown().filter(is_words) {
            let text = column.style.shown(&row[column.index]);
            let lines = wrap(&text, self.width, 0, 0);
            self.lines.extend(lines.into_iter().map(Line::Alone));
        }
        let numbers: Vec<Line> = shown()
            .filter(|column| !is_words(column))
            .flat_map(|column| below(&self.plan, self.width, column, &row[column.index]))
            .collect();
        self.write_first_line(row);
        self.lines.extend(numbers);
    }

    /// A blank line before each list of cells.
    fn write_start(&mut self) {
        if self.plan.beside.is_empty() && !self.lines.is_empty() {
            self.lines.push(Line::Alone(String::new()));
        }
    }

    fn write_first_line(&mut self, row: &[Cell]) {
        if let Some(heading) = &self.plan.heading {
            let lines = lines(heading, &row[heading.index], self.width);
            self.lines.extend(lines.into_iter().map(Line::Alone));
        }
        let cells: Vec<Vec<String>> = self
            .plan
            .beside
            .iter()
            .map(|column| lines(column, &row[column.index], column.width))
            .collect();
        self.write_beside(&cells);
    }

    /// Puts cells side by side, each with as many lines as it has.
    fn write_beside(&mut self, cells: &[Vec<String>]) {
        let Some(height) = cells.iter().map(Vec::len).max() else {
            return;
        };
        self.table.add_row(cells.iter().map(|cell| cell.join("\n")));
        self.lines.push(Line::Beside(height));
    }

    /// Sets the table, and puts the lines that stand alone between its own.
    fn finish(mut self) -> String {
        self.table.load_style(presets::NOTHING);
        for (index, column) in self.plan.beside.iter().enumerate() {
            let before = if index > 0 { GAP } else { self.plan.indent() };
            let before = u16::try_from(before).unwrap_or(u16::MAX);
            let width = u16::try_from(column.width).unwrap_or(u16::MAX);
            if let Some(set) = self.table.column_mut(index) {
                set.set_padding((before, 0));
                set.set_constraint(ColumnConstraint::Absolute(Width::Fixed(
                    width.saturating_add(before),
                )));
                set.set_cell_alignment(if column.right {
                    CellAlignment::Right
                } else {
                    CellAlignment::Left
                });
            }
        }
        let mut set = self.table.lines();
        let mut out = String::new();
        for line in &self.lines {
            match line {
                Line::Alone(line) => push_line(&mut out, line),
                Line::Beside(height) => {
                    for line in set.by_ref().take(*height) {
                        push_line(&mut out, &line);
                    }
                }
            }
        }
        out
    }
}

/// `title: cell` on lines of its own, unless the cell is blank.
fn below(plan: &Plan<'_>, width: usize, column: &Placed<'_>, cell: &Cell) -> Vec<Line> {
    if cell.is_blank() {
        return Vec::new();
    }
    let indent = if plan.beside.is_empty() { 0 } else { INDENT };
    let text = format!("{}: {}", column.title, column.style.shown(cell));
    let lines = if may_wrap(cell) {
        wrap(&text, width, indent, indent + 2)
    } else {
        vec![" ".repeat(indent) + &text]
    };
    lines.into_iter().map(Line::Alone).collect()
}

/// The lines of a cell in a column of that width.
fn lines(column: &Placed<'_>, cell: &Cell, width: usize) -> Vec<String> {
    let text = column.style.shown(cell);
    let (first, rest) = indents(cell);
    if first + UnicodeWidthStr::width(text.as_ref()) > width && may_wrap(cell) {
        wrap(&text, width, first, rest)
    } else {
        vec![" ".repeat(first) + &text]
    }
}

/// Ends a line; spaces before its end are left out.
fn push_line(out: &mut String, text: &str) {
    out.push_str(text);
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}
