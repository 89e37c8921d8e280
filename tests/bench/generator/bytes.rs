//! Numbers, days and cells as bytes: half a gigabyte of them in seconds.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// A file that is written in large pieces.
pub(super) struct Pieces {
    file: File,
    pub(super) bytes: Vec<u8>,
    written: u64,
}

impl Pieces {
    const PIECE: usize = 1 << 20;

    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: File::create(path)?,
            bytes: Vec::with_capacity(Self::PIECE + 4096),
            written: 0,
        })
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) -> io::Result<()> {
        self.bytes.push(b'\n');
        if self.bytes.len() < Self::PIECE {
            return Ok(());
        }
        self.flush()
    }

    /// Writes what is left; how many bytes the file has.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        self.flush()?;
        Ok(self.written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.bytes)?;
        self.written += self.bytes.len() as u64;
        self.bytes.clear();
        Ok(())
    }
}

/// A whole number, with zeros before it up to a width.
pub(super) fn put_number(out: &mut Vec<u8>, number: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    let mut rest = number;
    while rest > 0 || digits.len() - at < width.max(1) {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

/// An amount of øre in kroner: with two decimals, or none where they are zero.
pub(super) fn put_amount(out: &mut Vec<u8>, minor: u64) {
    put_number(out, minor / 100, 1);
    if !minor.is_multiple_of(100) {
        out.push(b'.');
        put_number(out, minor % 100, 2);
    }
}

/// A text as a cell, in quotes where it needs them.
pub(super) fn put_cell(out: &mut Vec<u8>, text: &str) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"')) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// A day of 2024, counted from zero, as `2024-02-29`.
pub(super) fn put_day(out: &mut Vec<u8>, day: u64) {
    let mut left = day;
    for (month, length) in (1..).zip([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if left < length {
            out.extend_from_slice(b"2024-");
            put_number(out, month, 2);
            out.push(b'-');
            put_number(out, left + 1, 2);
            return;
        }
        left -= length;
    }
    unreachable!("a plan stays within the year");
}
