//! Organisation numbers and the registers that give them.

/// A register of organisations, by its code in the org-id.guide list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// `NO-BRC`, Brønnøysundregistrene: nine digits, the last a check digit.
    Norway,
    /// `DK-CVR`, Det Centrale Virksomhedsregister: eight digits.
    Denmark,
}

impl Register {
    /// Every register with its code.
    pub const ALL: [(&'static str, Self); 2] =
        [("NO-BRC", Self::Norway), ("DK-CVR", Self::Denmark)];

    /// The register of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find_map(|(known, register)| (known == code).then_some(register))
    }

    /// The org-id.guide code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Norway => "NO-BRC",
            Self::Denmark => "DK-CVR",
        }
    }

    /// Whether a number has the register's length and its check digit: the
    /// weighted sum of all digits is a multiple of 11.
    pub fn accepts(self, number: &str) -> bool {
        let weights: &[u32] = match self {
            Self::Norway => &[3, 2, 7, 6, 5, 4, 3, 2, 1],
            Self::Denmark => &[2, 7, 6, 5, 4, 3, 2, 1],
        };
        let bytes = number.as_bytes();
        bytes.len() == weights.len()
            && bytes[0] != b'0'
            && bytes.iter().all(u8::is_ascii_digit)
            && bytes
                .iter()
                .zip(weights)
                .map(|(digit, weight)| u32::from(digit - b'0') * weight)
                .sum::<u32>()
                .is_multiple_of(11)
    }
}

/// A number by which a register knows an organisation; checked where the
/// scheme names the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationNumber<'t>(&'t str);

impl<'t> OrganisationNumber<'t> {
    /// The number, or `None` when the register does not give such numbers.
    pub fn new(text: &'t str, register: Option<Register>) -> Option<Self> {
        register
            .is_none_or(|register| register.accepts(text))
            .then_some(Self(text))
    }

    /// A number as people write it, `NO 991 825 827 MVA`, without the spaces and
    /// words, where the register gives such numbers; without a register only
    /// spaces go. All else stays as it is.
    pub fn plain(text: &str, register: Option<Register>) -> String {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_spaced = |letter: char| letter.is_ascii_digit() || letter.is_whitespace();
        let is_number = match register {
            Some(register) => register.accepts(&digits),
            None => text.chars().all(is_spaced),
        };
        if is_number { digits } else { text.to_owned() }
    }

    /// The number as text.
    pub fn as_str(&self) -> &'t str {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits() {
        assert!(Register::Norway.accepts("991825827"), "Digdir");
        assert!(
            Register::Denmark.accepts("34051178"),
            "Digitaliseringsstyrelsen"
        );
        assert!(!Register::Norway.accepts("991825828"));
        assert!(!Register::Norway.accepts("99182582"));
        assert!(!Register::Denmark.accepts("34051179"));
        assert!(!Register::Denmark.accepts("3405117x"));
    }

    #[test]
    fn spaces_and_words_beside_a_number_go_where_it_is_one() {
        let plain = |text| OrganisationNumber::plain(text, Some(Register::Norway));
        assert_eq!(plain("NO 991 825 827 MVA"), "991825827");
        assert_eq!(plain("991.825.827"), "991825827");
        assert_eq!(plain("NO 991 825 828 MVA"), "NO 991 825 828 MVA");
        let plain = |text| OrganisationNumber::plain(text, None);
        assert_eq!(plain("991 825 828"), "991825828");
        assert_eq!(plain("FI 0112038-9"), "FI 0112038-9");
    }
}
