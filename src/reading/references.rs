//! Names that must exist: the application of a fact, the parent of a scheme.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::model::{Application, ApplicationIndex, Reference, Scheme, SchemeId};

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
            .or_else(|| self.by_id(id))
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

    fn by_id(&self, id: &str) -> Option<usize> {
        let by_id = self.by_id.get_or_init(|| self.all().zip(0..).collect());
        by_id.get(id).copied()
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
                .then(|| nearest(cell.raw, self.all()))
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

/// Parents and earlier schemes must exist, parents must be programmes, and no
/// scheme may be its own ancestor. `names` has every scheme file in order,
/// understood or not.
pub(super) fn between_schemes(schemes: &[Scheme], names: &[String], found: &mut Findings) {
    let by_id: HashMap<&SchemeId, &Scheme> =
        schemes.iter().map(|scheme| (&scheme.id, scheme)).collect();
    let rings = rings(schemes, &by_id);
    for scheme in schemes {
        let earlier = scheme.applicants.not_funded_by.iter();
        if let Some(own) = earlier.clone().find(|reference| reference.id == scheme.id) {
            found.add(
                Finding::new(
                    &codes::WRONG_VALUE,
                    own.span,
                    "whoever this scheme funds could never be funded by it",
                )
                .help("name earlier schemes here"),
            );
        }
        for reference in scheme.parent.iter().chain(earlier) {
            exists(reference, names, found);
        }
        if let Some(parent) = &scheme.parent {
            match rings.get(&scheme.id) {
                Some(Some(ring)) => is_ring(scheme, ring, found),
                // It is said at another scheme of the ring.
                Some(None) => {}
                None => is_programme(parent, &by_id, found),
            }
        }
    }
}

fn exists(reference: &Reference, names: &[String], found: &mut Findings) {
    let known = names.binary_search_by(|name| name.as_str().cmp(reference.id.as_str()));
    if known.is_err() {
        found.add(
            Finding::new(
                &codes::UNKNOWN_SCHEME,
                reference.span,
                format!("there is no scheme `{}`", reference.id),
            )
            .help(one_of(
                reference.id.as_str(),
                names.iter().map(String::as_str),
            )),
        );
    }
}

fn is_programme(reference: &Reference, by_id: &HashMap<&SchemeId, &Scheme>, found: &mut Findings) {
    if let Some(parent) = by_id.get(&reference.id)
        && !parent.is_programme()
    {
        found.add(
            Finding::new(
                &codes::NOT_A_PROGRAMME,
                reference.span,
                format!(
                    "`{}` has a call of its own, so it cannot hold other schemes",
                    parent.id
                ),
            )
            .help("a programme is a scheme file without a [call]"),
        );
    }
}

/// Every scheme that is its own ancestor. The one of a ring whose id comes
/// first has the ring, from itself up to itself.
fn rings<'s>(
    schemes: &'s [Scheme],
    by_id: &HashMap<&'s SchemeId, &'s Scheme>,
) -> HashMap<&'s SchemeId, Option<Vec<&'s Scheme>>> {
    let up = |scheme: &Scheme| by_id.get(&scheme.parent.as_ref()?.id).copied();
    let mut seen_from: HashMap<&SchemeId, &SchemeId> = HashMap::new();
    let mut rings = HashMap::new();
    for start in schemes {
        let mut at = Some(start);
        while let Some(scheme) = at
            && !seen_from.contains_key(&scheme.id)
        {
            seen_from.insert(&scheme.id, &start.id);
            at = up(scheme);
        }
        // A scheme that this very walk has met closes a ring.
        let Some(closing) = at.filter(|scheme| seen_from[&scheme.id] == &start.id) else {
            continue;
        };
        let rest = std::iter::successors(up(closing), |scheme| up(scheme));
        let rest = rest.take_while(|scheme| scheme.id != closing.id);
        let mut ring: Vec<&Scheme> = std::iter::once(closing).chain(rest).collect();
        rings.extend(ring.iter().map(|scheme| (&scheme.id, None)));
        let first = (0..ring.len()).min_by_key(|&nth| &ring[nth].id);
        ring.rotate_left(first.unwrap_or_default());
        rings.insert(&ring[0].id, Some(ring));
    }
    rings
}

/// A ring is one mistake: it is said at the first of its schemes.
fn is_ring(scheme: &Scheme, ring: &[&Scheme], found: &mut Findings) {
    let mut parents = ring
        .iter()
        .filter_map(|scheme| Some((scheme, scheme.parent.as_ref()?)));
    let Some((_, parent)) = parents.next() else {
        return;
    };
    let message = format!("`{}` is its own ancestor", scheme.id);
    let finding = Finding::new(&codes::PARENT_CYCLE, parent.span, message)
        .help("take `parent` out of the scheme that stands highest");
    found.add(parents.fold(finding, |finding, (scheme, parent)| {
        let label = format!("and `{}` belongs to `{}`", scheme.id, parent.id);
        finding.because(parent.span, label)
    }));
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
