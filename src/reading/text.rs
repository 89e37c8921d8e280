//! Bytes to text: UTF-8 in composed form, without marks and control characters.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use crate::diagnostic::{Finding, Findings};
use crate::source::{FileId, Place, Source, Span};

use super::codes;

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
    let text = match String::from_utf8(bytes) {
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

/// What a first look at all bytes shows, so that the careful looks are kept
/// for the few files that need them.
#[derive(Default)]
struct Signs {
    /// There may be a control character or a conflict marker.
    strange: bool,
    /// There is a letter from U+0300 on; below, every text is composed.
    beyond_latin: bool,
}

impl Signs {
    fn of(bytes: &[u8]) -> Self {
        let mut signs = Self::default();
        for (nth, chunk) in bytes.chunks(CHUNK).enumerate() {
            if !is_plain(chunk) {
                signs.look_at(bytes, nth * CHUNK, chunk);
            }
        }
        signs
    }

    fn look_at(&mut self, bytes: &[u8], start: usize, chunk: &[u8]) {
        // Without a branch in it, this loop looks at many bytes at once.
        let (mut strange, mut highest) = (false, 0);
        for &byte in chunk {
            strange |= (byte < b' ') & (byte != b'\n');
            strange |= (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2);
            strange |= (byte == b'<') | (byte == b'>');
            highest = byte.max(highest);
        }
        self.beyond_latin |= highest >= 0xcc;
        self.strange |= strange && (start..start + chunk.len()).any(|at| is_strange(&bytes[at..]));
    }
}

/// Whether there is nothing but line feeds and what a typewriter has.
fn is_plain(chunk: &[u8]) -> bool {
    let is_plain = |byte: u8| {
        let is_bracket = (byte | 2) == b'>';
        (byte == b'\n') | ((byte.wrapping_sub(b' ') < 0x7f - b' ') & !is_bracket)
    };
    chunk.iter().fold(true, |all, byte| all & is_plain(*byte))
}

/// So many bytes are looked at together.
const CHUNK: usize = 256;

/// Whether what begins here is a control character, hides what stands here, or
/// looks like a conflict marker. A tab and a line end do neither.
fn is_strange(bytes: &[u8]) -> bool {
    match bytes {
        [b'\n' | b'\t', ..] | [b'\r', b'\n', ..] => false,
        [0..b' ' | 0x7f, ..] => true,
        [0xc2, next, ..] => *next < 0xa0,
        [0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..] => true,
        _ => bytes.starts_with(b"<<<<<<<") || bytes.starts_with(b">>>>>>>"),
    }
}

fn not_utf8(
    file: FileId,
    path: String,
    error: std::string::FromUtf8Error,
    found: &mut Findings,
) -> Opened {
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
fn no_control_characters(file: FileId, text: &str, found: &mut Findings) -> bool {
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

fn no_conflict_markers(file: FileId, text: &str, found: &mut Findings) -> bool {
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
fn composed(file: FileId, text: &str, found: &mut Findings) -> bool {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Sources;

    fn file() -> FileId {
        Sources::new().set_aside(1)
    }

    proptest! {
        /// The first look overlooks nothing that a careful one finds.
        #[test]
        fn a_first_look_is_enough(
            text in "([a-z,é–\u{85}\u{a0}\u{202e}\u{2066}\u{301}\t\r\n<>\x7f\0]|<<<<<<<|>>>>>>>){0,20}",
            before in 0..300_usize,
        ) {
            let text = "x".repeat(before) + &text;
            let signs = Signs::of(text.as_bytes());
            let mut found = Findings::new();
            let sound = no_control_characters(file(), &text, &mut found)
                & no_conflict_markers(file(), &text, &mut found);
            prop_assert!(sound || signs.strange, "{:?}", text);
            prop_assert!(composed(file(), &text, &mut found) || signs.beyond_latin);
        }
    }

    #[test]
    fn plain_norwegian_text_needs_no_second_look() {
        let signs = Signs::of("Søknad på støtte – «kroner»\r\n\tÆØÅ 5 > 4".as_bytes());
        assert!(!signs.strange);
        assert!(Signs::of("a\u{301}".as_bytes()).beyond_latin);
        assert!(!Signs::of("é".as_bytes()).beyond_latin);
    }
}
