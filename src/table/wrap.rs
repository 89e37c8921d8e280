//! Breaking text into lines.

use unicode_width::UnicodeWidthChar;

use super::measure;

/// Breaks text into lines of at most `width` columns: at spaces; a word that is
/// too long after a mark such as `-` or `/`, or else between two letters. The
/// first line is indented by `first` columns, the others by `rest`.
pub fn wrap(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(first)];
    pieces(text, width, first, rest, |piece| match piece {
        Piece::Text(text) => push(&mut lines, text),
        Piece::Break => lines.push(" ".repeat(rest)),
    });
    lines
}

/// Writes the lines of [`wrap`], without an end of the last one.
pub(super) fn write_wrapped(out: &mut String, text: &str, width: usize, first: usize, rest: usize) {
    write_spaces(out, first);
    pieces(text, width, first, rest, |piece| match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Break => {
            out.push('\n');
            write_spaces(out, rest);
        }
    });
}

/// Writes so many spaces.
pub(super) fn write_spaces(out: &mut String, count: usize) {
    for _ in 0..count {
        out.push(' ');
    }
}

/// What lines are made of.
enum Piece<'t> {
    Text(&'t str),
    /// The line ends, and the next one is indented.
    Break,
}

/// Hands on the pieces of the lines, the first indent left out.
fn pieces<'t>(
    text: &'t str,
    width: usize,
    first: usize,
    rest: usize,
    mut put: impl FnMut(Piece<'t>),
) {
    let mut used = first;
    let mut fresh = true;
    for mut word in words(text) {
        let mut length = measure::width(word);
        if !fresh && used + 1 + length <= width {
            put(Piece::Text(" "));
            used += 1;
        } else if !fresh {
            put(Piece::Break);
            used = rest;
        }
        while used + length > width {
            let (head, tail) = split(word, width.saturating_sub(used));
            if tail.is_empty() {
                break;
            }
            put(Piece::Text(head));
            put(Piece::Break);
            used = rest;
            word = tail;
            length = measure::width(word);
        }
        put(Piece::Text(word));
        used += length;
        fresh = false;
    }
}

/// The width of the longest piece that is broken only if nothing else helps.
pub(super) fn longest_piece(text: &str) -> usize {
    // Where no word is a number, a space always ends one.
    if measure::is_plain(text) && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return longest_run(text);
    }
    let pieces = words(text).flat_map(|word| word.split_inclusive(is_mark));
    pieces.map(measure::width).max().unwrap_or(0)
}

/// As [`longest_piece`], of plain text without a digit.
fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in text.bytes() {
        let is_end = byte == b' ' || is_mark(char::from(byte));
        run += usize::from(byte != b' ' && !matches!(byte, 0x80..=0xbf));
        longest = longest.max(run);
        run = if is_end { 0 } else { run };
    }
    longest
}

/// The words of a text. An amount with its currency, `1 234 500 NOK`, is one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(' ');
        if rest.is_empty() {
            return None;
        }
        let mut end = rest.find(' ').unwrap_or(rest.len());
        while let Some(next) = rest[end..].strip_prefix(' ') {
            let length = next.find(' ').unwrap_or(next.len());
            if !rest[..end].ends_with(|last: char| last.is_ascii_digit())
                || !continues_amount(&next[..length])
            {
                break;
            }
            end += 1 + length;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Whether a word after a digit belongs to the same amount: a group of three
/// digits, or a currency.
fn continues_amount(word: &str) -> bool {
    let start: Vec<char> = word.chars().take(4).collect();
    let three = |is: fn(&char) -> bool| start.len() >= 3 && start[..3].iter().all(is);
    let ends = start.get(3).is_none_or(|next| !next.is_alphanumeric());
    ends && (three(char::is_ascii_digit) || three(char::is_ascii_uppercase))
}

/// A word may be broken after such a character.
fn is_mark(character: char) -> bool {
    matches!(character, '-' | '/' | ':' | ';' | ',' | '_' | '@')
}

fn push(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

/// The part of a word that fits, at least one character, and the rest.
fn split(word: &str, width: usize) -> (&str, &str) {
    let mut used = 0;
    let mut at_mark = None;
    let mut end = 0;
    for (at, character) in word.char_indices() {
        used += character.width().unwrap_or(0);
        if used > width && at > 0 {
            break;
        }
        end = at + character.len_utf8();
        if is_mark(character) {
            at_mark = Some(end);
        }
    }
    word.split_at(at_mark.filter(|_| end < word.len()).unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{longest_piece, longest_run, words, wrap};

    proptest! {
        #[test]
        fn the_longest_piece_of_plain_text_is_found_in_one_go(text in "[a-zæøå ,/;-]{0,30}") {
            let pieces = words(&text).flat_map(|word| word.split_inclusive(super::is_mark));
            let longest = pieces.map(|piece| piece.chars().count()).max().unwrap_or(0);
            prop_assert_eq!(longest_run(&text), longest);
            prop_assert_eq!(longest_piece(&text), longest);
        }
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(wrap("Modum kommune", 20, 0, 0), ["Modum kommune"]);
        assert_eq!(wrap("Modum  kommune", 8, 0, 0), ["Modum", "kommune"]);
        assert_eq!(wrap("", 8, 0, 0), [""]);
        assert_eq!(wrap("Æ å ø", 3, 0, 0), ["Æ å", "ø"]);
    }

    #[test]
    fn a_long_word_is_broken_after_a_mark_or_anywhere() {
        assert_eq!(
            wrap("requirement:own-contribution", 14, 0, 0),
            ["requirement:", "own-", "contribution"]
        );
        assert_eq!(
            wrap("i Digitaliseringsdirektoratet", 12, 0, 0),
            ["i", "Digitaliseri", "ngsdirektora", "tet"]
        );
        assert_eq!(wrap("世界", 1, 0, 0), ["世", "界"]);
        assert_eq!(wrap("ao\u{30a}b", 2, 0, 0), ["ao\u{30a}", "b"]);
    }

    #[test]
    fn lines_hang_under_the_first() {
        assert_eq!(
            wrap("Digital inclusion", 12, 2, 4),
            ["  Digital", "    inclusio", "    n"]
        );
        assert_eq!(wrap("ab", 2, 4, 6), ["    a", "      b"]);
    }
}
