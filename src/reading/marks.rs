//! Where the commas, line ends and quotes of a text stand.
//!
//! Sixty-four bytes are looked at together: what a row is made of is found
//! several times faster than byte by byte.

use crate::source::{BLOCK, are, are_either, block_at};

/// The commas, line feeds and quotes of a text from some byte on, in order.
#[derive(Debug)]
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the block begins that is looked at.
    block: usize,
    /// Which of its bytes are marks that are not passed yet.
    ahead: u64,
}

impl<'t> Marks<'t> {
    /// Those from byte `start` on.
    pub(super) fn from(bytes: &'t [u8], start: usize) -> Self {
        let mut marks = Self {
            bytes,
            block: start,
            ahead: 0,
        };
        marks.look();
        marks
    }

    /// Where the next mark stands, which is passed.
    #[inline]
    pub(super) fn next(&mut self) -> Option<usize> {
        while self.ahead == 0 {
            self.block += BLOCK;
            if self.block >= self.bytes.len() {
                self.block = self.bytes.len();
                return None;
            }
            self.look();
        }
        let at = self.block + self.ahead.trailing_zeros() as usize;
        self.ahead &= self.ahead - 1;
        Some(at)
    }

    fn look(&mut self) {
        self.ahead = block_at(self.bytes, self.block, |block| {
            are(block, b',') | are_either(block, b'\n', b'"')
        });
    }
}

/// Which bytes from `start` on end the cells of a row, and which of them is its
/// line feed: a bit for each, if the row has no quote and ends within
/// sixty-four bytes.
#[inline(always)]
pub(super) fn short_row(bytes: &[u8], start: usize) -> Option<(u64, u64)> {
    let block = bytes.get(start..)?.first_chunk()?;
    let stops = are_either(block, b'\n', b'"');
    let before = stops.wrapping_sub(1) & !stops;
    let stop = stops & stops.wrapping_neg();
    let is_line_end = block.get(stop.trailing_zeros() as usize) == Some(&b'\n');
    is_line_end.then(|| (are(block, b',') & before | stop, stop))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_row_ends_its_cells_at_commas_and_a_line_feed() {
        let row = |text: &str| {
            let text = format!("{text}{}", "x".repeat(BLOCK));
            short_row(text.as_bytes(), 0)
        };
        assert_eq!(row("a,b,c\nd,\"e"), Some((0b10_1010, 0b10_0000)));
        assert_eq!(row("\n"), Some((1, 1)));
        assert_eq!(row("a,\"b\n"), None);
        assert_eq!(row("a,b"), None, "no line end near");
        assert_eq!(row(&format!("{}\n", "a".repeat(BLOCK))), None);
        assert_eq!(
            row(&format!("{}\n", "a".repeat(BLOCK - 1))),
            Some((1 << 63, 1 << 63))
        );
        assert_eq!(short_row(b"a,b\n", 0), None, "the end is near");
    }

    proptest! {
        #[test]
        fn every_mark_is_found_from_any_byte_on(
            text in "[a,\n\"é]{0,300}",
            start in 0..310_usize,
        ) {
            let start = start.min(text.len());
            let plainly = text.bytes().enumerate().skip(start);
            let plainly = plainly.filter(|(_, byte)| b",\n\"".contains(byte));
            let plainly: Vec<usize> = plainly.map(|(at, _)| at).collect();
            let mut marks = Marks::from(text.as_bytes(), start);
            let found: Vec<usize> = std::iter::from_fn(|| marks.next()).collect();
            prop_assert_eq!(found, plainly);
            prop_assert_eq!(marks.next(), None);
        }
    }
}
