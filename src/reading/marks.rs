//! Where the commas, line ends and quotes of a text stand.
//!
//! Sixty-four bytes are looked at together: what a row is made of is found
//! several times faster than byte by byte.

/// So many bytes are looked at together, a bit for each.
const BLOCK: usize = 64;

/// The places of the commas, line feeds and quotes of a text, in order.
#[derive(Debug, Clone)]
pub(super) struct Marks<'t> {
    bytes: &'t [u8],
    /// Where the block begins that is being looked at.
    block: usize,
    /// Its marks that are still to come.
    bits: u64,
}

impl<'t> Marks<'t> {
    /// Those from byte `start` on.
    pub(super) fn from(bytes: &'t [u8], start: usize) -> Self {
        let mut marks = Self {
            bytes,
            block: 0,
            bits: 0,
        };
        marks.go_to(start);
        marks
    }

    /// Goes on with the first at or after byte `start`.
    pub(super) fn go_to(&mut self, start: usize) {
        self.block = start - start % BLOCK;
        self.bits = marks_of(self.bytes, self.block) & (u64::MAX << (start % BLOCK));
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            if self.block >= self.bytes.len() {
                return None;
            }
            self.block += BLOCK;
            self.bits = marks_of(self.bytes, self.block);
        }
        let at = self.block + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
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
            text in "[a,\n\"é]{0,300}",
            start in 0..310_usize,
        ) {
            let start = start.min(text.len());
            let plainly = text.bytes().enumerate().skip(start);
            let plainly = plainly.filter(|(_, byte)| b",\n\"".contains(byte));
            let plainly: Vec<usize> = plainly.map(|(at, _)| at).collect();
            let marks = Marks::from(text.as_bytes(), start);
            prop_assert_eq!(marks.collect::<Vec<_>>(), plainly);
        }
    }
}
