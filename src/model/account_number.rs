//! Account numbers and their check digits.

/// An account that money can be sent to: a Norwegian account number of eleven
/// digits, or an IBAN (ISO 13616). Written without spaces and full stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccountNumber<'t>(&'t str);

impl<'t> AccountNumber<'t> {
    /// The number, or `None` when its form or its check digits are wrong.
    pub fn new(text: &'t str) -> Option<Self> {
        (is_norwegian(text) || is_iban(text)).then_some(Self(text))
    }

    /// The number as text.
    pub fn as_str(&self) -> &'t str {
        self.0
    }

    /// What a number that is written in groups, or in small letters, is in its
    /// plain form; `None` when it is no account number at all.
    pub fn understood(text: &str) -> Option<String> {
        let plain: String = text
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '\u{a0}' | '.' | '-'))
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        AccountNumber::new(&plain).is_some().then_some(plain)
    }
}

/// Eleven digits, the last a check digit: the weighted sum is a multiple of 11.
fn is_norwegian(text: &str) -> bool {
    const WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let digits: Option<Vec<u32>> = text.chars().map(|digit| digit.to_digit(10)).collect();
    digits.is_some_and(|digits| {
        digits.len() == WEIGHTS.len()
            && digits.iter().any(|digit| *digit > 0)
            && digits
                .iter()
                .zip(WEIGHTS)
                .map(|(digit, weight)| digit * weight)
                .sum::<u32>()
                .is_multiple_of(11)
    })
}

/// Two letters, two check digits, then 11 to 30 letters and digits; with the
/// first four at the end and letters as 10 to 35, the remainder by 97 is 1.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_form = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..]
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !has_form || length(&text[..2]).is_some_and(|length| length != bytes.len()) {
        return false;
    }
    let rearranged = bytes[4..].iter().chain(&bytes[..4]);
    let remainder = rearranged.fold(0_u32, |sum, byte| match byte {
        b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
        _ => (sum * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    remainder == 1
}

/// How long the IBANs of a country are, for those that Nordic funders pay to.
fn length(country: &str) -> Option<usize> {
    Some(match country {
        "NO" => 15,
        "BE" => 16,
        "DK" | "FI" | "FO" | "GL" | "NL" => 18,
        "DE" => 22,
        "SE" => 24,
        "IS" => 26,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        // The examples of the IBAN registry, and the account inside Norway's.
        for known in [
            "NO9386011117947",
            "86011117947",
            "DK5000400440116243",
            "SE4550000000058398257466",
            "DE89370400440532013000",
            "GB29NWBK60161331926819",
        ] {
            assert!(AccountNumber::new(known).is_some(), "{known}");
        }
        for wrong in [
            "86011117948",
            "8601117947",
            "00000000000",
            "NO9386011117948",
            "NO93860111179470",
            "no9386011117947",
            "",
        ] {
            assert!(AccountNumber::new(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn groups_are_understood() {
        let understood = |text| AccountNumber::understood(text);
        assert_eq!(understood("8601.11.17947").as_deref(), Some("86011117947"));
        assert_eq!(
            understood("no93 8601 1117 947").as_deref(),
            Some("NO9386011117947")
        );
        assert_eq!(understood("8601.11.17948"), None);
    }
}
