//! Digits, and a point before decimals: how nearly every amount is written.

use crate::model::Money;

/// The most digits that an amount may have.
const MOST: usize = Money::MAX_DIGITS as usize;

/// What a digit is worth that so many others follow.
const POWERS: [i64; MOST + 1] = {
    let mut powers = [1; MOST + 1];
    let mut digits = 1;
    while digits <= MOST {
        powers[digits] = 10 * powers[digits - 1];
        digits += 1;
    }
    powers
};

/// An amount as files have it, in a currency of so many decimals; `None` for
/// any other text.
pub(super) fn plain_amount(text: &[u8], decimals: u32) -> Option<Money> {
    let decimals = decimals as usize;
    // A point more than its digits.
    if text.len() > MOST + 1 {
        return None;
    }
    let (mut digits, mut point) = (0_u64, None);
    for (at, byte) in text.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            digits = digits * 10 + u64::from(digit);
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    let whole = point.unwrap_or(text.len());
    let fraction = point.map_or(0, |point| text.len() - point - 1);
    let fits = whole > 0
        && whole + decimals <= MOST
        && fraction <= decimals
        && point.is_none_or(|_| fraction > 0);
    if !fits {
        return None;
    }
    let digits = i64::try_from(digits).ok()?;
    Money::from_minor(digits * POWERS[decimals - fraction])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the letter: digits, of which the last ones may follow a point.
    fn plainly(text: &str, decimals: usize) -> Option<i64> {
        let (whole, fraction) = match text.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (text, ""),
        };
        let are_digits = [whole, fraction]
            .concat()
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        let fits = !whole.is_empty() && whole.len() + decimals <= 18 && fraction.len() <= decimals;
        let minor = format!("{whole}{fraction:0<decimals$}");
        (are_digits && fits).then(|| minor.parse().expect("18 digits"))
    }

    proptest! {
        #[test]
        fn an_amount_is_what_its_digits_say(
            text in "[0-9]{0,20}|[0-9]{0,18}[.][0-9]{0,5}|[0-9.,+ -]{0,7}",
            decimals in 0..5_u32,
        ) {
            let minor = plain_amount(text.as_bytes(), decimals).map(Money::minor);
            prop_assert_eq!(minor, plainly(&text, decimals as usize), "{:?}", text);
        }
    }
}
