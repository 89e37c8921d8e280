//! Sixty-four bytes looked at together: a bit for each that is of a kind.

use wide::u8x64;

/// So many bytes are looked at together.
pub(super) const BLOCK: usize = 64;

/// What `of` says of the block that begins at a byte, with zeros after the end.
#[inline]
pub(super) fn block_at<T>(bytes: &[u8], start: usize, of: impl Fn(u8x64) -> T) -> T {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.first_chunk() {
        Some(block) => of(u8x64::new(*block)),
        None => {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            of(u8x64::new(block))
        }
    }
}

/// Which bytes are this one.
#[inline]
pub(super) fn are(block: u8x64, byte: u8) -> u64 {
    block.simd_eq(u8x64::splat(byte)).to_bitmask()
}

/// Which bytes are one of these two.
#[inline]
pub(super) fn are_either(block: u8x64, one: u8, other: u8) -> u64 {
    let one = block.simd_eq(u8x64::splat(one));
    (one | block.simd_eq(u8x64::splat(other))).to_bitmask()
}

/// Which bytes are digits.
#[inline]
pub(super) fn are_digits(block: u8x64) -> u64 {
    let value = block - u8x64::splat(b'0');
    value.simd_eq(value.min(u8x64::splat(9))).to_bitmask()
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
            let bits = |of: fn(u8x64, u8, u8) -> u64| block_at(&bytes, start, |it| of(it, one, other));
            prop_assert_eq!(bits(|it, one, _| are(it, one)), plainly(&bytes, start, |it| it == one));
            let either = plainly(&bytes, start, |it| it == one || it == other);
            prop_assert_eq!(bits(are_either), either);
            let digits = plainly(&bytes, start, |it| it.is_ascii_digit());
            prop_assert_eq!(bits(|it, _, _| are_digits(it)), digits);
        }
    }
}
