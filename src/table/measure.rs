//! How wide text is. Nearly all of it is of Latin letters, which need no table
//! of widths.

use unicode_width::UnicodeWidthStr;

/// Whether every character is a letter, a mark or a space that takes one column
/// and is what it seems: of ASCII without controls, or from `À` to `ÿ`.
pub(super) fn is_plain(text: &str) -> bool {
    plain_width(text).is_some()
}

/// How many columns of a terminal a text takes.
pub(super) fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.width())
}

/// How many columns a plain text takes; `None` for any other.
pub(super) fn plain_width(text: &str) -> Option<usize> {
    // Without a way out of the middle, so that many bytes are looked at at once.
    let is_plain =
        |is_plain: bool, &byte: &u8| is_plain & matches!(byte, b' '..=b'~' | 0x80..=0xbf | 0xc3);
    let is_plain = text.as_bytes().iter().fold(true, is_plain);
    is_plain.then(|| text.chars().count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::visible;

    #[test]
    fn every_plain_character_is_one_column_wide_and_seen() {
        let plain = ('\0'..='\u{2ff}').filter(|character| is_plain(&character.to_string()));
        let plain: String = plain.collect();
        assert_eq!(plain.chars().count(), 95 + 64);
        assert_eq!(plain.width(), plain.chars().count());
        assert_eq!(visible(&plain), plain);
    }

    proptest! {
        #[test]
        fn the_width_is_that_of_unicode(text in "[a-zæøå0-9 \u{300}-\u{310}世\u{ad}\u{200b}]{0,20}|.{0,9}") {
            prop_assert_eq!(width(&text), text.width());
        }
    }
}
