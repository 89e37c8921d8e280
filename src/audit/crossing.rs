//! Which entry takes a sum over its limit.

use crate::ledger::committed_by;
use crate::model::{AwardEntry, Balance};

/// Of decisions in the order of their days: the award after which what is
/// committed stays over the limit. `None` when it ends within it.
pub(super) fn last_crossing<'a>(
    decisions: impl Iterator<Item = &'a AwardEntry<'a>>,
    limit: Balance,
) -> Option<&'a AwardEntry<'a>> {
    let mut committed = Balance::ZERO;
    let mut crossing = None;
    for entry in decisions {
        committed += committed_by(entry.kind);
        if committed <= limit {
            crossing = None;
        } else {
            crossing = crossing.or(Some(entry));
        }
    }
    crossing
}
