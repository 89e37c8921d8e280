//! A file that was read: an id, a path, a text, and its lines.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use super::place::offset;
use super::{BLOCK, Origin, Position, are, block_at, cell_at, record_at};

/// Names one file among the [`Sources`] of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);

impl FileId {
    /// The nth of the ids that were set aside from this one on.
    pub fn and(self, nth: usize) -> Self {
        Self(self.0 + u32::try_from(nth).expect("fewer than 2^32 files"))
    }
}

/// One file: where it stands below the root, and what it holds.
pub struct Source {
    id: FileId,
    path: String,
    text: String,
    line_starts: OnceLock<Vec<u32>>,
    /// How many characters stand before each of some bytes, a step apart.
    milestones: OnceLock<Vec<(usize, usize)>>,
    /// The names of the columns of a CSV text.
    columns: OnceLock<Vec<String>>,
}

/// So many bytes are between two milestones of a text.
const STEP: usize = 4096;

impl Source {
    /// A file with its text; the id is one of those set aside for it.
    pub fn new(id: FileId, path: String, text: String) -> Self {
        Self {
            id,
            path,
            text,
            line_starts: OnceLock::new(),
            milestones: OnceLock::new(),
            columns: OnceLock::new(),
        }
    }

    /// A file of which there is nothing, for facts that stand in none.
    pub fn nowhere() -> &'static Self {
        static NOWHERE: OnceLock<Source> = OnceLock::new();
        NOWHERE.get_or_init(|| Self::new(FileId(u32::MAX), String::new(), String::new()))
    }

    /// What the cell of a record under a column says, the record being one of
    /// this CSV text; `None` where it is blank, or where there is no such column.
    pub fn cell(&self, record: Origin, column: &str) -> Option<Cow<'_, str>> {
        let nth = self.column(column)?;
        let said = cell_at(&self.text, record.start(), nth)?.value(&self.text);
        (!said.is_empty()).then_some(said)
    }

    /// Where in a record of a CSV text the cell under a column stands.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let columns = self.columns.get_or_init(|| {
            let header = record_at(&self.text, header_start(&self.text));
            let names = header.cells.iter().map(|cell| cell.value(&self.text));
            names.map(|name| name.trim().to_owned()).collect()
        });
        columns.iter().position(|column| column == name)
    }

    /// The id that findings and facts remember.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// The path below the root, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text; a byte order mark is part of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte offset to line and column.
    pub fn position(&self, byte: usize) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start as usize <= byte);
        let start = starts[line - 1] as usize;
        let before = self.text.get(start..byte).unwrap_or_default();
        let mark = usize::from(before.starts_with('\u{feff}'));
        let characters = if before.len() <= STEP {
            before.chars().count()
        } else {
            self.characters_before(byte) - self.characters_before(start)
        };
        Position {
            line,
            column: characters - mark + 1,
        }
    }

    /// The positions of the first byte of a range and of the one past its last.
    pub fn positions(&self, range: &Range<usize>) -> (Position, Position) {
        let start = self.position(range.start);
        let is_short = |text: &&str| text.len() <= STEP && !text.contains(['\n', '\u{feff}']);
        let end = match self.text.get(range.clone()).filter(is_short) {
            Some(within) => Position {
                column: start.column + within.chars().count(),
                ..start
            },
            None => self.position(range.end),
        };
        (start, end)
    }

    /// A long line that has much to say must not be counted anew each time.
    fn characters_before(&self, byte: usize) -> usize {
        let milestones = self.milestones.get_or_init(|| milestones(&self.text));
        let passed = milestones.partition_point(|&(at, _)| at <= byte);
        let (at, characters) = milestones[passed - 1];
        characters + self.text[at..byte].chars().count()
    }

    /// The byte range of a line (counted from 1), without its line end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let starts = self.line_starts();
        let start = starts[line - 1] as usize;
        let end = starts
            .get(line)
            .map_or(self.text.len(), |end| *end as usize);
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        start..start + content.len()
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| line_starts(&self.text))
    }
}

impl fmt::Debug for Source {
    /// Without its text, since every fact knows its file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.path).finish()
    }
}

/// At which byte each line of a text begins.
fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = vec![0];
    for block in (0..text.len()).step_by(BLOCK) {
        let mut ends = block_at(text.as_bytes(), block, |block| are(block, b'\n'));
        while ends != 0 {
            starts.push(offset(block + ends.trailing_zeros() as usize + 1));
            ends &= ends - 1;
        }
    }
    starts
}

/// Of some bytes that begin a character, the first among them, how many
/// characters stand before them.
fn milestones(text: &str) -> Vec<(usize, usize)> {
    let mut milestones = vec![(0, 0)];
    let (mut last, mut characters) = (0, 0);
    while text.len() - last > STEP {
        let mut next = last + STEP;
        while !text.is_char_boundary(next) {
            next -= 1;
        }
        characters += text[last..next].chars().count();
        milestones.push((next, characters));
        last = next;
    }
    milestones
}

/// Where the header of a CSV text begins: after a byte order mark and blank lines.
fn header_start(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\u{feff}', '\r', '\n']).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn positions_count_code_points_from_one() {
        let mut sources = Sources::new();
        let id = sources.add("a.csv".into(), "id,å\r\nÆ1,2\n".into());
        let source = sources.get(id);
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(5), Position { line: 1, column: 5 });
        assert_eq!(source.position(9), Position { line: 2, column: 2 });
        assert_eq!(&source.text()[source.line(1)], "id,å");
    }

    proptest::proptest! {
        #[test]
        fn a_line_begins_after_each_line_end(text in "(a{0,70}\n?){0,6}") {
            let ends = text.match_indices('\n').map(|(at, _)| at + 1);
            let starts: Vec<u32> = std::iter::once(0).chain(ends).map(offset).collect();
            proptest::prop_assert_eq!(line_starts(&text), starts);
        }

        #[test]
        fn both_ends_of_a_range_are_where_each_is_by_itself(
            text in "[a,å\n\r\u{feff}]{0,12}",
            ends in (0..20_usize, 0..20_usize),
        ) {
            let mut sources = Sources::new();
            let id = sources.add("a.csv".into(), text.clone());
            let source = sources.get(id);
            let boundary = |at: &usize| text.is_char_boundary(*at);
            let mut ends = [ends.0, ends.1].map(|end| (0..=end).rev().find(boundary).unwrap_or(0));
            ends.sort_unstable();
            proptest::prop_assert_eq!(
                source.positions(&(ends[0]..ends[1])),
                (source.position(ends[0]), source.position(ends[1]))
            );
        }
    }
}
