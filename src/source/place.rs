//! Words for a spot in a file.

use std::borrow::Cow;
use std::ops::Range;

use super::FileId;

/// A stretch of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to, and without, `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            start: offset(start),
            end: offset(end),
        }
    }

    /// The byte range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where a fact came from: the first byte of its record.
///
/// Eight bytes, because each of ten million facts keeps one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    start: u32,
}

impl Origin {
    /// The record that begins at byte `start`.
    pub fn new(file: FileId, start: usize) -> Self {
        Self {
            file,
            start: offset(start),
        }
    }

    /// The byte offset of the record.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The cell of this record under the column of that name.
    pub fn cell(self, column: impl Into<Cow<'static, str>>) -> Place {
        Place::Cell(self, column.into())
    }
}

/// What a finding points at; turned into bytes only when it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file as a whole.
    File(FileId),
    /// Bytes known already.
    Span(Span),
    /// A whole CSV record.
    Record(Origin),
    /// One cell of a CSV record, by its column's name.
    Cell(Origin, Cow<'static, str>),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

impl From<Origin> for Place {
    fn from(origin: Origin) -> Self {
        Self::Record(origin)
    }
}

/// A line and a column for people and editors, both counted from 1; columns
/// count code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The code point in the line, from 1.
    pub column: usize,
}

/// Files of 4 GiB and more are refused where they are opened.
pub(super) fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("a file is smaller than 4 GiB")
}
