//! A grid as aligned text: a header, a rule, rows, two spaces between columns.
//!
//! Numbers stand to the right, grouped in the language of the grid, with
//! ordinary spaces where it uses spaces, so that they can be copied. Where the
//! terminal is narrow, free text goes below its row; an amount is never broken.

use unicode_width::UnicodeWidthStr;

use super::layout::GAP;
use super::plan::{INDENT, Placed, Plan};
use super::style::{indents, may_wrap};
use super::wrap::wrap;
use super::{Cell, Grid};

pub(super) fn render(grid: &Grid, width: usize) -> String {
    let printer = Printer {
        plan: Plan::new(grid, width),
        width,
    };
    let mut out = String::new();
    printer.write_header(&mut out);
    for row in grid.rows() {
        printer.write_row(&mut out, row);
    }
    if !grid.footer().is_empty() {
        printer.write_rule(&mut out);
    }
    for row in grid.footer() {
        printer.write_totals(&mut out, row);
    }
    out
}

struct Printer<'g> {
    plan: Plan<'g>,
    width: usize,
}

impl Printer<'_> {
    fn write_header(&self, out: &mut String) {
        if let Some(heading) = &self.plan.heading {
            push_line(out, &heading.title);
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
        self.write_beside(out, &titles);
        self.write_rule(out);
    }

    fn write_rule(&self, out: &mut String) {
        let columns = self.plan.beside.iter();
        let rule: Vec<_> = columns
            .map(|column| vec!["-".repeat(column.width)])
            .collect();
        self.write_beside(out, &rule);
    }

    fn write_row(&self, out: &mut String, row: &[Cell]) {
        self.write_start(out);
        self.write_first_line(out, row);
        for column in &self.plan.below {
            self.write_below(out, column, &row[column.index]);
        }
    }

    /// As a row, but its words come first: they say what the numbers are.
    fn write_totals(&self, out: &mut String, row: &[Cell]) {
        self.write_start(out);
        let (words, numbers): (Vec<_>, Vec<_>) = self
            .plan
            .below
            .iter()
            .filter(|column| !row[column.index].is_blank())
            .partition(|column| may_wrap(&row[column.index]));
        for column in words {
            let text = column.style.shown(&row[column.index]);
            for line in wrap(&text, self.width, 0, 0) {
                push_line(out, &line);
            }
        }
        self.write_first_line(out, row);
        for column in numbers {
            self.write_below(out, column, &row[column.index]);
        }
    }

    /// A blank line before each list of cells.
    fn write_start(&self, out: &mut String) {
        if self.plan.beside.is_empty() && !out.is_empty() {
            out.push('\n');
        }
    }

    fn write_first_line(&self, out: &mut String, row: &[Cell]) {
        if let Some(heading) = &self.plan.heading {
            for line in lines(heading, &row[heading.index], self.width) {
                push_line(out, &line);
            }
        }
        let cells: Vec<Vec<String>> = self
            .plan
            .beside
            .iter()
            .map(|column| lines(column, &row[column.index], column.width))
            .collect();
        self.write_beside(out, &cells);
    }

    /// Writes cells side by side, each with as many lines as it has.
    fn write_beside(&self, out: &mut String, cells: &[Vec<String>]) {
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            push_spaces(out, self.plan.indent());
            for (index, (column, cell)) in self.plan.beside.iter().zip(cells).enumerate() {
                let text = cell.get(line).map_or("", String::as_str);
                let padding = column.width.saturating_sub(text.width());
                let gap = if index > 0 { GAP } else { 0 };
                let (before, after) = if column.right {
                    (padding, 0)
                } else {
                    (0, padding)
                };
                push_spaces(out, gap + before);
                out.push_str(text);
                push_spaces(out, after);
            }
            push_line(out, "");
        }
    }

    /// Writes `title: cell` on lines of its own, unless the cell is blank.
    fn write_below(&self, out: &mut String, column: &Placed<'_>, cell: &Cell) {
        if cell.is_blank() {
            return;
        }
        let is_list = self.plan.beside.is_empty();
        let indent = if is_list { 0 } else { INDENT };
        let text = format!("{}: {}", column.title, column.style.shown(cell));
        if may_wrap(cell) {
            for line in wrap(&text, self.width, indent, indent + 2) {
                push_line(out, &line);
            }
        } else {
            push_spaces(out, indent);
            push_line(out, &text);
        }
    }
}

/// The lines of a cell in a column of that width.
fn lines(column: &Placed<'_>, cell: &Cell, width: usize) -> Vec<String> {
    let text = column.style.shown(cell);
    let (first, rest) = indents(cell);
    if first + text.width() > width && may_wrap(cell) {
        wrap(&text, width, first, rest)
    } else {
        vec![" ".repeat(first) + &text]
    }
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// Ends a line; spaces before its end are left out.
fn push_line(out: &mut String, text: &str) {
    out.push_str(text);
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}
