//! Which new row is an old one, altered.

use super::sequence::Fate;
use super::table::Row;

/// New rows that may be old ones, altered: those that stand between the same
/// neighbours and have most of their cells in common.
pub(super) struct Pairs {
    /// Of each old row: after which and before which new row it would stand.
    gaps: Vec<(usize, usize)>,
    free: Vec<bool>,
}

/// How far to look for an altered row among those that came after it.
const FAR: usize = 64;

impl Pairs {
    pub(super) fn of(fates: &[Fate], rows: usize) -> Self {
        let mut free = vec![true; rows];
        let mut gaps = vec![(0, rows); fates.len()];
        let mut from = 0;
        for (gap, fate) in gaps.iter_mut().zip(fates) {
            gap.0 = from;
            match fate {
                Fate::Kept(at) => {
                    free[*at] = false;
                    from = at + 1;
                }
                Fate::Moved(at) => free[*at] = false,
                Fate::Gone => {}
            }
        }
        let mut to = rows;
        for (gap, fate) in gaps.iter_mut().zip(fates).rev() {
            gap.1 = to;
            if let Fate::Kept(at) = fate {
                to = *at;
            }
        }
        Self { gaps, free }
    }

    /// The new row that an old one, which is gone, became; each is one's alone.
    pub(super) fn take(&mut self, nth: usize, row: &Row, rows: &[Row]) -> Option<usize> {
        let (from, to) = self.gaps[nth];
        let alike = |at: usize| {
            let cells = row.cells.iter();
            cells.filter(|cell| rows[at].cells.contains(cell)).count()
        };
        let candidates = (from..to.max(from)).filter(|at| self.free[*at]).take(FAR);
        // Of equals the first.
        let best = candidates.min_by_key(|at| std::cmp::Reverse(alike(*at)))?;
        if alike(best) * 2 < row.cells.len() {
            return None;
        }
        self.free[best] = false;
        Some(best)
    }
}
