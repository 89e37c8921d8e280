//! Amounts in other programs' files: exact decimals, never through a float.

use serde_json::value::RawValue;

use crate::model::{Balance, Currency};

/// As files hold it: all decimals of the currency, or none where it is whole.
pub(super) fn plain(amount: Balance, currency: Currency) -> String {
    let decimal = amount.decimal(currency);
    if decimal.is_integer() {
        decimal.trunc().to_string()
    } else {
        decimal.to_string()
    }
}

/// With all decimals of the currency, whole or not.
pub(super) fn padded(amount: Balance, currency: Currency) -> String {
    amount.decimal(currency).to_string()
}

/// A JSON number with exactly these digits.
pub(super) fn number(amount: Balance, currency: Currency) -> Box<RawValue> {
    raw(plain(amount, currency))
}

/// Digits as a JSON number.
pub(super) fn raw(digits: String) -> Box<RawValue> {
    RawValue::from_string(digits).expect("a plain decimal is a JSON number")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(minor: i128, code: &str) -> (String, String) {
        let currency = Currency::from_code(code).unwrap();
        let amount = Balance::from_minor(minor);
        let written = plain(amount, currency);
        assert_eq!(number(amount, currency).get(), written);
        (written, padded(amount, currency))
    }

    #[test]
    fn each_currency_has_its_own_decimals() {
        let both = |plain: &str, padded: &str| (plain.to_owned(), padded.to_owned());
        assert_eq!(of(12_345_050, "NOK"), both("123450.50", "123450.50"));
        assert_eq!(of(-12_000_000, "NOK"), both("-120000", "-120000.00"));
        assert_eq!(of(7, "KWD"), both("0.007", "0.007"));
        assert_eq!(of(7, "ISK"), both("7", "7"));
        assert_eq!(of(0, "NOK"), both("0", "0.00"));
        let large = 999_999_999_999_999_999_i128;
        assert_eq!(of(large, "DKK").0, "9999999999999999.99");
    }
}
