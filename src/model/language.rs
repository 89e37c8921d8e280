//! The languages in which schemes are written, and how each groups digits.

use rust_decimal::Decimal;

/// The language of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Norwegian Bokmål.
    Bokmal,
    /// Norwegian Nynorsk.
    Nynorsk,
    /// Danish.
    Danish,
    /// Swedish.
    Swedish,
    /// Finnish.
    Finnish,
    /// German.
    German,
    /// English.
    #[default]
    English,
}

impl Language {
    /// Every language with its BCP 47 tag.
    pub const ALL: [(&'static str, Self); 7] = [
        ("nb", Self::Bokmal),
        ("nn", Self::Nynorsk),
        ("da", Self::Danish),
        ("sv", Self::Swedish),
        ("fi", Self::Finnish),
        ("de", Self::German),
        ("en", Self::English),
    ];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        let of = |(tag, language)| (language == self).then_some(tag);
        let tag = Self::ALL.into_iter().find_map(of);
        tag.expect("every language is in the list")
    }

    /// The separator of thousands and the decimal mark.
    pub fn marks(self) -> (char, char) {
        match self {
            Self::Bokmal | Self::Nynorsk | Self::Swedish | Self::Finnish => (' ', ','),
            Self::Danish | Self::German => ('.', ','),
            Self::English => (',', '.'),
        }
    }

    /// A number as people of this language write it: `1 234,50`. A fraction
    /// of nothing but zeros is left out.
    pub fn format(self, number: Decimal) -> String {
        let (thousands, point) = self.marks();
        let text = number.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if number.is_sign_negative() && !number.is_zero() {
            out.push('-');
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push(thousands);
            }
            out.push(digit);
        }
        if fraction.chars().any(|digit| digit != '0') {
            out.push(point);
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_in_the_language() {
        let amount = Decimal::new(-123_456_750, 2);
        assert_eq!(Language::Bokmal.format(amount), "-1 234 567,50");
        assert_eq!(Language::Danish.format(amount), "-1.234.567,50");
        assert_eq!(Language::English.format(Decimal::new(100_000, 2)), "1,000");
        assert_eq!(Language::Bokmal.format(Decimal::ZERO), "0");
    }
}
