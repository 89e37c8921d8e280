//! The method of the largest remainder: what rounding down leaves goes unit by
//! unit to those who lost most by it.

use std::cmp::Reverse;

/// What rounding down took from somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) nth: usize,
    pub(super) place: Option<usize>,
    /// In minor units, and in parts of a denominator that all have in common.
    pub(super) over: (i128, i128),
    /// What rounding up instead would add: a unit, or less up to the cap.
    pub(super) step: i128,
}

/// Who is rounded up, and by how much: the largest remainder first, then by
/// place, until the next does not fit into what is left.
///
/// # Errors
/// Those who have the same remainder and share a place, when some of them fit
/// and not all, with what is left for them.
#[allow(clippy::type_complexity, reason = "two small pairs")]
pub(super) fn step_up(
    mut rests: Vec<Rest>,
    mut left: i128,
) -> Result<Vec<(usize, i128)>, (Vec<usize>, i128)> {
    rests.sort_unstable_by_key(|rest| (Reverse(rest.over), rest.place, rest.nth));
    let mut stepped = Vec::new();
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
        stepped.extend(tied.iter().map(|rest| (rest.nth, rest.step)));
    }
    Ok(stepped)
}
