//! Where the commas, line ends and quotes of a text stand.
//!
//! Sixty-four bytes are looked at together: what a row is made of is found
//! several times faster than byte by byte.

/// So many bytes are looked at together, a bit for each.
const BLOCK: usize = 64;

/// So many blocks are looked at before their marks are used.
const BLOCKS: usize = 32;

/// The commas, line feeds and quotes of a text, in order.
#[derive(Debug, Clone)]
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the block begins that is to be looked at next.
    block: usize,
    /// One past each mark of the blocks before it, those used included.
    places: Vec<u32>,
    used: usize,
}

impl<'t> Marks<'t> {
    /// Those from byte `start` on, of a text below 4 GiB.
    pub(super) fn from(bytes: &'t [u8], start: usize) -> Self {
        let mut marks = Self {
            bytes,
            block: 0,
            places: Vec::new(),
            used: 0,
        };
        marks.go_to(start);
        marks
    }

    /// Goes on with the first at or after byte `start`.
    pub(super) fn go_to(&mut self, start: usize) {
        self.places.clear();
        self.used = 0;
        self.block = start - start % BLOCK;
        let before = u64::MAX << (start % BLOCK);
        self.look(before);
    }

    /// One past each mark that comes next: `count` of them, or all there are.
    #[inline]
    pub(super) fn ahead(&mut self, count: usize) -> &[u32] {
        if self.places.len() - self.used < count {
            self.look_further(count);
        }
        let end = self.places.len().min(self.used + count);
        &self.places[self.used..end]
    }

    /// Goes on after the next `count` marks, which were ahead.
    #[inline]
    pub(super) fn pass(&mut self, count: usize) {
        self.used += count;
    }

    /// One past each of the last `count` marks that were ahead and are passed.
    #[inline]
    pub(super) fn behind(&self, count: usize) -> &[u32] {
        &self.places[self.used - count..self.used]
    }

    /// One past the next mark, which is passed.
    pub(super) fn next(&mut self) -> Option<u32> {
        let &[after] = self.ahead(1).first_chunk()?;
        self.pass(1);
        Some(after)
    }

    fn look_further(&mut self, count: usize) {
        self.places.drain(..self.used);
        self.used = 0;
        while self.places.len() < count && self.block < self.bytes.len() {
            for _ in 0..BLOCKS {
                self.look(u64::MAX);
            }
        }
    }

    /// Looks at the next block, for the marks that are asked for.
    #[inline]
    fn look(&mut self, asked: u64) {
        let mut bits = marks_of(self.bytes, self.block) & asked;
        let known = self.places.len();
        self.places.resize(known + BLOCK, 0);
        let (places, _) = self.places[known..].as_chunks_mut::<BLOCK>();
        let mut count = 0;
        while bits != 0 {
            let after = self.block + bits.trailing_zeros() as usize + 1;
            places[0][count % BLOCK] = after as u32;
            bits &= bits - 1;
            count += 1;
        }
        self.places.truncate(known + count);
        self.block += BLOCK;
    }
}

/// A bit for each mark in the block that begins at a byte.
fn marks_of(bytes: &[u8], start: usize) -> u64 {
    let Some(rest) = bytes.get(start..) else {
        return 0;
    };
    match rest.first_chunk() {
        Some(block) => marks_in(block),
        None => {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            marks_in(&block)
        }
    }
}

fn marks_in(block: &[u8; BLOCK]) -> u64 {
    // Without a branch in it, this loop becomes a few wide instructions.
    let mut are_marks = [0_u8; BLOCK];
    for (is_mark, &byte) in are_marks.iter_mut().zip(block) {
        *is_mark = u8::from((byte == b',') | (byte == b'\n') | (byte == b'"'));
    }
    let (eights, _) = are_marks.as_chunks::<8>();
    let bits = eights.iter().map(|eight| bits_of(*eight));
    bits.rev().fold(0, |bits, eight| bits << 8 | eight)
}

/// Eight bytes of 0 or 1 as the lowest eight bits: the product has the nth
/// byte's bit as the nth of its highest byte.
fn bits_of(eight: [u8; 8]) -> u64 {
    u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_mark_is_found_from_any_byte_on(
            text in "[a,\n\"é]{0,3000}",
            start in 0..310_usize,
            some in 1..9_usize,
        ) {
            let start = start.min(text.len());
            let plainly = text.bytes().enumerate().skip(start);
            let plainly = plainly.filter(|(_, byte)| b",\n\"".contains(byte));
            let plainly: Vec<usize> = plainly.map(|(at, _)| at).collect();
            let mut marks = Marks::from(text.as_bytes(), start);
            let mut found = Vec::new();
            while let [first, ..] = marks.ahead(some) {
                found.push(*first as usize - 1);
                marks.pass(1);
            }
            prop_assert_eq!(found, plainly);
        }
    }
}
