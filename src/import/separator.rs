//! What stands between the cells of a CSV file, recognised from its lines.

use crate::source::record_separated;

/// What stands between the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `;`
    Semicolon,
    /// `,`
    Comma,
    /// A tab.
    Tab,
    /// `|`
    Bar,
}

impl Separator {
    /// Every separator, each with the word that names it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("semicolon", Self::Semicolon),
        ("comma", Self::Comma),
        ("tab", Self::Tab),
        ("bar", Self::Bar),
    ];

    /// The word that names it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::Comma => "comma",
            Self::Tab => "tab",
            Self::Bar => "bar",
        }
    }

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }
}

/// So many records are looked at.
const ENOUGH: usize = 200;

/// What a first line `sep=;` says, which Excel writes and obeys, with the
/// bytes that the line takes.
pub(super) fn named(text: &str) -> Option<(Separator, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let rest = line.trim_end_matches(['\r', '\n']).trim_matches('"');
    let (key, mark) = rest.split_at_checked(4)?;
    let mut known = Separator::ALL.into_iter().map(|(_, separator)| separator);
    let separator = known.find(|known| mark.as_bytes() == [known.byte()])?;
    key.eq_ignore_ascii_case("sep=")
        .then_some((separator, line.len()))
}

/// The separator that splits the most records into the same number of cells;
/// `None` where two do it equally well, or none does.
pub(super) fn recognised(text: &str) -> Option<Separator> {
    let mut scores: Vec<(usize, Separator)> = Separator::ALL
        .into_iter()
        .map(|(_, separator)| (score(text, separator), separator))
        .filter(|(score, _)| *score > 0)
        .collect();
    scores.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    match scores[..] {
        [(_, only)] => Some(only),
        [(most, best), (next, _), ..] => (most > next).then_some(best),
        [] => None,
    }
}

/// How many cells there are in the records of the commonest width, if that is
/// more than one.
fn score(text: &str, separator: Separator) -> usize {
    let mut widths: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < text.len() && widths.len() < ENOUGH {
        let record = record_separated(text, at, separator.byte());
        at = super::delimited::after_line_end(text, record.end);
        widths.push(record.cells.len());
    }
    let most = widths.iter().copied().filter(|width| *width > 1);
    let count = |width| widths.iter().filter(|other| **other == width).count();
    let score = |width: usize| count(width) * count(width) * (width - 1);
    most.map(score).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_is_recognised_by_the_width_of_the_rows() {
        let text = "Søker;Beløp\nA, B og C;1,5\nD;2,5\nE, F;3,5\n";
        assert_eq!(recognised(text), Some(Separator::Semicolon));
        assert_eq!(recognised("a\tb\n1,5\t2,5\n"), Some(Separator::Tab));
        assert_eq!(recognised("a|b\n1|2\n"), Some(Separator::Bar));
        assert_eq!(recognised("a,b\n1,2\n"), Some(Separator::Comma));
    }

    #[test]
    fn what_two_separators_split_equally_well_is_not_guessed() {
        assert_eq!(recognised("a;b,c\n1;2,3\n"), None);
        assert_eq!(recognised("a\nb\n"), None);
        assert_eq!(recognised(""), None);
    }

    #[test]
    fn the_line_that_excel_writes_is_obeyed() {
        assert_eq!(named("sep=;\r\na;b"), Some((Separator::Semicolon, 7)));
        assert_eq!(named("\"SEP=\t\"\na"), Some((Separator::Tab, 8)));
        assert_eq!(named("sep;a\n"), None);
        assert_eq!(named("æø"), None);
    }
}
