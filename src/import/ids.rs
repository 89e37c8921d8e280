//! Ids for applications that came without one.

/// The next ids in the sequence of those that are there: after `D24-018`
/// comes `D24-019`.
#[derive(Debug)]
pub(super) struct Ids {
    prefix: String,
    digits: usize,
    last: u64,
}

impl Ids {
    /// Goes on after the ids that are there and those of the file; begins with
    /// `A001`, or with the prefix that was asked for.
    pub(super) fn after<'i>(ids: impl Iterator<Item = &'i str>, prefix: Option<&str>) -> Self {
        let ids: Vec<(&str, &str)> = ids.filter_map(split).collect();
        let prefix = match (prefix, ids.last()) {
            (Some(prefix), _) => prefix.to_owned(),
            (None, Some((prefix, _))) => (*prefix).to_owned(),
            (None, None) => "A".to_owned(),
        };
        let mut next = Self {
            prefix,
            digits: 3,
            last: 0,
        };
        let like: Vec<&str> = ids
            .iter()
            .filter(|(known, _)| *known == next.prefix)
            .map(|(_, digits)| *digits)
            .collect();
        if let Some(digits) = like.last() {
            next.digits = digits.len();
        }
        next.last = like
            .iter()
            .filter_map(|digits| digits.parse().ok())
            .max()
            .unwrap_or(0);
        next
    }
}

impl Iterator for Ids {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        self.last += 1;
        let (prefix, digits, number) = (&self.prefix, self.digits, self.last);
        Some(format!("{prefix}{number:0digits$}"))
    }
}

/// An id before its last digits, and these.
fn split(id: &str) -> Option<(&str, &str)> {
    let prefix = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = &id[prefix.len()..];
    (!digits.is_empty() && digits.len() < 19).then_some((prefix, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(ids: &[&str], prefix: Option<&str>) -> Vec<String> {
        Ids::after(ids.iter().copied(), prefix).take(2).collect()
    }

    #[test]
    fn ids_go_on_where_the_file_ends() {
        assert_eq!(next(&[], None), ["A001", "A002"]);
        assert_eq!(next(&[], Some("K-")), ["K-001", "K-002"]);
        assert_eq!(next(&["D24-018", "D24-002"], None), ["D24-019", "D24-020"]);
        assert_eq!(next(&["x", "7", "99"], None), ["100", "101"]);
        assert_eq!(next(&["A999"], None), ["A1000", "A1001"]);
    }
}
