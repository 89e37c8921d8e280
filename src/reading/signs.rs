//! A first look at the bytes of a file.

use std::ops::Range;

use crate::parallel::{in_parallel, threads};

/// What a first look at all bytes shows, so that the careful looks are kept
/// for the few files that need them.
#[derive(Default)]
pub(super) struct Signs {
    /// There may be a control character or a conflict marker.
    pub(super) strange: bool,
    /// There is a letter from U+0300 on; below, every text is composed.
    pub(super) beyond_latin: bool,
}

impl Signs {
    pub(super) fn of(bytes: &[u8]) -> Self {
        if bytes.len() < LARGE {
            return Self::among(bytes, 0..bytes.len());
        }
        let starts: Vec<usize> = (0..bytes.len()).step_by(LARGE).collect();
        let of_part = |start: &usize| Self::among(bytes, *start..bytes.len().min(start + LARGE));
        let parts = in_parallel(threads(), &starts, of_part).into_iter();
        parts.fold(Self::default(), |all, part| Self {
            strange: all.strange | part.strange,
            beyond_latin: all.beyond_latin | part.beyond_latin,
        })
    }

    /// What begins in a part of the bytes.
    fn among(bytes: &[u8], part: Range<usize>) -> Self {
        let mut signs = Self::default();
        let start = part.start;
        for (nth, chunk) in bytes[part].chunks(CHUNK).enumerate() {
            if !is_plain(chunk) {
                signs.look_at(bytes, start + nth * CHUNK, chunk);
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
/// Of more bytes than this, each processor looks at some.
const LARGE: usize = 1 << 20;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::{composed, no_conflict_markers, no_control_characters};
    use super::*;
    use crate::diagnostic::Findings;
    use crate::source::{FileId, Sources};

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
    fn a_sign_is_seen_wherever_it_begins_in_a_large_text() {
        let plain = "a,b 5 å\n".repeat(3 * LARGE / 9);
        let signs = Signs::of(plain.as_bytes());
        assert!(!signs.strange && !signs.beyond_latin);
        for at in [0, LARGE - 3, LARGE, 2 * LARGE - 1, plain.len()] {
            let mut bytes = plain.clone().into_bytes();
            bytes.splice(at..at, *b"<<<<<<<");
            assert!(Signs::of(&bytes).strange, "{at}");
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
