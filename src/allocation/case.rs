//! Everything that an allocation looks at, put in order once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ApplicationIndex, Balance, Book, Method, Money, TieBreak};
use crate::ranking::{Rank, Ranking, Scores, Total};

use super::{Candidate, Decision, Demand, Line, Terms, Why};

/// A candidate and where it stands in the order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position<'b> {
    pub(super) index: ApplicationIndex,
    /// `None` when its score is not known.
    pub(super) place: Option<usize>,
    decided_by: Option<TieBreak>,
    /// The most that it can get; `None` where nothing limits it.
    pub(super) demand: Option<Demand<'b>>,
    /// Whether it is known how much is asked for.
    pub(super) is_requested: bool,
}

/// The candidates that are decided on, and their order.
pub(super) struct Case<'a, 'b> {
    pub(super) terms: &'a Terms,
    pub(super) scores: &'a Scores<'a>,
    pub(super) ranking: Ranking,
    /// By the position of the application in its book.
    candidates: Vec<Option<&'a Candidate<'b>>>,
    /// Who is given an amount.
    given: BTreeSet<ApplicationIndex>,
}

impl<'a, 'b> Case<'a, 'b> {
    /// Picks out those that `only` names, or all.
    pub(super) fn new(
        book: &Book<'_>,
        scores: &'a Scores<'_>,
        candidates: &'a [Candidate<'b>],
        terms: &'a Terms,
    ) -> Self {
        let is_selected = |index| terms.only.as_ref().is_none_or(|only| only.contains(&index));
        let mut selected = vec![None; book.applications.len()];
        for candidate in candidates {
            if is_selected(candidate.index()) {
                selected[candidate.index().position()] = Some(candidate);
            }
        }
        let indexes = selected.iter().flatten().map(|candidate| candidate.index());
        Self {
            terms,
            scores,
            ranking: Ranking::of(book, scores, indexes),
            candidates: selected,
            given: terms.given.iter().map(|(index, _)| *index).collect(),
        }
    }

    /// Those that the terms name and that are no candidates.
    pub(super) fn strangers(&self) -> impl Iterator<Item = ApplicationIndex> {
        let only = self.terms.only.iter().flatten();
        let named: BTreeSet<_> = only.chain(&self.given).copied().collect();
        named
            .into_iter()
            .filter(|index| self.candidates[index.position()].is_none())
    }

    /// The officer's amounts: in rank order, those who share a place or have
    /// none in the order given.
    pub(super) fn given(&self) -> Vec<(Position<'b>, Money)> {
        if self.given.is_empty() {
            return Vec::new();
        }
        let positions: BTreeMap<_, _> = self
            .places()
            .flatten()
            .filter(|position| self.given.contains(&position.index))
            .map(|position| (position.index, position))
            .collect();
        let amounts = self.terms.given.iter();
        let mut given: Vec<_> = amounts
            .filter_map(|(index, amount)| Some((*positions.get(index)?, *amount)))
            .collect();
        given.sort_by_key(|(position, _)| position.place.unwrap_or(usize::MAX));
        given
    }

    /// Those without an amount of the officer's, place by place.
    pub(super) fn not_given(&self) -> impl Iterator<Item = Vec<Position<'b>>> {
        self.places().map(|mut place| {
            place.retain(|position| !self.given.contains(&position.index));
            place
        })
    }

    /// Everyone place by place; after them each of those without a place.
    fn places(&self) -> impl Iterator<Item = Vec<Position<'b>>> {
        let ranked = self.ranking.places().map(|ranks| {
            let positions = ranks
                .iter()
                .map(|rank| self.position(rank.index, Some(rank)));
            positions.collect()
        });
        let unranked = self.ranking.unranked().iter();
        ranked.chain(unranked.map(|&index| vec![self.position(index, None)]))
    }

    fn position(&self, index: ApplicationIndex, rank: Option<&Rank>) -> Position<'b> {
        let candidate = self.candidates[index.position()];
        Position {
            index,
            place: rank.map(|rank| rank.place),
            decided_by: rank.and_then(|rank| rank.decided_by),
            demand: candidate.and_then(|candidate| Demand::of(candidate, self.terms)),
            is_requested: candidate.is_some_and(|candidate| candidate.requested.is_some()),
        }
    }

    /// The line of a candidate.
    pub(super) fn line(
        &self,
        position: Position<'b>,
        (decision, why): (Decision, Why),
        left: Balance,
    ) -> Line<'b> {
        let total = self.scores.total(position.index);
        let has_order = self.terms.method == Method::Ranked || total != Total::NotScored;
        Line {
            index: position.index,
            place: position.place.filter(|_| has_order),
            decided_by: position.decided_by,
            total,
            demand: position.demand,
            decision,
            why,
            left,
        }
    }
}
