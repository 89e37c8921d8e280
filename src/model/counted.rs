//! How many of what, in words.

use std::fmt::Display;

/// `1 award`, `2 awards`.
pub fn counted(number: impl Display, noun: impl Display) -> String {
    let number = number.to_string();
    let plural = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_alone_is_no_plural() {
        let counted = super::counted;
        assert_eq!(counted("0", "row"), "0 rows");
        assert_eq!(counted("1", "row"), "1 row");
        assert_eq!(counted("21", "row"), "21 rows");
        assert_eq!(counted("1 001", "row"), "1 001 rows");
    }
}
