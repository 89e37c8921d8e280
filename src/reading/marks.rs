//! Where the commas, line ends and quotes of a text stand.
//!
//! Sixty-four bytes are looked at together: what a row is made of is found
//! several times faster than byte by byte.

use crate::source::{BLOCK, are, are_either, block_at};

/// So many blocks are looked at before their marks are used.
const BLOCKS: usize = 32;

/// The commas, line feeds and quotes of a text, in order.
#[derive(Debug)]
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the block begins that is to be looked at next.
    block: usize,
    /// Where the reading began, one past each mark of the blocks before it,
    /// and room for more.
    places: Vec<u32>,
    known: usize,
    used: usize,
    /// Which of the places are those of line feeds and quotes.
    stops: Vec<usize>,
    used_stops: usize,
}

impl<'t> Marks<'t> {
    /// Those from byte `start` on, of a text below 4 GiB.
    pub(super) fn from(bytes: &'t [u8], start: usize) -> Self {
        let mut marks = Self {
            bytes,
            block: 0,
            places: vec![0; 2 * BLOCK],
            known: 1,
            used: 1,
            stops: Vec::new(),
            used_stops: 0,
        };
        marks.go_to(start);
        marks
    }

    /// Goes on with the first at or after byte `start`.
    pub(super) fn go_to(&mut self, start: usize) {
        self.places[0] = start as u32;
        self.known = 1;
        self.used = 1;
        self.stops.clear();
        self.used_stops = 0;
        self.block = start - start % BLOCK;
        self.look(u64::MAX << (start % BLOCK));
    }

    /// Passes the marks that come next if these are the commas and the line
    /// feed of a row of `width` cells.
    #[inline(always)]
    pub(super) fn pass_row(&mut self, width: usize) -> bool {
        if self.used_stops == self.stops.len() {
            self.look_for_a_stop();
        }
        let Some(&stop) = self.stops.get(self.used_stops) else {
            return false;
        };
        let ends = &self.places[self.used..=stop];
        let end = ends[ends.len() - 1] as usize;
        let is_row = ends.len() == width
            && self.bytes[end - 1] == b'\n'
            && self.bytes.get(end.wrapping_sub(2)) != Some(&b'\r');
        if is_row {
            self.used = stop + 1;
            self.used_stops += 1;
        }
        is_row
    }

    /// Where the row began that was passed, and one past each of its marks.
    #[inline(always)]
    pub(super) fn passed(&self, width: usize) -> &[u32] {
        &self.places[self.used - 1 - width..self.used]
    }

    /// One past the next mark, which is passed.
    pub(super) fn next(&mut self) -> Option<u32> {
        if self.used == self.known {
            self.look_for_a_stop();
        }
        let after = *self.places[..self.known].get(self.used)?;
        if self.stops.get(self.used_stops) == Some(&self.used) {
            self.used_stops += 1;
        }
        self.used += 1;
        Some(after)
    }

    /// Looks further until there is a stop ahead, which there is not yet, or
    /// the text ends.
    fn look_for_a_stop(&mut self) {
        let last = self.used - 1;
        self.places.copy_within(last..self.known, 0);
        self.known -= last;
        self.used = 1;
        self.stops.clear();
        self.used_stops = 0;
        while self.stops.is_empty() && self.block < self.bytes.len() {
            for _ in 0..BLOCKS {
                self.look(u64::MAX);
            }
        }
    }

    /// Looks at the next block, for the marks that are asked for.
    #[inline]
    fn look(&mut self, asked: u64) {
        let (commas, stops) = block_at(self.bytes, self.block, |block| {
            (are(block, b','), are_either(block, b'\n', b'"'))
        });
        let (mut marks, mut stops) = ((commas | stops) & asked, stops & asked);
        while stops != 0 {
            let before = marks & (stops ^ (stops - 1)) >> 1;
            self.stops.push(self.known + before.count_ones() as usize);
            stops &= stops - 1;
        }
        if self.places.len() < self.known + BLOCK {
            self.places.resize(2 * self.known + BLOCKS * BLOCK, 0);
        }
        let places = &mut self.places[self.known..self.known + BLOCK];
        let mut count = 0;
        while marks != 0 {
            let at = self.block + marks.trailing_zeros() as usize;
            // There are at most so many; saying it spares the look whether there is room.
            places[count % BLOCK] = at as u32 + 1;
            marks &= marks - 1;
            count += 1;
        }
        self.known += count;
        self.block += BLOCK;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_is_as_many_commas_and_a_line_feed() {
        let mut marks = Marks::from(b"a,b,c\nd,e\n\"f\",g,h\r\ni,j,k\nl,m,n", 0);
        assert!(marks.pass_row(3));
        assert_eq!(marks.passed(3), [0, 2, 4, 6]);
        assert!(!marks.pass_row(3), "too few cells");
        assert!(marks.pass_row(2));
        assert_eq!(marks.passed(2), [6, 8, 10]);
        assert!(!marks.pass_row(3), "a quote");
        marks.go_to(14);
        assert!(!marks.pass_row(2), "a line end of two bytes");
        marks.go_to(19);
        assert!(marks.pass_row(3));
        assert_eq!(marks.passed(3), [19, 21, 23, 25]);
        assert!(!marks.pass_row(3), "no line end");
        assert_eq!(
            [marks.next(), marks.next(), marks.next()],
            [Some(27), Some(29), None]
        );
    }

    proptest! {
        #[test]
        fn every_mark_is_found_from_any_byte_on(
            text in "[a,\n\"é]{0,3000}",
            start in 0..310_usize,
            width in 1..5_usize,
        ) {
            let start = start.min(text.len());
            let plainly = text.bytes().enumerate().skip(start);
            let plainly = plainly.filter(|(_, byte)| b",\n\"".contains(byte));
            let plainly: Vec<u32> = plainly.map(|(at, _)| at as u32 + 1).collect();
            let mut marks = Marks::from(text.as_bytes(), start);
            let mut found = Vec::new();
            loop {
                if marks.pass_row(width) {
                    found.extend_from_slice(&marks.passed(width)[1..]);
                } else if let Some(mark) = marks.next() {
                    found.push(mark);
                } else {
                    break;
                }
            }
            prop_assert_eq!(found, plainly);
        }
    }
}
