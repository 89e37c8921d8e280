//! What must not be shown again: the bytes that a finding of a secret points at.
//!
//! An identity number that stands in a file must not stand in a log as well, so
//! it is covered in every excerpt that shows its line and in every text that
//! quotes it, whichever check speaks.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{FileId, Sources};

use super::Finding;

/// Stands for a digit that is not shown.
const COVER: char = '*';

/// The secret places of every file of a run.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    ranges: HashMap<FileId, Arc<[Range<usize>]>>,
    /// Their digits, longest first.
    digits: Vec<String>,
}

impl Secrets {
    /// The places of all findings whose check is about a secret.
    pub(super) fn of(sources: &Sources, findings: &[Finding]) -> Self {
        let mut ranges: HashMap<FileId, Vec<Range<usize>>> = HashMap::new();
        let mut digits = Vec::new();
        for finding in findings.iter().filter(|finding| finding.code.is_secret) {
            let span = sources.locate(&finding.place);
            let text = &sources.get(span.file).text()[span.range()];
            digits.push(text.chars().filter(char::is_ascii_digit).collect());
            ranges.entry(span.file).or_default().push(span.range());
        }
        digits.sort_by_key(|digits: &String| (std::cmp::Reverse(digits.len()), digits.clone()));
        digits.dedup();
        let ranges = ranges.into_iter();
        Self {
            ranges: ranges.map(|(file, ranges)| (file, ranges.into())).collect(),
            digits,
        }
    }

    /// The secret places of one file.
    pub(super) fn within(&self, file: FileId) -> Arc<[Range<usize>]> {
        self.ranges.get(&file).cloned().unwrap_or_default()
    }

    /// A text that quotes no secret, however its digits are grouped.
    pub(super) fn scrub(&self, text: String) -> String {
        if self.digits.is_empty() {
            return text;
        }
        let mut text = text;
        for digits in &self.digits {
            text = scrub_one(text, digits);
        }
        text
    }
}

/// A line of a file, which begins at byte `start`, with the digits of its
/// secrets covered: a byte for a byte, so that columns still count.
pub(super) fn cover(line: &str, start: usize, secrets: &[Range<usize>]) -> String {
    let is_secret = |at: usize| secrets.iter().any(|range| range.contains(&at));
    line.char_indices()
        .map(|(at, character)| {
            let covers = character.is_ascii_digit() && is_secret(start + at);
            if covers { COVER } else { character }
        })
        .collect()
}

fn scrub_one(text: String, secret: &str) -> String {
    // An amount that was understood has lost its zeros.
    let secret = secret.trim_start_matches('0');
    let places: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, character)| character.is_ascii_digit())
        .collect();
    if secret.is_empty() || places.len() < secret.len() {
        return text;
    }
    let mut covered = vec![false; text.len()];
    for window in places.windows(secret.len()) {
        let same = window.iter().map(|&(_, digit)| digit).eq(secret.chars());
        let near = window.windows(2).all(|pair| {
            let between = &text[pair[0].0 + 1..pair[1].0];
            between.chars().count() <= 1 && !between.contains(char::is_alphanumeric)
        });
        if same && near {
            for (at, _) in window {
                covered[*at] = true;
            }
        }
    }
    let shown = text.char_indices();
    shown
        .map(|(at, character)| if covered[at] { COVER } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(digits: &str) -> Secrets {
        Secrets {
            digits: vec![digits.to_owned()],
            ..Secrets::default()
        }
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
