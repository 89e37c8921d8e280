//! Whole numbers of a small unit, such as øre, as text.

/// How a number is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    /// What stands between groups of three digits: a character of ASCII.
    pub group: Option<u8>,
    /// What stands before the decimals.
    pub point: char,
    /// Whether decimals are written where all of them are zero.
    pub zeros: bool,
}

/// A power of ten that an `i128` can hold has no more zeros.
const MOST_DECIMALS: u32 = 38;

/// So many digits always fit into a word.
const WORD: u32 = 18;

impl Digits {
    /// Writes `number / 10^decimals`.
    pub(super) fn write(self, out: &mut String, number: i128, decimals: u32) {
        if number < 0 {
            out.push('-');
        }
        let number = number.unsigned_abs();
        let mut buffer = itoa::Buffer::new();
        // Most numbers fit into a word, and a word is divided ten times as fast.
        if let (Ok(number), Some(unit)) = (u64::try_from(number), 10_u64.checked_pow(decimals)) {
            self.write_whole(out, buffer.format(number / unit));
            self.write_fraction(out, (number % unit).into(), decimals);
        } else {
            let unit = 10_u128.pow(decimals.min(MOST_DECIMALS));
            self.write_whole(out, buffer.format(number / unit));
            self.write_fraction(out, number % unit, decimals);
        }
    }

    /// How many characters [`Digits::write`] writes.
    pub(super) fn width(self, number: i128, decimals: u32) -> usize {
        let magnitude = number.unsigned_abs();
        let small = u64::try_from(magnitude).ok();
        let (digits, has_rest) = match small.zip(10_u64.checked_pow(decimals)) {
            Some((number, unit)) => (
                (number / unit).checked_ilog10(),
                !number.is_multiple_of(unit),
            ),
            None => {
                let unit = 10_u128.pow(decimals.min(MOST_DECIMALS));
                let whole = magnitude / unit;
                (whole.checked_ilog10(), !magnitude.is_multiple_of(unit))
            }
        };
        let digits = digits.unwrap_or(0) as usize + 1;
        let groups = self.group.map_or(0, |_| (digits - 1) / 3);
        let has_decimals = decimals > 0 && (self.zeros || has_rest);
        let decimals = if has_decimals {
            1 + decimals as usize
        } else {
            0
        };
        usize::from(number < 0) + digits + groups + decimals
    }

    /// Writes digits in their groups.
    fn write_whole(self, out: &mut String, digits: &str) {
        let Some(group) = self.group else {
            return out.push_str(digits);
        };
        let (mut first, mut rest) = digits.split_at((digits.len() - 1) % 3 + 1);
        out.push_str(first);
        while !rest.is_empty() {
            out.push(group.into());
            (first, rest) = rest.split_at(3);
            out.push_str(first);
        }
    }

    fn write_fraction(self, out: &mut String, fraction: u128, decimals: u32) {
        if decimals > 0 && (fraction > 0 || self.zeros) {
            out.push(self.point);
            write_padded(out, fraction, decimals);
        }
    }
}

/// Writes so many digits, with zeros before.
fn write_padded(out: &mut String, number: u128, digits: u32) {
    let mut rest = number as u64;
    if digits > WORD {
        let unit = 10_u128.pow(WORD);
        write_padded(out, number / unit, digits - WORD);
        rest = (number % unit) as u64;
    }
    for place in (0..digits.min(WORD)).rev() {
        let unit = 10_u64.pow(place);
        out.push(char::from(b'0' + (rest / unit) as u8));
        rest %= unit;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;
    use crate::model::Language;

    proptest! {
        #[test]
        fn numbers_are_written_as_the_language_writes_them(
            number in prop_oneof![
                -10_i128.pow(28) + 1..10_i128.pow(28),
                -1_000_000_i128..1_000_000,
                (-1_000_i128..1_000).prop_map(|number| number * 1_000),
            ],
            decimals in 0..7_u32,
        ) {
            let decimal = Decimal::from_i128_with_scale(number, decimals);
            for (_, language) in Language::ALL {
                let (group, point) = language.marks();
                let digits = Digits { group: u8::try_from(group).ok(), point, zeros: false };
                let mut text = String::new();
                digits.write(&mut text, number, decimals);
                prop_assert_eq!(&text, &language.format(decimal));
                prop_assert_eq!(digits.width(number, decimals), text.len());
            }
            let plain = Digits { group: None, point: '.', zeros: true };
            let mut text = String::new();
            plain.write(&mut text, number, decimals);
            prop_assert_eq!(&text, &decimal.to_string());
            prop_assert_eq!(plain.width(number, decimals), text.len());
        }
    }

    #[test]
    fn the_largest_number_is_written_whole() {
        let digits = Digits {
            group: None,
            point: '.',
            zeros: true,
        };
        for number in [i128::MAX, i128::MIN, 0] {
            let mut text = String::new();
            digits.write(&mut text, number, 0);
            assert_eq!(text, number.to_string());
            assert_eq!(digits.width(number, 0), text.len());
        }
    }
}
