//! Schemes that other schemes name: they must be there.

use std::collections::HashMap;

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{Reference, Scheme, SchemeId};

use super::codes;

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
