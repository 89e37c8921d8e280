//! The letters of a CSV file, recognised from its bytes.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How letters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part.
    Windows1252,
}

impl Encoding {
    /// Every encoding with the word that names it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("utf-8", Self::Utf8),
        ("windows-1252", Self::Windows1252),
        ("utf-16le", Self::Utf16Le),
        ("utf-16be", Self::Utf16Be),
    ];

    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of bytes, and in which encoding it was.
///
/// # Errors
/// Why the bytes are no text in the encoding that was asked for, or in any.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(String, Encoding), String> {
    let encoding = asked.unwrap_or_else(|| recognised(bytes));
    let text = match encoding {
        Encoding::Utf8 => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Encoding::Utf16Le => UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes),
        Encoding::Utf16Be => UTF_16BE.decode_without_bom_handling_and_without_replacement(bytes),
        Encoding::Windows1252 => {
            WINDOWS_1252.decode_without_bom_handling_and_without_replacement(bytes)
        }
    };
    let text = text.ok_or_else(|| format!("the file is not {}", encoding.name()))?;
    let text = text.trim_start_matches('\u{feff}');
    let stray = |letter: char| {
        letter == '\0' || (letter.is_control() && !matches!(letter, '\t' | '\r' | '\n'))
    };
    if text.contains(stray) {
        return Err(format!(
            "read as {}, the file holds control characters: it is no text",
            encoding.name()
        ));
    }
    // A line end in one form, so that a lone carriage return is one too.
    let text = match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.to_owned(),
    };
    Ok((text, encoding))
}

fn recognised(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        _ => Encoding::Windows1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_recognised_from_the_bytes() {
        let decoded = |bytes: &[u8]| decode(bytes, None).unwrap();
        let expected = |encoding| ("Søker\n".to_owned(), encoding);
        assert_eq!(decoded("Søker\r\n".as_bytes()), expected(Encoding::Utf8));
        let marked = "\u{feff}Søker\r".as_bytes();
        assert_eq!(decoded(marked), expected(Encoding::Utf8));
        assert_eq!(decoded(b"S\xf8ker\n"), expected(Encoding::Windows1252));
        let utf16: Vec<u8> = "\u{feff}Søker\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decoded(&utf16), expected(Encoding::Utf16Le));
    }

    #[test]
    fn what_is_no_text_is_not_read_as_one() {
        assert!(decode(b"a\0b", None).is_err());
        assert!(decode(b"S\xf8ker", Some(Encoding::Utf8)).is_err());
        assert!(decode(&[0xff, 0xfe, 0x00, 0xd8], None).is_err());
    }
}
