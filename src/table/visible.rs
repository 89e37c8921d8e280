//! Text from files made safe to show: nothing in it can move a cursor, change
//! a colour, turn the order of letters, or stay unseen.

use std::borrow::Cow;
use std::fmt::Write;

/// Text in which hidden characters are spelled out, such as `\u{1b}` or `\n`.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
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

/// JSON in which hidden characters are `\u` escapes; what is below a space
/// inside a string was escaped when it was written.
pub(super) fn visible_json(json: String) -> String {
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
