//! What stands in the way of a command about some schemes: what is wrong with
//! those that it needs. What is wrong with others is for `check` to say.

use crate::diagnostic::{Finding, Findings};
use crate::model::SchemeId;
use crate::source::Place;

use super::output;
use super::session::Session;

impl Session {
    /// Whether anything could not be read; says so, with every finding.
    pub(super) fn has_errors(&self, found: &Findings) -> bool {
        self.has_errors_of(&[], found)
    }

    /// The same of what these schemes need.
    pub(super) fn has_errors_of(&self, schemes: &[&str], found: &Findings) -> bool {
        let wrong = self.in_the_way(schemes, found);
        let wrong = self.show_errors(self.folder.sources(), wrong);
        if wrong {
            output::say(
                "grants: the data cannot be read, so nothing is shown: no total from a broken file",
            );
        }
        wrong
    }

    /// What was found so far, and `found`, in files that these schemes need; nothing
    /// where none of it is an error.
    pub(super) fn in_the_way(&self, schemes: &[&str], found: &Findings) -> Vec<Finding> {
        let needed = self.needed(schemes);
        let is_needed = |finding: &Finding| {
            let whose = scheme_of(self.path(finding));
            match (&needed, whose) {
                (Some(needed), Some(id)) => needed.iter().any(|needed| *needed == id.as_str()),
                _ => true,
            }
        };
        let all = self.found_so_far().into_iter();
        let all = all.chain(found.as_slice().iter().cloned());
        let mut needed = Findings::new();
        needed.extend(all.filter(is_needed));
        if needed.any_error() {
            needed.into_iter().collect()
        } else {
            Vec::new()
        }
    }

    /// The schemes that these need, themselves among them. `None` where any may be
    /// one of them: of a programme, what cannot be read may stand below it.
    fn needed<'s>(&'s self, schemes: &[&'s str]) -> Option<Vec<&'s str>> {
        let mut needed = Vec::new();
        for id in schemes {
            let scheme = self.folder.scheme(id).filter(|it| !it.is_programme())?;
            let earlier = scheme.applicants.not_funded_by.iter();
            needed.extend(earlier.map(|earlier| earlier.id.as_str()));
            needed.push(id);
        }
        Some(needed).filter(|needed| !needed.is_empty())
    }

    fn path(&self, finding: &Finding) -> &str {
        let file = match &finding.place {
            Place::File(file) => *file,
            Place::Span(span) => span.file,
            Place::Record(origin) | Place::Cell(origin, _) => origin.file,
        };
        self.folder.sources().get(file).path()
    }
}

/// Whose file stands there. One that is of no scheme may be one that is needed,
/// under a wrong name.
fn scheme_of(path: &str) -> Option<SchemeId> {
    let of_facts = || Some(path.strip_prefix("data/")?.split_once('/')?.0);
    let own = path
        .strip_prefix("schemes/")
        .and_then(|name| name.strip_suffix(".toml"));
    SchemeId::new(own.or_else(of_facts)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_scheme_whose_name_it_bears() {
        let whose = |path| scheme_of(path).map(|id| id.to_string());
        assert_eq!(whose("schemes/a.toml").as_deref(), Some("a"));
        assert_eq!(whose("data/a/notes.txt").as_deref(), Some("a"));
        for path in [
            "schemes/README.md",
            "schemes/A B.toml",
            "data/a",
            "data",
            "x/a/b",
        ] {
            assert_eq!(whose(path), None, "{path}");
        }
    }
}
