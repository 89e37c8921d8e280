//! Names of sheets, which Excel does not let be just anything.

use std::collections::BTreeSet;

use crate::source::visible;

/// A name has at most so many UTF-16 units.
const LONGEST: usize = 31;

/// The names that are taken, in small letters.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// The title as a name, cut where it is too long, with a number where the
    /// name is taken.
    pub(super) fn unique(&mut self, title: &str) -> String {
        let plain = plain(title);
        let mut name = cut(&plain, LONGEST);
        let mut number = 1;
        while !self.0.insert(name.to_lowercase()) {
            number += 1;
            let end = format!(" {number}");
            name = cut(&plain, LONGEST - end.len()) + &end;
        }
        name
    }
}

/// The title without what a name may not have.
fn plain(title: &str) -> String {
    let allowed = visible(title).replace(['[', ']', ':', '*', '?', '/', '\\'], "-");
    match allowed.trim_matches(['\'', ' ']) {
        "" => "Table".to_owned(),
        // Excel keeps this name for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name} of it"),
        name => name.to_owned(),
    }
}

/// The first characters of a text, so many UTF-16 units at most.
fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |character: &char| {
        units += character.len_utf16();
        units <= most
    };
    let cut: String = text.chars().take_while(fits).collect();
    cut.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.unique("Due: a/b"), "Due- a-b");
        assert_eq!(names.unique("due: A/B"), "due- A-B 2");
        assert_eq!(names.unique(""), "Table");
        assert_eq!(names.unique("''"), "Table 2");
        assert_eq!(names.unique("History"), "History of it");
        let long = names.unique(&"𝄞".repeat(20));
        assert_eq!(long.encode_utf16().count(), 30);
        assert_eq!(names.unique(&"𝄞".repeat(20)).encode_utf16().count(), 30);
    }
}
