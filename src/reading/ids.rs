//! The application of a fact: its id must be there.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Finding, Findings, nearest};
use crate::model::{Application, ApplicationIndex};

use super::codes;
use super::csv::{Cell, Row};
use super::value::{Unread, need};
use super::word::Word;

/// The ids of a scheme's applications, for the facts that name them.
#[derive(Debug, Default)]
pub(super) struct Ids<'b> {
    /// Those that were understood, in the order of the rows.
    applications: &'b [Application<'b>],
    /// The ids of the others.
    lost: Vec<&'b str>,
    /// The number at the end of the first.
    first: Option<usize>,
    /// Whether there are rows without an id, so that a missing one proves nothing.
    incomplete: bool,
    /// How many facts were of another application than those around them.
    apart: AtomicUsize,
    /// The ids of the applications as numbers, side by side, made once many facts
    /// were apart: to look at an application itself, which may be any of a million,
    /// takes longer than to read a row.
    words: OnceLock<Vec<Option<Word>>>,
    /// Made for the first fact that is not found without.
    by_id: OnceLock<HashMap<&'b str, usize>>,
}

impl<'b> Ids<'b> {
    /// The ids of applications that were all understood.
    pub(super) fn of(applications: &'b [Application<'b>]) -> Self {
        Self::with_lost(applications, Vec::new(), false)
    }

    /// As [`Ids::of`], and those of applications that were not understood;
    /// `incomplete` when there are also rows without an id.
    pub(super) fn with_lost(
        applications: &'b [Application<'b>],
        lost: Vec<&'b str>,
        incomplete: bool,
    ) -> Self {
        let first = applications.first();
        Self {
            first: first.and_then(|first| number(first.id.as_str())),
            applications,
            lost,
            incomplete,
            apart: AtomicUsize::new(0),
            words: OnceLock::new(),
            by_id: OnceLock::new(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &'b str> {
        let applications = self.applications.iter();
        let understood = applications.map(|application| application.id.as_str());
        understood.chain(self.lost.iter().copied())
    }

    /// Facts mostly come in the order of the applications: about the same one
    /// as the fact before, or about the next.
    #[inline]
    fn find_near(&self, id: &str, last: usize) -> Option<usize> {
        let word = Word::of(id);
        let mut near = [last, last + 1].into_iter();
        near.find(|nth| self.is_at(id, word, *nth))
            .or_else(|| self.by_number(id, word))
            .or_else(|| self.by_id().get(id).copied())
    }

    /// Whether the nth application has this id, which may be a word.
    fn is_at(&self, id: &str, word: Option<Word>, nth: usize) -> bool {
        match (word, self.words.get()) {
            (Some(_), Some(words)) => words.get(nth) == Some(&word),
            _ => {
                let known = self.applications.get(nth);
                known.is_some_and(|known| known.id.as_str() == id)
            }
        }
    }

    /// Applications are mostly numbered in the order of their rows.
    fn by_number(&self, id: &str, word: Option<Word>) -> Option<usize> {
        let at = number(id)?.checked_sub(self.first?)?;
        if self.words.get().is_none() && self.are_many_apart() {
            let ids = self.applications.iter().map(|it| it.id.as_str());
            self.words.get_or_init(|| ids.map(Word::of).collect());
        }
        self.is_at(id, word, at).then_some(at)
    }

    /// Whether so many facts are apart that the ids had better be side by side; it
    /// is one more now.
    fn are_many_apart(&self) -> bool {
        let apart = self.apart.fetch_add(1, Ordering::Relaxed);
        apart >= self.applications.len() / 64
    }

    fn by_id(&self) -> &HashMap<&'b str, usize> {
        self.by_id.get_or_init(|| self.all().zip(0..).collect())
    }

    /// Whether there is an application of this id.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.find_near(id, 0).is_some()
    }

    /// The application that a row names.
    #[inline(always)]
    pub(super) fn application(
        &self,
        row: &Row<'_, '_>,
        nth: usize,
        found: &mut Findings,
    ) -> Result<ApplicationIndex, Unread> {
        let last = &row.header.last.application;
        last.or_read(row.word(nth), || self.another(row, nth, found))
    }

    #[inline(never)]
    fn another(
        &self,
        row: &Row<'_, '_>,
        nth: usize,
        found: &mut Findings,
    ) -> Result<ApplicationIndex, Unread> {
        let cell = need(row, nth, found)?;
        let last = &row.header.last.position;
        let Some(at) = self.find_near(cell.raw, last.get()) else {
            return self.unknown(cell, found);
        };
        last.set(at);
        Ok(ApplicationIndex::new(at))
    }

    fn unknown<T>(&self, cell: Cell<'_, '_>, found: &mut Findings) -> Result<T, Unread> {
        if !self.incomplete {
            let finding = Finding::new(
                &codes::UNKNOWN_APPLICATION,
                cell.place(),
                format!("there is no application `{}`", cell.text()),
            );
            // A guess looks at every id: it is for slips, not for a whole file of
            // other ids.
            let guesses = &cell.last().guesses;
            guesses.set(guesses.get() + 1);
            let known = self.applications.len() + self.lost.len();
            let near = (guesses.get() <= MOST_GUESSES && known <= 10_000)
                .then(|| nearest(cell.raw, self.by_id().keys().copied()))
                .flatten();
            found.add(match near {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("add it to applications.csv, or correct the id"),
            });
        }
        Err(Unread)
    }
}

/// For so many unknown ids of a file the nearest known one is looked for.
const MOST_GUESSES: usize = 20;

/// The digits at the end of an id, up to nine of them.
fn number(id: &str) -> Option<usize> {
    let digits = id.bytes().rev().take(9).take_while(u8::is_ascii_digit);
    let mut place = 1;
    let number = digits.fold(0, |number, digit| {
        let digit = usize::from(digit - b'0') * place;
        place *= 10;
        number + digit
    });
    (place > 1).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::application;

    #[test]
    fn an_id_is_found_whatever_its_form_and_place() {
        let long = ["an-application-7", "an-application-08"];
        let mut ids = vec!["A-7", "A-8", "x", "A-9", "B-8", "9", long[0], long[1]];
        // Of so many, the first that are apart are looked at themselves.
        ids.extend((15..200).map(|number| &*format!("A-{number}").leak()));
        let applications: Vec<_> = ids.iter().map(|id| application(id, None)).collect();
        let known = || Ids::with_lost(&applications, vec!["A-11"], false);
        let with_words = known();
        while with_words.words.get().is_none() {
            assert_eq!(with_words.find_near("A-20", 0), Some(13));
        }
        for last in [0, 1, 2, 7, 8, 100, ids.len() - 1, ids.len()] {
            for (nth, id) in ids.iter().chain(&["A-11"]).enumerate() {
                for known in [&known(), &with_words] {
                    assert_eq!(known.find_near(id, last), Some(nth), "{id} after {last}");
                }
            }
        }
        for unknown in [
            "",
            "A-",
            "A-6",
            "A-10",
            "a-7",
            "ø",
            "an-application-9",
            &"1".repeat(23),
        ] {
            assert_eq!(known().find_near(unknown, 0), None, "{unknown}");
        }
        assert_eq!(Ids::default().find_near("A-7", 0), None);
    }
}
