//! Sixty-four bytes looked at together: a bit for each that is of a kind.

use wide::u8x16;

/// So many bytes are looked at together.
pub(crate) const BLOCK: usize = 64;

type Block = [u8; BLOCK];

/// What `of` says of the block that begins at a byte, with zeros after the end.
#[inline(always)]
pub(crate) fn block_at<T>(bytes: &[u8], start: usize, of: impl Fn(&Block) -> T) -> T {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk() {
        Some(block) => of(block),
        None => of(&padded(rest)),
    }
}

#[cold]
fn padded(rest: &[u8]) -> Block {
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// Which bytes are this one.
#[inline(always)]
pub(crate) fn are(block: &Block, byte: u8) -> u64 {
    bits(block, |bytes| bytes.simd_eq(u8x16::splat(byte)))
}

/// Which bytes are one of these two.
#[inline(always)]
pub(crate) fn are_either(block: &Block, one: u8, other: u8) -> u64 {
    let (one, other) = (u8x16::splat(one), u8x16::splat(other));
    bits(block, |bytes| bytes.simd_eq(one) | bytes.simd_eq(other))
}

/// Which bytes are digits.
#[inline(always)]
pub(crate) fn are_digits(block: &Block) -> u64 {
    bits(block, |bytes| {
        let value = bytes - u8x16::splat(b'0');
        value.simd_eq(value.min(u8x16::splat(9)))
    })
}

#[inline(always)]
fn bits(block: &Block, of: impl Fn(u8x16) -> u8x16) -> u64 {
    let bits = |part: &[u8; 16]| u64::from(of(u8x16::new(*part)).to_bitmask());
    let (parts, _) = block.as_chunks();
    bits(&parts[0]) | bits(&parts[1]) << 16 | bits(&parts[2]) << 32 | bits(&parts[3]) << 48
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A bit for each byte from `start` on of which something is true.
    fn plainly(bytes: &[u8], start: usize, is: impl Fn(u8) -> bool) -> u64 {
        let block = bytes.iter().skip(start).take(BLOCK).enumerate();
        block.fold(0, |bits, (nth, byte)| bits | u64::from(is(*byte)) << nth)
    }

    proptest! {
        #[test]
        fn each_byte_has_its_bit(bytes: [u8; 100], start in 0..110_usize, one: u8, other: u8) {
            let (one, other) = (one.max(1), other.max(1));
            let bits = |of: fn(&Block, u8, u8) -> u64| block_at(&bytes, start, |it| of(it, one, other));
            prop_assert_eq!(bits(|it, one, _| are(it, one)), plainly(&bytes, start, |it| it == one));
            let either = plainly(&bytes, start, |it| it == one || it == other);
            prop_assert_eq!(bits(are_either), either);
            let digits = plainly(&bytes, start, |it| it.is_ascii_digit());
            prop_assert_eq!(bits(|it, _, _| are_digits(it)), digits);
        }
    }
}
