//! A document as text: its tables, and sentences wrapped at the width.

use super::document::{Document, Part};
use super::text;
use super::wrap::wrap;

/// Sentences are not wrapped at less: nothing could be read.
const NARROWEST: usize = 20;

/// The parts, a blank line between them.
pub(super) fn render(document: &Document<'_>, width: usize) -> String {
    let narrow = width.max(NARROWEST);
    let parts = document.parts().iter().map(|part| match part {
        Part::Grid(grid) => text::render(grid, width),
        Part::Notes(lines) => lines.iter().map(|line| wrapped(line, narrow, 0)).collect(),
        Part::Section { title, lines } => {
            wrapped(title, narrow, 0)
                + &lines
                    .iter()
                    .map(|line| below(line, narrow))
                    .collect::<String>()
        }
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// A line of a section.
fn below(line: &str, width: usize) -> String {
    let words = line.trim_start();
    let indent = 2 + line.len() - words.len();
    if words.starts_with("http") {
        // A link that is broken leads nowhere.
        return format!("{:indent$}{words}\n", "");
    }
    wrapped(line, width, indent)
}

fn wrapped(line: &str, width: usize, indent: usize) -> String {
    wrap(line, width, indent, indent + 2).join("\n") + "\n"
}
