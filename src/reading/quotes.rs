//! What is wrong with the quotes of a record, and where to read on.

use crate::diagnostic::{Finding, Findings};
use crate::model::counted;
use crate::source::{Origin, Record, Source, Span, Trouble};

use super::codes;
use super::csv::next_line;

fn describe(trouble: Trouble) -> (usize, &'static str) {
    match trouble {
        Trouble::Unclosed(at) => (at, "a quote opens here and never closes"),
        Trouble::LineBreak(at) => (at, "a cell runs over more than one line"),
        Trouble::Bare(at) => (at, "a quote in the middle of a cell without quotes"),
        Trouble::AfterQuote(at) => (at, "text after a closing quote"),
    }
}

/// Says what is wrong with a record's quotes; returns where to read on. The
/// header itself has no `width` to be held against.
pub(super) fn broken(
    source: &Source,
    width: Option<usize>,
    origin: Origin,
    record: &Record,
    trouble: Trouble,
    found: &mut Findings,
) -> usize {
    let text = source.text();
    let (at, message) = describe(trouble);
    // The cell that holds the trouble; if it spans lines although the row does
    // not fit, its opening quote was never meant to reach so far.
    let (opened, cell_end) = record
        .cells
        .iter()
        .find(|cell| (cell.start..cell.end.max(cell.start + 1)).contains(&at))
        .map_or((at, at), |cell| (cell.start, cell.end));
    let swallowed = text[origin.start()..record.end].lines().count() - 1;
    let runaway = match trouble {
        Trouble::Unclosed(_) => true,
        Trouble::LineBreak(_) => width.is_some_and(|width| record.cells.len() != width),
        Trouble::AfterQuote(at) => text[opened..at].contains('\n'),
        Trouble::Bare(_) => false,
    };
    if runaway {
        let mut finding = Finding::new(
            &codes::UNCLOSED_QUOTE,
            Span::new(origin.file, opened, opened + 1),
            "a quote opens here and does not close on this line",
        )
        .label("opens here")
        .help("close the quote at the end of the cell; a quote inside a cell is doubled: \"\"");
        if swallowed > 0 {
            let more = counted(swallowed, "more line");
            finding = finding.note(format!("read on, it would swallow {more}"));
        }
        found.add(finding);
        return next_line(text, opened);
    }
    let finding = match trouble {
        Trouble::LineBreak(_) => Finding::new(
            &codes::LINE_BREAK,
            Span::new(origin.file, at, next_line(text, at)),
            message,
        )
        .label("begins here")
        .help("put a space where the line breaks: one row is one line"),
        _ => Finding::new(
            &codes::STRAY_QUOTE,
            Span::new(
                origin.file,
                at,
                at + text[at..].chars().next().map_or(0, char::len_utf8),
            ),
            message,
        )
        .label("here")
        .help(match trouble {
            Trouble::Bare(_) => requoted(&text[opened..cell_end]),
            _ => QUOTING.to_owned(),
        }),
    };
    found.add(finding);
    next_line(text, record.end)
}

const QUOTING: &str =
    "put the whole cell in quotes and double the quotes inside: \"say \"\"hello\"\"\"";

/// How a cell with quotes is to be written.
fn requoted(cell: &str) -> String {
    if cell.chars().count() > 60 {
        return QUOTING.to_owned();
    }
    format!("write \"{}\"", cell.replace('"', "\"\""))
}
