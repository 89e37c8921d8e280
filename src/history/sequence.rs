//! What became of each item of a list that may only grow.

use std::collections::HashMap;
use std::hash::Hash;

/// What became of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stands there, in order with the others.
    Kept(usize),
    /// It stands there, but before one that it followed.
    Moved(usize),
    /// It does not stand there.
    Gone,
}

/// The fate of each item of `before`. All are kept where `before` is a
/// subsequence of `after`, as after an append or the merge of two; otherwise
/// as many as possible.
pub(super) fn fates<T: Eq + Hash>(before: &[T], after: &[T]) -> Vec<Fate> {
    if let Some(kept) = subsequence(before, after) {
        return kept;
    }
    let mut positions: HashMap<&T, Vec<usize>> = HashMap::new();
    for (at, item) in after.iter().enumerate().rev() {
        positions.entry(item).or_default().push(at);
    }
    let mut fates: Vec<Fate> = before
        .iter()
        .map(|item| match positions.get_mut(item).and_then(Vec::pop) {
            Some(at) => Fate::Moved(at),
            None => Fate::Gone,
        })
        .collect();
    for nth in longest_rise(&fates) {
        if let Fate::Moved(at) = fates[nth] {
            fates[nth] = Fate::Kept(at);
        }
    }
    fates
}

/// Each item matched with the first that can be it; `None` where one has none.
fn subsequence<T: Eq>(before: &[T], after: &[T]) -> Option<Vec<Fate>> {
    let mut rest = after.iter().enumerate();
    before
        .iter()
        .map(|item| {
            let (at, _) = rest.find(|(_, other)| *other == item)?;
            Some(Fate::Kept(at))
        })
        .collect()
}

/// The longest run of items whose places rise (patience sorting).
fn longest_rise(fates: &[Fate]) -> Vec<usize> {
    // The item on top of each pile, and of each item the one before it.
    let mut tops: Vec<(usize, usize)> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; fates.len()];
    for (nth, fate) in fates.iter().enumerate() {
        let Fate::Moved(at) = *fate else { continue };
        let pile = tops.partition_point(|(top, _)| *top < at);
        previous[nth] = pile.checked_sub(1).map(|below| tops[below].1);
        match tops.get_mut(pile) {
            Some(top) => *top = (at, nth),
            None => tops.push((at, nth)),
        }
    }
    let mut run = Vec::new();
    let mut next = tops.last().map(|(_, nth)| *nth);
    while let Some(nth) = next {
        run.push(nth);
        next = previous[nth];
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use Fate::{Gone, Kept, Moved};

    fn of(before: &str, after: &str) -> Vec<Fate> {
        fates(before.as_bytes(), after.as_bytes())
    }

    #[test]
    fn a_list_may_grow_anywhere() {
        assert_eq!(of("abc", "abcd"), [Kept(0), Kept(1), Kept(2)]);
        assert_eq!(of("abc", "xaybcz"), [Kept(1), Kept(3), Kept(4)]);
        assert_eq!(of("xax", "xxax"), [Kept(0), Kept(2), Kept(3)]);
        assert_eq!(of("", "a"), []);
    }

    #[test]
    fn what_is_gone_or_moved_is_told_from_what_stays() {
        assert_eq!(of("abc", "bca"), [Moved(2), Kept(0), Kept(1)]);
        assert_eq!(of("abc", "axc"), [Kept(0), Gone, Kept(2)]);
        assert_eq!(of("aab", "ab"), [Kept(0), Gone, Kept(1)]);
        assert_eq!(of("ab", ""), [Gone, Gone]);
    }
}
