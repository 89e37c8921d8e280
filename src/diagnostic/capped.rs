//! Of what is found again and again, people read the first and want the count.

use crate::source::visible;

use super::{Code, Located};

/// So many findings of one check in one file are printed for people.
const LIMIT: usize = 100;

/// What is printed, and how many more there are of each check in each file.
pub(super) struct Capped<'f, 's> {
    pub(super) shown: Vec<&'f Located<'s>>,
    /// A line each, in the order of the findings.
    pub(super) more: Vec<String>,
}

impl<'f, 's> Capped<'f, 's> {
    /// Every finding, or the first of each check in each file.
    pub(super) fn of(findings: &'f [Located<'s>], all: bool) -> Self {
        if all {
            return Self {
                shown: findings.iter().collect(),
                more: Vec::new(),
            };
        }
        let mut capped = Self {
            shown: Vec::new(),
            more: Vec::new(),
        };
        let file = |finding: &Located<'_>| finding.primary.source.id();
        for of_file in findings.chunk_by(|a, b| file(a) == file(b)) {
            capped.take(of_file);
        }
        capped
    }

    /// Takes the findings in one file.
    fn take(&mut self, findings: &'f [Located<'s>]) {
        let mut counts: Vec<(&Code, usize)> = Vec::new();
        // In the order in which each check went over the limit.
        let mut over = Vec::new();
        for finding in findings {
            let known = counts.iter().position(|(code, _)| *code == finding.code);
            let nth = known.unwrap_or_else(|| {
                counts.push((finding.code, 0));
                counts.len() - 1
            });
            counts[nth].1 += 1;
            match counts[nth].1 {
                ..=LIMIT => self.shown.push(finding),
                count if count == LIMIT + 1 => over.push(nth),
                _ => {}
            }
        }
        self.more.extend(over.into_iter().map(|nth| {
            let (code, count) = counts[nth];
            let more = grouped(count - LIMIT);
            let path = visible(findings[0].primary.source.path());
            format!("note: {more} more of {} in {path}", code.name)
        }));
    }
}

/// A count with its thousands apart: `4 900`.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_stand_apart() {
        let grouped = super::grouped;
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(4900), "4 900");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }
}
