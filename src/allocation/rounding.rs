//! The method of the largest remainder: what rounding down leaves goes unit by
//! unit to those who lost most by it.

use std::cmp::Reverse;

use crate::ranking::Place;

/// What rounding down took from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) nth: usize,
    pub(super) place: Option<Place>,
    /// In minor units, and in parts of a denominator that all have in common.
    pub(super) over: (i128, i128),
    /// What rounding up instead would add: a unit, or less up to the cap.
    pub(super) step: i128,
}

/// Who is rounded up.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stepped {
    /// Who, and by how much.
    pub(super) up: Vec<(usize, i128)>,
    /// Who lost the same as others that were not rounded up; then those others.
    pub(super) tie: Option<(Vec<usize>, Vec<usize>)>,
}

/// Those who lost the same and share a place, and what is left for them.
pub(super) type Unbroken = (Vec<usize>, i128);

/// Who is rounded up, and by how much: the largest remainder first, then by
/// place, until the next does not fit into what is left.
///
/// # Errors
/// Those who have the same remainder and share a place, when some of them fit
/// and not all, with what is left for them.
pub(super) fn step_up(mut rests: Vec<Rest>, mut left: i128) -> Result<Stepped, Unbroken> {
    rests.sort_unstable_by_key(|rest| (Reverse(rest.over), rest.place, rest.nth));
    let mut up = Vec::new();
    let is_tied = |one: &Rest, other: &Rest| (one.over, one.place) == (other.over, other.place);
    for tied in rests.chunk_by(is_tied) {
        if tied.iter().all(|rest| rest.step > left) {
            break;
        }
        let together: i128 = tied.iter().map(|rest| rest.step).sum();
        if together > left {
            return Err((tied.iter().map(|rest| rest.nth).collect(), left));
        }
        left -= together;
        up.extend(tied.iter().map(|rest| (rest.nth, rest.step)));
    }
    let tie = tie_at(&rests, up.len());
    Ok(Stepped { up, tie })
}

/// Those on both sides of the line who lost the same.
fn tie_at(rests: &[Rest], line: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (up, down) = rests.split_at(line);
    let (last, next) = (up.last()?, down.first()?);
    let same = |rests: &[Rest]| {
        let same = rests.iter().filter(|rest| rest.over == last.over);
        same.map(|rest| rest.nth).collect()
    };
    (last.over == next.over).then(|| (same(up), same(down)))
}
