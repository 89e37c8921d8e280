//! `lottery`: the order of a draw that anyone can repeat.

use rust_decimal::Decimal;

use crate::model::{ApplicationIndex, Book, TieBreak};
use crate::ranking::{Draw, Place, Rank, Scores};

/// First those whose total score guarantees them a place before the draw, as
/// they are ranked; then those drawn; last those whose score is too low to be
/// drawn.
pub(super) fn order(
    book: &Book<'_>,
    scores: &Scores<'_>,
    ranks: &[Rank],
    seed: &str,
    guaranteed: Option<Decimal>,
) -> Vec<Rank> {
    let goes_first =
        |rank: &Rank| guaranteed.is_some_and(|points| is_guaranteed(scores, rank.index, points));
    let (mut order, others): (Vec<_>, Vec<_>) = ranks.iter().partition(|rank| goes_first(rank));
    let is_low = |rank: &Rank| scores.below_score(rank.index).is_some();
    let (low, drawn): (Vec<Rank>, Vec<Rank>) = others.into_iter().partition(is_low);
    let draw = |rank: &Rank| Draw::of(seed, book.application(rank.index).id);
    let mut drawn: Vec<(Draw, ApplicationIndex)> =
        drawn.iter().map(|rank| (draw(rank), rank.index)).collect();
    drawn.sort_unstable();
    let drawn = drawn
        .into_iter()
        .map(|(_, index)| (index, Some(TieBreak::Draw)));
    let low = low.into_iter().map(|rank| (rank.index, None));
    for (index, decided_by) in drawn.chain(low) {
        order.push(Rank {
            place: Place::after(order.len()),
            index,
            decided_by,
        });
    }
    order
}

/// Whether a total score is enough to go before the draw.
pub(super) fn is_guaranteed(scores: &Scores<'_>, index: ApplicationIndex, points: Decimal) -> bool {
    let total = scores.total(index).score();
    total.is_some_and(|score| !score.is_below(points))
}
