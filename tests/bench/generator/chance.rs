//! Numbers that look like chance and are the same every time.

/// A number for a place in the folder: splitmix64 over its parts. There is no
/// state, so that any fact can be had at any time.
pub(super) fn number(parts: [u64; 4]) -> u64 {
    parts.into_iter().fold(0, |mixed, part| mix(mixed ^ part))
}

/// As [`number`], below `limit`, which is above zero.
pub(super) fn below(limit: u64, parts: [u64; 4]) -> u64 {
    number(parts) % limit
}

fn mix(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The numbers below `count`, shuffled (Fisher and Yates).
pub(super) fn shuffled(count: u64, seed: u64) -> Vec<u64> {
    let mut numbers: Vec<u64> = (0..count).collect();
    for at in (1..numbers.len()).rev() {
        let other = below(at as u64 + 1, [seed, 0x5eed, at as u64, 0]);
        let other = usize::try_from(other).expect("it is below a length");
        numbers.swap(at, other);
    }
    numbers
}
