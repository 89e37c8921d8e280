//! Text that no accounting program reads as anything else.

/// One line without what ends it or hides: controls and runs of spaces become
/// one space.
pub(super) fn line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| match letter {
            '\u{2028}' | '\u{2029}' => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line(" a\tb\r\nc  d\u{2028}e\u{85}f "), "a b c d e f");
    }
}
