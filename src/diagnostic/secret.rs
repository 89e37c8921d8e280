//! What must not be shown again: the bytes that a finding of a secret points at.
//!
//! An identity number that stands in a file must not stand in a log as well, so
//! it is covered in every excerpt that shows its line and in every text that
//! quotes it, whichever check speaks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::source::{FileId, Sources};

use super::Finding;

/// Stands for a digit that is not shown.
const COVER: char = '*';

/// The secret places of every file of a run.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    ranges: HashMap<FileId, Vec<Range<usize>>>,
    /// Their digits without zeros before them, which an amount that was
    /// understood has lost, and the lengths of these.
    digits: HashSet<String>,
    lengths: BTreeSet<usize>,
}

impl Secrets {
    /// The places of all findings whose check is about a secret, if there is one.
    pub(super) fn of(sources: &Sources, findings: &[Finding]) -> Option<Self> {
        let mut ranges: HashMap<FileId, Vec<Range<usize>>> = HashMap::new();
        let mut digits = HashSet::new();
        for finding in findings.iter().filter(|finding| finding.code.is_secret) {
            let span = sources.locate(&finding.place);
            let text = &sources.get(span.file).text()[span.range()];
            digits.insert(significant(text));
            ranges.entry(span.file).or_default().push(span.range());
        }
        for ranges in ranges.values_mut() {
            ranges.sort_by_key(|range| range.start);
        }
        (!ranges.is_empty()).then(|| Self {
            ranges,
            ..Self::of_digits(digits)
        })
    }

    fn of_digits(mut digits: HashSet<String>) -> Self {
        digits.remove("");
        Self {
            ranges: HashMap::new(),
            lengths: digits.iter().map(String::len).collect(),
            digits,
        }
    }

    /// The secret places of one file, if it has such.
    pub(super) fn within(&self, file: FileId) -> Option<&[Range<usize>]> {
        self.ranges.get(&file).map(Vec::as_slice)
    }

    /// A text that quotes no secret, however its digits are grouped.
    pub(super) fn scrub(&self, text: String) -> String {
        if self.digits.is_empty() {
            return text;
        }
        let places: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, character)| character.is_ascii_digit())
            .collect();
        let mut covered = HashSet::new();
        for &length in &self.lengths {
            for window in places.windows(length) {
                let digits: String = window.iter().map(|&(_, digit)| digit).collect();
                if self.digits.contains(&digits) && is_one_number(&text, window) {
                    covered.extend(window.iter().map(|&(at, _)| at));
                }
            }
        }
        let shown = text.char_indices();
        shown
            .map(|(at, character)| {
                if covered.contains(&at) {
                    COVER
                } else {
                    character
                }
            })
            .collect()
    }
}

fn significant(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit);
    digits.skip_while(|digit| *digit == '0').collect()
}

/// Whether at most one sign, and no letter, stands between any two of the digits.
fn is_one_number(text: &str, digits: &[(usize, char)]) -> bool {
    digits.windows(2).all(|pair| {
        let between = &text[pair[0].0 + 1..pair[1].0];
        between.chars().count() <= 1 && !between.contains(char::is_alphanumeric)
    })
}

/// A line of a file, which begins at byte `start`, with the digits of its
/// secrets covered: a byte for a byte, so that columns still count. The secrets
/// are in the order of the file.
pub(super) fn cover(line: &str, start: usize, secrets: &[Range<usize>]) -> String {
    let end = start + line.len();
    let first = secrets.partition_point(|range| range.end <= start);
    let here: Vec<&Range<usize>> = secrets[first..]
        .iter()
        .take_while(|range| range.start < end)
        .collect();
    let is_secret = |at: usize| here.iter().any(|range| range.contains(&at));
    line.char_indices()
        .map(|(at, character)| {
            let covers = character.is_ascii_digit() && is_secret(start + at);
            if covers { COVER } else { character }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(digits: &str) -> Secrets {
        Secrets::of_digits([significant(digits)].into())
    }

    #[test]
    fn a_quoted_number_is_covered_however_it_is_grouped() {
        let secrets = secrets("0101605001");
        let scrub = |text: &str| secrets.scrub(text.to_owned());
        assert_eq!(scrub("`010160-5001` is"), "`0*****-****` is");
        assert_eq!(scrub("write 101605001"), "write *********");
        assert_eq!(scrub("101 605 001 NOK"), "*** *** *** NOK");
        assert_eq!(scrub("line 10, 1605001"), "line 10, 1605001");
    }

    #[test]
    fn a_line_keeps_its_width() {
        let line = "a,010160-5001,å 12";
        assert_eq!(
            cover(line, 100, std::slice::from_ref(&(102..113))),
            "a,******-****,å 12"
        );
    }
}
