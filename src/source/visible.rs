//! Text from files made safe to show: nothing in it can move a cursor, change
//! a colour, turn the order of letters, or stay unseen.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character acts on a terminal or on its neighbours instead of
/// being seen: controls (C0, DEL, C1), bidirectional marks and overrides, line
/// separators, zero-width spaces, tags.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A message in which hidden characters are spelled out, such as `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// What stands for a character of the user's line: one for one, so that
/// columns still count. A tab stays, the excerpt widens it.
pub fn stand_in(character: char) -> char {
    match character {
        '\t' => '\t',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(character) => '\u{fffd}',
        _ => character,
    }
}

/// JSON in which hidden characters are `\u` escapes; what is below a space
/// inside a string was escaped when it was written.
pub fn visible_json(json: String) -> String {
    let leaves = |character: char| character >= '\u{7f}' && is_hidden(character);
    if !json.contains(leaves) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 8);
    for character in json.chars() {
        if leaves(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}").expect("a string takes all text");
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_spelled_out() {
        assert_eq!(visible("Ærø kommune"), "Ærø kommune");
        assert_eq!(visible("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(visible("a\u{9b}31mb\n\u{202e}"), "a\\u{9b}31mb\\n\\u{202e}");
    }

    #[test]
    fn one_character_stands_for_one() {
        let shown: String = "\u{1b}\0\u{7f}\u{9b}\u{202e}\tå"
            .chars()
            .map(stand_in)
            .collect();
        assert_eq!(shown, "␛␀␡\u{fffd}\u{fffd}\tå");
    }

    #[test]
    fn json_stays_json() {
        assert_eq!(
            visible_json("[\n\"\u{9b}\u{7f}å\u{e0041}\"]".into()),
            "[\n\"\\u009b\\u007få\\udb40\\udc41\"]"
        );
    }
}
