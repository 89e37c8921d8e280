//! A grid as aligned text: a header, a rule, rows, two spaces between columns.
//!
//! Numbers stand to the right, grouped in the language of the grid, with
//! ordinary spaces where it uses spaces, so that they can be copied. Where the
//! terminal is narrow, free text goes below its row; an amount is never broken.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ColumnConstraint, Table, Width, presets};

use super::layout::GAP;
use super::measure::{plain_width, width};
use super::plan::{INDENT, Placed, Plan, is_even};
use super::style::{indents, may_wrap};
use super::wrap::{wrap, write_spaces};
use super::{Cell, Grid, Survey};

/// A grid as aligned text that fits so many columns, where it can be made to.
pub fn render(grid: &Grid<'_>, width: usize) -> String {
    let mut out = String::new();
    let mut printer = Printer::new(Plan::new(Survey::of(grid, width)), width);
    printer.write_header(&mut out);
    printer.write_grid(grid, &mut out);
    out
}

/// Writes rows where the plan says that each column stands, and how wide it is.
pub(super) struct Printer {
    plan: Plan,
    width: usize,
    /// Whether nothing was written yet.
    is_fresh: bool,
}

impl Printer {
    pub(super) fn new(plan: Plan, width: usize) -> Self {
        Self {
            plan,
            width,
            is_fresh: true,
        }
    }

    /// Writes the titles and the rule under them.
    pub(super) fn write_header(&mut self, out: &mut String) {
        if let Some(heading) = &self.plan.heading {
            self.is_fresh = false;
            push_line(out, &heading.title);
        }
        let columns = self.plan.beside.iter();
        let titles: Vec<Vec<String>> = columns
            .map(|column| wrap(&column.title, column.width, 0, 0))
            .collect();
        let height = titles.iter().map(Vec::len).max().unwrap_or(0);
        // Short titles stand at the bottom.
        let lowered = titles
            .iter()
            .map(|title| "\n".repeat(height - title.len()) + &title.join("\n"));
        self.write_beside(lowered, out);
        self.write_rule(out);
    }

    /// Writes the rows, and the totals under a rule.
    pub(super) fn write_grid(&mut self, grid: &Grid<'_>, out: &mut String) {
        for row in grid.rows() {
            self.write_row(row, out);
        }
        if !grid.totals().is_empty() {
            self.write_rule(out);
        }
        for total in grid.totals() {
            self.write_totals(&total.cells, out);
        }
    }

    fn write_rule(&mut self, out: &mut String) {
        let columns = self.plan.beside.iter();
        self.write_beside(columns.map(|column| "-".repeat(column.width)), out);
    }

    fn write_row(&mut self, row: &[Cell<'_>], out: &mut String) {
        self.write_start(out);
        self.write_first_line(row, out);
        for column in &self.plan.below {
            self.write_below(column, &row[column.index], out);
        }
    }

    /// As a row, but its words come first: they say what the numbers are.
    fn write_totals(&mut self, row: &[Cell<'_>], out: &mut String) {
        self.write_start(out);
        let below = self.plan.below.iter();
        let shown = below.filter(|column| !row[column.index].is_blank());
        let (words, numbers): (Vec<&Placed>, Vec<&Placed>) =
            shown.partition(|column| may_wrap(&row[column.index]));
        for column in words {
            let text = column.style.shown(&row[column.index]);
            for line in wrap(&text, self.width, 0, 0) {
                push_line(out, &line);
            }
        }
        self.write_first_line(row, out);
        for column in numbers {
            self.write_below(column, &row[column.index], out);
        }
    }

    /// A blank line before each list of cells.
    fn write_start(&mut self, out: &mut String) {
        if self.plan.beside.is_empty() && !self.is_fresh {
            out.push('\n');
        }
        self.is_fresh = false;
    }

    fn write_first_line(&self, row: &[Cell<'_>], out: &mut String) {
        if let Some(heading) = &self.plan.heading {
            for line in lines(heading, &row[heading.index], self.width) {
                push_line(out, &line);
            }
        }
        if self.plan.beside.is_empty() {
            return;
        }
        let start = out.len();
        if self.write_on_one_line(row, out) {
            return end_line(out);
        }
        out.truncate(start);
        let columns = self.plan.beside.iter();
        let cells = columns.map(|column| lines(column, &row[column.index], column.width));
        self.write_beside(cells.map(|lines| lines.join("\n")), out);
    }

    /// Puts cells side by side, as most rows are; stops where one of them needs
    /// several lines.
    fn write_on_one_line(&self, row: &[Cell<'_>], out: &mut String) -> bool {
        for (nth, column) in self.plan.beside.iter().enumerate() {
            let cell = &row[column.index];
            let (indent, _) = indents(cell);
            let width = indent + column.style.width(cell);
            if width > column.width && may_wrap(cell) {
                return false;
            }
            let spare = column.room().saturating_sub(width);
            write_spaces(out, self.before(nth) + indent);
            if column.right {
                write_spaces(out, spare);
                column.style.write(cell, out);
            } else {
                column.style.write(cell, out);
                write_spaces(out, spare);
            }
        }
        true
    }

    /// Puts texts side by side, one for each column, of one or more lines.
    fn write_beside(&self, texts: impl Iterator<Item = String>, out: &mut String) {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).add_row(texts);
        for (nth, column) in self.plan.beside.iter().enumerate() {
            let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
            let (before, width) = (cells(self.before(nth)), cells(column.width));
            if let Some(set) = table.column_mut(nth) {
                set.set_padding((before, 0));
                let width = Width::Fixed(width.saturating_add(before));
                set.set_constraint(ColumnConstraint::Absolute(width));
                set.set_cell_alignment(match column.right {
                    true => CellAlignment::Right,
                    false => CellAlignment::Left,
                });
            }
        }
        for line in table.lines() {
            push_line(out, &line);
        }
    }

    /// How many spaces stand before a column.
    fn before(&self, nth: usize) -> usize {
        if nth > 0 { GAP } else { self.plan.indent() }
    }

    /// `title: cell` on lines of its own, unless the cell is blank.
    fn write_below(&self, column: &Placed, cell: &Cell<'_>, out: &mut String) {
        if cell.is_blank() {
            return;
        }
        let indent = if self.plan.beside.is_empty() {
            0
        } else {
            INDENT
        };
        let room = self.width.saturating_sub(indent + column.label_width);
        let fits = |text: &str| plain_width(text).is_some_and(|width| width <= room);
        let is_one_line = |text: &str| column.is_label_even && is_even(text) && fits(text);
        let is_whole = matches!(cell, Cell::Text(text) if is_one_line(text));
        if may_wrap(cell) && !is_whole {
            let text = column.label.clone() + &column.style.shown(cell);
            for line in wrap(&text, self.width, indent, indent + 2) {
                push_line(out, &line);
            }
            return;
        }
        write_spaces(out, indent);
        out.push_str(&column.label);
        match cell {
            Cell::Text(text) if is_whole => out.push_str(text),
            _ => column.style.write(cell, out),
        }
        end_line(out);
    }
}

/// The lines of a cell in a column of that width.
fn lines<'c>(column: &Placed, cell: &'c Cell<'_>, width: usize) -> Vec<Cow<'c, str>> {
    let text = column.style.shown(cell);
    let (first, rest) = indents(cell);
    if first + self::width(&text) > width && may_wrap(cell) {
        let lines = wrap(&text, width, first, rest).into_iter();
        lines.map(Cow::Owned).collect()
    } else if first == 0 {
        vec![text]
    } else {
        vec![Cow::Owned(" ".repeat(first) + &text)]
    }
}

/// Writes a line; spaces before its end are left out.
fn push_line(out: &mut String, text: &str) {
    out.push_str(text);
    end_line(out);
}

/// Ends a line; spaces before its end are left out.
fn end_line(out: &mut String) {
    let spaces = out.bytes().rev().take_while(|&byte| byte == b' ');
    out.truncate(out.len() - spaces.count());
    out.push('\n');
}
