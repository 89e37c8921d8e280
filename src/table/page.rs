//! A document as text: its tables, and sentences wrapped at the width.

use super::document::{Document, Part};
use super::text;
use super::wrap::write_wrapped;

/// Sentences are not wrapped at less: nothing could be read.
const NARROWEST: usize = 20;

/// The parts, a blank line between them.
pub(super) fn render(document: &Document<'_>, width: usize) -> String {
    let mut out = String::new();
    for (nth, part) in document.parts().iter().enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        match part {
            Part::Grid(grid) => out += &text::render(grid, width),
            Part::Notes(lines) => write_notes(lines, width, &mut out),
            Part::Section { title, lines } => {
                write_line(title, width, 0, &mut out);
                lines
                    .iter()
                    .for_each(|line| write_below(line, width, &mut out));
            }
        }
    }
    out
}

/// Writes sentences, a line each or more.
pub(super) fn write_notes(lines: &[String], width: usize, out: &mut String) {
    lines
        .iter()
        .for_each(|line| write_line(line, width, 0, out));
}

/// A line of a section.
fn write_below(line: &str, width: usize, out: &mut String) {
    let words = line.trim_start();
    let indent = 2 + line.len() - words.len();
    if words.starts_with("http") {
        // A link that is broken leads nowhere.
        *out += &format!("{:indent$}{words}\n", "");
        return;
    }
    write_line(line, width, indent, out);
}

fn write_line(line: &str, width: usize, indent: usize, out: &mut String) {
    write_wrapped(out, line, width.max(NARROWEST), indent, indent + 2);
    out.push('\n');
}
