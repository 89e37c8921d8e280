//! A document as Markdown with GitHub's tables, numbers as people write them.
//!
//! What Markdown would take for a mark is escaped; a line end in a cell is
//! `<br>`.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::document::{Document, Part};
use super::shown::{Shown, shown};
use super::style::indents;
use super::{Cell, Grid};
use crate::source::visible;

/// A column is padded to no more than this.
const WIDEST: usize = 40;

pub(super) fn render(document: &Document<'_>) -> String {
    let mut parts = Vec::new();
    if !document.title().is_empty() {
        parts.push(format!("# {}\n", escaped(document.title())));
    }
    for part in document.parts() {
        match part {
            Part::Grid(grid) => {
                if !grid.title().is_empty() && grid.title() != document.title() {
                    parts.push(format!("## {}\n", escaped(&grid.title())));
                }
                parts.push(table(grid));
            }
            Part::Notes(lines) => parts.push(items(lines)),
            Part::Section { title, lines } => {
                parts.push(format!("## {}\n", escaped(title)));
                parts.push(items(lines));
            }
        }
    }
    parts.join("\n")
}

/// Lines as a list; what is set in further is a list in the list.
fn items(lines: &[String]) -> String {
    let item = |line: &String| {
        let words = line.trim_start();
        let indent = if words.len() < line.len() { "  " } else { "" };
        let is_link = |character: char| character.is_ascii_graphic() && !"<>|".contains(character);
        if words.starts_with("http") && words.chars().all(is_link) {
            return format!("{indent}- <{words}>\n");
        }
        format!("{indent}- {}\n", escaped_start(words))
    };
    lines.iter().map(item).collect()
}

/// As [`escaped`], and no list, title or rule begins with it.
fn escaped_start(text: &str) -> String {
    let text = escaped(text);
    let marks = text.trim_start_matches(|character: char| character.is_ascii_digit());
    if !marks.starts_with(['#', '+', '-', '=', '.', ')']) {
        return text;
    }
    let (digits, marks) = text.split_at(text.len() - marks.len());
    format!("{digits}\\{marks}")
}

fn table(grid: &Grid<'_>) -> String {
    let columns = shown(grid);
    let headings = columns
        .iter()
        .map(|column| escaped(&grid.columns()[column.index].heading()));
    let mut lines: Vec<Vec<String>> = vec![headings.collect()];
    lines.extend(grid.rows().map(|row| cells(&columns, row)));
    lines.extend(grid.totals().iter().map(|total| {
        let cells = cells(&columns, &total.cells).into_iter();
        cells.map(strong).collect()
    }));
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            let widths = lines.iter().map(|line| line[at].width());
            widths
                .filter(|&width| width <= WIDEST)
                .max()
                .unwrap_or(0)
                .max(3)
        })
        .collect();
    let mut out = String::new();
    for (nth, line) in lines.iter().enumerate() {
        for ((cell, column), &width) in line.iter().zip(&columns).zip(&widths) {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            out += &if column.right {
                format!("| {space}{cell} ")
            } else {
                format!("| {cell}{space} ")
            };
        }
        out += "|\n";
        if nth == 0 {
            out += &rule(&columns, &widths);
        }
    }
    out
}

/// The line under the headings; a colon sets a column to the right.
fn rule(columns: &[Shown], widths: &[usize]) -> String {
    let mut out = String::new();
    for (column, &width) in columns.iter().zip(widths) {
        let dashes = "-".repeat(width - usize::from(column.right));
        out += &format!("| {dashes}{} ", if column.right { ":" } else { "" });
    }
    out + "|\n"
}

fn cells(columns: &[Shown], row: &[Cell<'_>]) -> Vec<String> {
    let cell = |column: &Shown| {
        let cell = &row[column.index];
        let text = column
            .style
            .lines(cell)
            .iter()
            .map(|line| escaped(line))
            .collect::<Vec<_>>();
        // Ordinary spaces at the start of a cell are not shown.
        "\u{a0}".repeat(indents(cell).0) + &text.join("<br>")
    };
    columns.iter().map(cell).collect()
}

fn strong(cell: String) -> String {
    let words = cell.trim();
    if words.is_empty() {
        return String::new();
    }
    format!("**{words}**")
}

/// Text in which nothing is a mark.
fn escaped(text: &str) -> String {
    let text: Cow<'_, str> = visible(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut after = text.chars().skip(1);
    for character in text.chars() {
        let next = after.next().unwrap_or(' ');
        match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            // Within a word an underscore is none.
            '_' if !(before.is_alphanumeric() && next.is_alphanumeric()) => out.push_str("\\_"),
            '&' if next.is_alphanumeric() || next == '#' => out.push_str("&amp;"),
            _ => out.push(character),
        }
        before = character;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::table::Column;

    #[test]
    fn a_sentence_begins_no_list() {
        assert_eq!(escaped_start("1. mai"), "1\\. mai");
        assert_eq!(escaped_start("# one"), "\\# one");
        assert_eq!(escaped_start("2 awards"), "2 awards");
    }

    #[test]
    fn marks_are_escaped_and_line_ends_are_breaks() {
        let mut grid = Grid::new(
            Language::English,
            [Column::new("id", "Id"), Column::new("note", "a|b")],
        );
        grid.push([Cell::id("a_b"), Cell::text("x|y\n*z* \\")]);
        grid.push([Cell::id("c"), Cell::text("<b> &lt; _")]);
        assert_eq!(
            render(&Document::of(&grid)),
            "| Id  | a\\|b              |\n\
             | --- | ----------------- |\n\
             | a_b | x\\|y<br>\\*z\\* \\\\  |\n\
             | c   | \\<b\\> &amp;lt; \\_ |\n"
        );
    }
}
