//! The cells of one CSV record (RFC 4180), with their places and every
//! departure from the format.
//!
//! Rows are cut at their marks by `reading`; this walker looks at one of them
//! again when a cell must be pointed at, or when its quotes are wrong.

use std::borrow::Cow;

/// One cell as it stands in the text, quotes and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawCell {
    /// The first byte, an opening quote included.
    pub start: usize,
    /// One past the last byte, a closing quote included.
    pub end: usize,
    /// Whether the cell opens with a quote.
    pub quoted: bool,
}

impl RawCell {
    /// What the cell says: without its quotes, doubled quotes made single.
    pub fn value<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let raw = &text[self.start..self.end];
        if !self.quoted {
            return Cow::Borrowed(raw);
        }
        let inner = raw.strip_prefix('"').unwrap_or(raw);
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        if inner.contains("\"\"") {
            Cow::Owned(inner.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(inner)
        }
    }
}

/// What is wrong with the quotes of a record, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// A cell's opening quote has no closing one before the text ends.
    Unclosed(usize),
    /// A quote inside a cell that does not begin with one.
    Bare(usize),
    /// Something stands between a closing quote and the next comma.
    AfterQuote(usize),
    /// A line ends inside a quoted cell that begins here.
    LineBreak(usize),
}

/// One record: its cells, where it ends, the first trouble met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The cells in order; at least one.
    pub cells: Vec<RawCell>,
    /// One past the last byte of the last cell: the line end is not in it.
    pub end: usize,
    /// The first departure from RFC 4180.
    pub trouble: Option<Trouble>,
}

/// Walks the record that starts at byte `start`, with a comma between cells.
pub fn record_at(text: &str, start: usize) -> Record {
    record_separated(text, start, b',')
}

/// Walks the record that starts at byte `start`, with `separator`, which is
/// ASCII, between cells.
pub fn record_separated(text: &str, start: usize, separator: u8) -> Record {
    let mut walk = Walk::new(text, start, separator);
    let cells: Vec<RawCell> = walk.by_ref().collect();
    Record {
        end: cells.last().map_or(start, |cell| cell.end),
        cells,
        trouble: walk.trouble,
    }
}

/// The nth cell of the record that starts at byte `start`; `None` when it has
/// fewer.
pub fn cell_at(text: &str, start: usize, nth: usize) -> Option<RawCell> {
    Walk::new(text, start, b',').nth(nth)
}

/// The cells of one record, in turn.
struct Walk<'t> {
    bytes: &'t [u8],
    separator: u8,
    /// Where the next cell starts.
    next: Option<usize>,
    trouble: Option<Trouble>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, start: usize, separator: u8) -> Self {
        Self {
            bytes: text.as_bytes(),
            separator,
            next: Some(start.min(text.len())),
            trouble: None,
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = RawCell;

    fn next(&mut self) -> Option<RawCell> {
        let (bytes, separator) = (self.bytes, self.separator);
        let at = self.next?;
        let cell = if bytes.get(at) == Some(&b'"') {
            quoted_cell(bytes, at, separator, &mut self.trouble)
        } else {
            bare_cell(bytes, at, separator, &mut self.trouble)
        };
        let goes_on = bytes.get(cell.end) == Some(&separator);
        self.next = goes_on.then_some(cell.end + 1);
        Some(cell)
    }
}

fn bare_cell(bytes: &[u8], start: usize, separator: u8, trouble: &mut Option<Trouble>) -> RawCell {
    let end = end_of_cell(bytes, start, separator);
    if let Some(quote) = bytes[start..end].iter().position(|&byte| byte == b'"') {
        trouble.get_or_insert(Trouble::Bare(start + quote));
    }
    RawCell {
        start,
        end,
        quoted: false,
    }
}

fn quoted_cell(
    bytes: &[u8],
    start: usize,
    separator: u8,
    trouble: &mut Option<Trouble>,
) -> RawCell {
    let mut at = start + 1;
    let mut broken = false;
    let close = loop {
        match bytes.get(at) {
            None => {
                trouble.get_or_insert(Trouble::Unclosed(start));
                break at;
            }
            Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 2,
            Some(b'"') => break at + 1,
            Some(byte) => {
                broken |= *byte == b'\n';
                at += 1;
            }
        }
    };
    let end = end_of_cell(bytes, close, separator);
    if end > close {
        trouble.get_or_insert(Trouble::AfterQuote(close));
    } else if broken {
        trouble.get_or_insert(Trouble::LineBreak(start));
    }
    RawCell {
        start,
        end,
        quoted: true,
    }
}

/// The next separator or line end; a `\r` counts only before `\n` or at the end.
fn end_of_cell(bytes: &[u8], start: usize, separator: u8) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let ends = match byte {
            b'\n' => true,
            byte if *byte == separator => true,
            b'\r' => matches!(bytes.get(at + 1), None | Some(b'\n')),
            _ => false,
        };
        if ends {
            break;
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, start: usize) -> Vec<String> {
        let record = record_at(text, start);
        record
            .cells
            .iter()
            .map(|cell| cell.value(text).into_owned())
            .collect()
    }

    #[test]
    fn cells_and_ends() {
        assert_eq!(values("a,b\r\nc", 0), ["a", "b"]);
        assert_eq!(values("a,b\r\nc", 5), ["c"]);
        assert_eq!(values("\"x,\"\"y\"\"\",,\n", 0), ["x,\"y\"", "", ""]);
        assert_eq!(values("", 0), [""]);
    }

    #[test]
    fn one_cell_is_that_of_the_whole_record() {
        let text = "a,\"b,\"\"\",\r\nc,d";
        for start in [0, 11] {
            let cells = record_at(text, start).cells;
            for nth in 0..4 {
                assert_eq!(cell_at(text, start, nth), cells.get(nth).copied());
            }
        }
    }

    #[test]
    fn troubles_are_named_with_their_byte() {
        let trouble = |text| record_at(text, 0).trouble;
        assert_eq!(trouble("a,\"b"), Some(Trouble::Unclosed(2)));
        assert_eq!(trouble("a,b\"c"), Some(Trouble::Bare(3)));
        assert_eq!(trouble("\"a\"b,c"), Some(Trouble::AfterQuote(3)));
        assert_eq!(trouble("x,\"a\nb\",c"), Some(Trouble::LineBreak(2)));
        assert_eq!(trouble("x,\"ab\",c"), None);
    }
}
