//! Which changes somebody took upon them, in the open.

use std::collections::HashSet;

use super::table::{Row, Table};

/// The waivers of a scheme that came with the change: one that the revision
/// has already answered for another change.
#[derive(Debug, Default)]
pub struct FreshWaivers(HashSet<(String, String)>);

impl FreshWaivers {
    /// Those in the text of waivers.csv that its earlier text does not have.
    pub fn of(before: &str, after: &str) -> Self {
        let form = |_: &str, cell: &str| cell.to_owned();
        let (before, after) = (Table::of(before, &form), Table::of(after, &form));
        let key =
            |row: &Row| ["application", "check", "date"].map(|name| row.cell(name).to_owned());
        let known: HashSet<[String; 3]> = before.rows.iter().map(key).collect();
        let fresh = after
            .rows
            .iter()
            .map(key)
            .filter(|key| !known.contains(key));
        Self(
            fresh
                .map(|[application, check, _]| (application, check))
                .collect(),
        )
    }

    /// Whether one of them is of this check for this application.
    pub(super) fn hold(&self, application: &str, check: &str) -> bool {
        self.0.contains(&(application.to_owned(), check.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_waiver_answers_for_nothing_new() {
        let old = "date,application,check,reason\n2024-01-02,A,changed-history,slip\n";
        let new = format!("{old}2024-02-03,B,changed-history,slip\n");
        let waivers = FreshWaivers::of(old, &new);
        assert!(!waivers.hold("A", "changed-history"));
        assert!(waivers.hold("B", "changed-history"));
        assert!(!waivers.hold("B", "vanished-id"));
        assert!(FreshWaivers::of("", &new).hold("A", "changed-history"));
    }
}
