//! Of what is found again and again, people read the first and want the count.

use std::collections::HashMap;

use crate::source::visible;

use super::Located;

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
        let mut counts = HashMap::new();
        let mut over = Vec::new();
        let mut shown = Vec::new();
        for finding in findings {
            let key = (finding.primary.source.id(), finding.code.name);
            let count = counts.entry(key).or_insert(0_usize);
            *count += 1;
            match *count {
                ..=LIMIT => shown.push(finding),
                count if count == LIMIT + 1 => over.push((key, finding)),
                _ => {}
            }
        }
        let more = over.into_iter().map(|(key, finding)| {
            let more = grouped(counts[&key] - LIMIT);
            let path = visible(finding.primary.source.path());
            format!("note: {more} more of {} in {path}", finding.code.name)
        });
        Self {
            shown,
            more: more.collect(),
        }
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
