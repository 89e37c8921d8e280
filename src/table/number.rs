//! What a spreadsheet's numbers and days can hold.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

/// A spreadsheet keeps so many digits of a number; the others become zeros.
pub(super) const MOST_DIGITS: usize = 15;

/// How many digits there are between the first and the last that is no zero;
/// zeros before the decimal mark count.
pub(super) fn significant_digits(number: Decimal) -> usize {
    let digits = number.normalize().mantissa().unsigned_abs().to_string();
    digits.len()
}

/// The number as spreadsheets hold it, a binary fraction of 64 bits; `None`
/// where reading that back would not give the same number again.
///
/// Nothing is reckoned with it: it goes into a file.
#[cfg(feature = "spreadsheets")]
pub(super) fn binary(number: Decimal) -> Option<f64> {
    if significant_digits(number) > MOST_DIGITS {
        return None;
    }
    let binary: f64 = number.to_string().parse().ok()?;
    let back: Decimal = binary.to_string().parse().ok()?;
    (back == number).then_some(binary)
}

/// Whether spreadsheets agree on a day: they know none before 1900, and Excel
/// has a 29 February 1900.
pub(super) fn is_day_of_spreadsheets(date: NaiveDate) -> bool {
    (date.year(), date.month()) >= (1900, 3) && date.year() <= 9999
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_without_the_zeros_at_the_end() {
        let digits = |text: &str| significant_digits(text.parse().unwrap());
        assert_eq!(digits("0"), 1);
        assert_eq!(digits("-0.05"), 1);
        assert_eq!(digits("1234.50"), 5);
        assert_eq!(digits("1000000000000000000"), 19);
    }

    #[test]
    #[cfg(feature = "spreadsheets")]
    fn a_number_that_would_change_is_none() {
        let number = |text: &str| binary(text.parse().unwrap());
        assert_eq!(number("0.1"), Some(0.1));
        assert_eq!(number("-9999999999999.99"), Some(-9_999_999_999_999.99));
        assert_eq!(number("99999999999999.999"), None);
        assert_eq!(number("9007199254740993"), None);
    }

    #[test]
    fn days_begin_in_march_1900() {
        let day = |text: &str| is_day_of_spreadsheets(text.parse().unwrap());
        assert!(!day("1900-02-28") && day("1900-03-01") && day("9999-12-31"));
    }
}
