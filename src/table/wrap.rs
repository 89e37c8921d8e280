//! Breaking text into lines.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks text into lines of at most `width` columns: at spaces; a word that is
/// too long after a mark such as `-` or `/`, or else between two letters. The
/// first line is indented by `first` columns, the others by `rest`.
pub fn wrap(text: &str, width: usize, first: usize, rest: usize) -> Vec<String> {
    let mut lines = vec![" ".repeat(first)];
    let mut used = first;
    let mut fresh = true;
    for word in words(text) {
        if !fresh && used + 1 + word.width() <= width {
            push(&mut lines, " ");
            used += 1;
        } else if !fresh {
            lines.push(" ".repeat(rest));
            used = rest;
        }
        let mut word = word;
        while used + word.width() > width {
            let (head, tail) = split(word, width.saturating_sub(used));
            if tail.is_empty() {
                break;
            }
            push(&mut lines, head);
            lines.push(" ".repeat(rest));
            used = rest;
            word = tail;
        }
        push(&mut lines, word);
        used += word.width();
        fresh = false;
    }
    lines
}

/// The width of the longest piece that is broken only if nothing else helps.
pub(super) fn longest_piece(text: &str) -> usize {
    let pieces = words(text).flat_map(|word| word.split_inclusive(is_mark));
    pieces.map(UnicodeWidthStr::width).max().unwrap_or(0)
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
    use super::wrap;

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
