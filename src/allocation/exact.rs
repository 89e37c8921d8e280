//! Products of two large whole numbers, exactly.
//!
//! A share is a product of an amount and a weight over a sum of weights. Such
//! products nearly always fit into 128 bits; where they do not, they are
//! worked out in two halves.

use std::cmp::Ordering;

/// Compares `a × b` with `c × d`; none of them is below zero.
pub(super) fn compare_products((a, b): (i128, i128), (c, d): (i128, i128)) -> Ordering {
    match (a.checked_mul(b), c.checked_mul(d)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => halves(a, b).cmp(&halves(c, d)),
    }
}

/// A product as its upper and its lower 128 bits.
fn halves(a: i128, b: i128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a_low * b_low;
    let middle = a_high * b_low + (low >> 64);
    let other = a_low * b_high + (middle & LOW);
    let high = a_high * b_high + (middle >> 64) + (other >> 64);
    (high, (other << 64) | (low & LOW))
}

/// `a × b / divisor` as a whole number and what is over. None of them is below
/// zero, the divisor is above it and below 2¹²⁶, and the whole number fits.
pub(super) fn divide_product(a: i128, b: i128, divisor: i128) -> (i128, i128) {
    if let Some(product) = a.checked_mul(b) {
        return (product / divisor, product % divisor);
    }
    let (times, over) = (b / divisor, b % divisor);
    let (mut whole, mut rest) = (0, 0);
    for bit in (0..i128::BITS).rev() {
        (whole, rest) = (2 * whole, 2 * rest);
        if a >> bit & 1 == 1 {
            whole += times;
            rest += over;
        }
        whole += rest / divisor;
        rest %= divisor;
    }
    (whole, rest)
}

/// The greatest number that divides both.
pub(super) fn common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The product digit by digit in base 2³², lowest first.
    fn digits(a: i128, b: i128) -> Vec<u64> {
        let split = |n: i128| (0..4).map(move |at| (n >> (32 * at)) as u64 & 0xffff_ffff);
        let mut sum = vec![0_u64; 9];
        for (i, x) in split(a).enumerate() {
            let mut carry = 0;
            for (j, y) in split(b).enumerate() {
                let digit = sum[i + j] + x * y + carry;
                (sum[i + j], carry) = (digit & 0xffff_ffff, digit >> 32);
            }
            sum[i + 4] += carry;
        }
        sum
    }

    proptest! {
        #[test]
        fn products_are_compared_as_on_paper(
            a in 0..i128::MAX, b in 0..i128::MAX, c in 0..i128::MAX, d in 0..i128::MAX,
            shift in 0..100_u32,
        ) {
            let (a, c) = (a >> shift, c >> shift);
            let on_paper = digits(a, b).into_iter().rev().cmp(digits(c, d).into_iter().rev());
            prop_assert_eq!(compare_products((a, b), (c, d)), on_paper);
            prop_assert_eq!(compare_products((a, b), (b, a)), Ordering::Equal);
        }

        #[test]
        fn a_quotient_times_its_divisor_and_the_rest_is_the_product(
            a in 0..10_i128.pow(24), b in 0..10_i128.pow(18), more in 0..10_i128.pow(27),
        ) {
            let divisor = b + more + 1;
            let (whole, rest) = divide_product(a, b, divisor);
            prop_assert!((0..divisor).contains(&rest));
            let (mut back, mut product) = (digits(whole, divisor), digits(a, b));
            let mut carry = rest as u128;
            for digit in &mut back {
                let sum = u128::from(*digit) + (carry & 0xffff_ffff);
                *digit = sum as u64 & 0xffff_ffff;
                carry = (carry >> 32) + (sum >> 32);
            }
            back.truncate(8);
            product.truncate(8);
            prop_assert_eq!(back, product);
        }
    }
}
