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
    let ends = text.iter().rev().take(decimals + 1);
    let (whole, fraction) = match { ends }.position(|byte| *byte == b'.') {
        Some(digits) => {
            let point = text.len() - digits - 1;
            let fraction = number(&text[point + 1..])?;
            (&text[..point], fraction * POWERS[decimals - digits])
        }
        None => (text, 0),
    };
    let fits = whole.len() + decimals <= MOST;
    let whole = if fits { number(whole)? } else { return None };
    Money::from_minor(whole * POWERS[decimals] + fraction)
}

/// What digits say, as many as an amount may have; `None` for any other text.
#[inline(always)]
fn number(digits: &[u8]) -> Option<i64> {
    let mut number = 0;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    (!digits.is_empty()).then_some(number)
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
