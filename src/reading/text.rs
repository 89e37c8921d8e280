//! Bytes to text: UTF-8 in composed form, without marks and control characters.

use std::string::FromUtf8Error;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::diagnostic::{Finding, Findings};
use crate::source::{FileId, Place, Source, Span};

use super::codes;
use super::signs::Signs;

/// A file's text, looked through.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) source: Source,
    /// Whether its facts can be looked for.
    pub(super) readable: bool,
    /// Whether nothing is wrong with its text.
    pub(super) sound: bool,
}

impl Opened {
    pub(super) fn unreadable(source: Source) -> Self {
        Self {
            source,
            readable: false,
            sound: false,
        }
    }
}

/// Takes a file's bytes for text and says what is wrong with them as such.
pub(super) fn open(file: FileId, path: String, bytes: Vec<u8>, found: &mut Findings) -> Opened {
    look_at(file, path, String::from_utf8(bytes), found)
}

/// As [`open`], of bytes of which it is known whether they are UTF-8.
pub(super) fn look_at(
    file: FileId,
    path: String,
    text: Result<String, FromUtf8Error>,
    found: &mut Findings,
) -> Opened {
    let text = match text {
        Ok(text) => text,
        Err(error) => return not_utf8(file, path, error, found),
    };
    let mut readable = true;
    if text.starts_with('\u{feff}') {
        found.add(
            Finding::new(
                &codes::BYTE_ORDER_MARK,
                Place::File(file),
                "the file begins with a byte order mark",
            )
            .help("it is read all the same; save as UTF-8 without a mark"),
        );
    }
    let signs = Signs::of(text.as_bytes());
    if signs.strange {
        readable &= no_control_characters(file, &text, found);
        readable &= no_conflict_markers(file, &text, found);
    }
    let sound = readable & (!signs.beyond_latin || composed(file, &text, found));
    Opened {
        source: Source::new(file, path, text),
        readable,
        sound,
    }
}

fn not_utf8(file: FileId, path: String, error: FromUtf8Error, found: &mut Findings) -> Opened {
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let strays = bytes
        .utf8_chunks()
        .filter(|chunk| !chunk.invalid().is_empty())
        .count();
    let stray = bytes[at];
    // The text that is shown: every stray byte as the Latin-1 letter that it
    // would be, everything before it as it is, so that places stay true.
    let mut shown = String::with_capacity(bytes.len() + strays);
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        shown.extend(chunk.invalid().iter().map(|&byte| char::from(byte)));
    }
    let letter = char::from(stray);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return utf16(Source::new(file, path, String::new()), found);
    }
    let span = Span::new(file, at, at + letter.len_utf8());
    let message = if letter.is_alphabetic() {
        format!(
            "the file is not UTF-8; it looks like Latin-1 (Windows-1252), where byte {stray:#04x} is `{letter}`"
        )
    } else {
        format!("byte {stray:#04x} is not UTF-8")
    };
    let mut finding = Finding::new(&codes::NOT_UTF8, span, message)
        .label("the first such byte")
        .help("save the file as UTF-8");
    if strays > 1 {
        finding = finding.note(format!("{strays} places in this file are not UTF-8"));
    }
    found.add(finding);
    Opened::unreadable(Source::new(file, path, shown))
}

/// UTF-16 would be shown as letters with NUL bytes between them.
fn utf16(source: Source, found: &mut Findings) -> Opened {
    let message = "the file is UTF-16, not UTF-8";
    let place = Place::File(source.id());
    found.add(Finding::new(&codes::NOT_UTF8, place, message).help("save the file as UTF-8"));
    Opened::unreadable(source)
}

/// Tabs and line ends (`\n`, `\r\n`) are the only control characters of a text.
pub(super) fn no_control_characters(file: FileId, text: &str, found: &mut Findings) -> bool {
    let bytes = text.as_bytes();
    let mut strays = text.char_indices().filter(|&(at, letter)| match letter {
        '\n' | '\t' => false,
        '\r' => bytes.get(at + 1) != Some(&b'\n'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => letter.is_control(),
    });
    let Some((at, letter)) = strays.next() else {
        return true;
    };
    let what = match letter {
        '\0' => "a NUL byte".to_owned(),
        '\r' => "a carriage return without a line feed".to_owned(),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            format!(
                "a bidirectional override (U+{:04X}), which hides what stands here",
                u32::from(letter)
            )
        }
        _ => format!("a control character (U+{:04X})", u32::from(letter)),
    };
    let more = strays.count();
    let mut finding = Finding::new(
        &codes::CONTROL_CHARACTER,
        Span::new(file, at, at + letter.len_utf8()),
        format!("the text holds {what}"),
    )
    .label("here")
    .help(match letter {
        '\r' => "end lines with a line feed",
        _ => "delete it",
    });
    if more > 0 {
        finding = finding.note(format!("{more} more in this file"));
    }
    found.add(finding);
    false
}

pub(super) fn no_conflict_markers(file: FileId, text: &str, found: &mut Findings) -> bool {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>") {
            found.add(
                Finding::new(
                    &codes::CONFLICT_MARKER,
                    Span::new(file, at, at + line.trim_end().len()),
                    "the file holds an unfinished merge",
                )
                .label("git left this conflict marker")
                .help("finish the merge: keep the rows that are true, delete the marker lines"),
            );
            return false;
        }
        at += line.len();
    }
    true
}

/// Letters are written in one way (Unicode NFC): `å` is one code point.
pub(super) fn composed(file: FileId, text: &str, found: &mut Findings) -> bool {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return true;
    }
    let mut strays = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let nfc: String = line.nfc().collect();
        if nfc != line {
            let same = line
                .char_indices()
                .zip(nfc.chars())
                .find(|((_, here), there)| here != there)
                .map_or(line.len(), |((offset, _), _)| offset);
            strays.push((at + same, nfc[same.min(nfc.len())..].chars().next()));
        }
        at += line.len();
    }
    let Some(&(first, composed)) = strays.first() else {
        return true;
    };
    let mut letters = text[first..].chars();
    let letter = letters.next().map_or(0, char::len_utf8);
    // An Ångström sign is one code point too, but not that of the letter.
    let alone = !is_nfc(&text[first..first + letter]);
    let mark = if alone { None } else { letters.next() }.map_or(0, char::len_utf8);
    let (message, label) = if alone {
        (
            "a letter is written with the code point of another sign",
            "",
        )
    } else {
        (
            "a letter is written in two parts (decomposed Unicode)",
            ", spelled as a letter and a mark",
        )
    };
    let span = Span::new(file, first, first + letter + mark);
    let mut finding = Finding::new(&codes::NOT_NFC, span, message)
        .label(composed.map_or_else(String::new, |letter| format!("this is `{letter}`{label}")))
        .help("save the text in composed form (Unicode NFC); otherwise equal names differ");
    if strays.len() > 1 {
        finding = finding.note(format!("{} more lines in this file", strays.len() - 1));
    }
    found.add(finding);
    false
}
