//! Names that must exist: the application of a fact, the parent of a scheme.

use std::cell::Cell as Last;

use crate::diagnostic::{Finding, Findings, nearest, one_of};
use crate::model::{ApplicationIndex, Reference, Scheme};

use super::codes;
use super::csv::Row;
use super::value::{Unread, need};

/// The ids of a scheme's applications, for the facts that name them.
#[derive(Debug, Default)]
pub(super) struct Ids<'t> {
    /// By id; the index is that of the row.
    sorted: Vec<(&'t str, ApplicationIndex)>,
    /// Whether rows were lost, so that a missing id proves nothing.
    pub(super) incomplete: bool,
    /// Facts mostly come in the order of the applications.
    last: Last<usize>,
}

impl<'t> Ids<'t> {
    pub(super) fn new(mut ids: Vec<(&'t str, ApplicationIndex)>, incomplete: bool) -> Self {
        if !ids.is_sorted() {
            ids.sort_unstable();
        }
        Self {
            sorted: ids,
            incomplete,
            last: Last::new(0),
        }
    }

    fn find(&self, id: &str) -> Option<ApplicationIndex> {
        let last = self.last.get();
        for near in [last, last + 1] {
            if let Some((known, index)) = self.sorted.get(near)
                && *known == id
            {
                self.last.set(near);
                return Some(*index);
            }
        }
        let at = self
            .sorted
            .binary_search_by_key(&id, |(known, _)| known)
            .ok()?;
        self.last.set(at);
        Some(self.sorted[at].1)
    }

    /// Whether there is an application of this id.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    /// The application that a row names.
    pub(super) fn application(
        &self,
        row: &Row<'_, 't>,
        nth: usize,
        found: &mut Findings,
    ) -> Result<ApplicationIndex, Unread> {
        let cell = need(row, nth, found)?;
        self.find(cell.raw).ok_or_else(|| {
            if !self.incomplete {
                let finding = Finding::new(
                    &codes::UNKNOWN_APPLICATION,
                    cell.place(),
                    format!("there is no application `{}`", cell.text()),
                );
                // Ids are much alike: only one that differs in a letter is worth a guess.
                let near = (self.sorted.len() <= 10_000)
                    .then(|| nearest(cell.raw, self.sorted.iter().map(|(id, _)| *id)))
                    .flatten();
                found.add(match near {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None => finding.help("add it to applications.csv, or correct the id"),
                });
            }
            Unread
        })
    }
}

/// Parents and earlier schemes must exist, parents must be programmes, and no
/// scheme may be its own ancestor. `names` has every scheme file, understood
/// or not.
pub(super) fn between_schemes(schemes: &[Scheme], names: &[String], found: &mut Findings) {
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
            match ring(scheme, schemes) {
                Some(ring) => is_ring(scheme, &ring, found),
                None => is_programme(parent, schemes, found),
            }
        }
    }
}

fn exists(reference: &Reference, names: &[String], found: &mut Findings) {
    if !names.iter().any(|name| name == reference.id.as_str()) {
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

fn is_programme(reference: &Reference, schemes: &[Scheme], found: &mut Findings) {
    let parent = schemes.iter().find(|scheme| scheme.id == reference.id);
    if let Some(parent) = parent
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

/// The schemes from one up to itself, if it is its own ancestor.
fn ring<'s>(scheme: &'s Scheme, schemes: &'s [Scheme]) -> Option<Vec<&'s Scheme>> {
    let mut ring = vec![scheme];
    for _ in schemes {
        let parent = &ring.last()?.parent.as_ref()?.id;
        let parent = schemes.iter().find(|scheme| scheme.id == *parent)?;
        if parent.id == scheme.id {
            return Some(ring);
        }
        ring.push(parent);
    }
    None
}

/// A ring is one mistake: it is said at the first of its schemes.
fn is_ring(scheme: &Scheme, ring: &[&Scheme], found: &mut Findings) {
    if ring.iter().any(|other| other.id < scheme.id) {
        return;
    }
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
