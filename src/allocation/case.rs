//! Everything that an allocation looks at, put in order once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ApplicationIndex, Balance, Book, Method, Money, TieBreak};
use crate::ranking::{Rank, Ranking, Scores, Total};

use super::{Candidate, Decision, Demand, Line, Terms, Why};

/// Where an application stands in the order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    pub(super) index: ApplicationIndex,
    /// `None` when its score is not known.
    pub(super) place: Option<usize>,
    decided_by: Option<TieBreak>,
}

/// The candidates that are decided on, and their order.
pub(super) struct Case<'a, 'b> {
    pub(super) terms: &'a Terms,
    pub(super) scores: &'a Scores<'a>,
    pub(super) ranking: Ranking,
    /// By index.
    candidates: Vec<&'a Candidate<'b>>,
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
        let mut candidates: Vec<_> = candidates
            .iter()
            .filter(|candidate| is_selected(candidate.index()))
            .collect();
        candidates.sort_unstable_by_key(|candidate| candidate.index());
        candidates.dedup_by_key(|candidate| candidate.index());
        let indexes = candidates.iter().map(|candidate| candidate.index());
        Self {
            terms,
            scores,
            ranking: Ranking::of(book, scores, indexes),
            candidates,
            given: terms.given.iter().map(|(index, _)| *index).collect(),
        }
    }

    /// Those that the terms name and that are no candidates.
    pub(super) fn strangers(&self) -> impl Iterator<Item = ApplicationIndex> {
        let only = self.terms.only.iter().flatten();
        let named: BTreeSet<_> = only.chain(&self.given).copied().collect();
        named
            .into_iter()
            .filter(|&index| self.candidate(index).is_none())
    }

    /// Whether it is known how much is asked for.
    pub(super) fn is_requested(&self, index: ApplicationIndex) -> bool {
        self.candidate(index)
            .is_some_and(|candidate| candidate.requested.is_some())
    }

    fn candidate(&self, index: ApplicationIndex) -> Option<&'a Candidate<'b>> {
        let found = self
            .candidates
            .binary_search_by_key(&index, |candidate| candidate.index());
        found.ok().map(|position| self.candidates[position])
    }

    /// The most that a candidate can get, where anything limits it.
    pub(super) fn demand(&self, index: ApplicationIndex) -> Option<Demand<'b>> {
        Demand::of(self.candidate(index)?, self.terms)
    }

    /// The officer's amounts: in rank order, those who share a place or have
    /// none in the order given.
    pub(super) fn given(&self) -> Vec<(Position, Money)> {
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
    pub(super) fn not_given(&self) -> impl Iterator<Item = Vec<Position>> {
        self.places().map(|mut place| {
            place.retain(|position| !self.given.contains(&position.index));
            place
        })
    }

    /// Everyone place by place; after them each of those without a place.
    fn places(&self) -> impl Iterator<Item = Vec<Position>> {
        let ranked = self.ranking.places();
        let ranked = ranked.map(|place| place.iter().map(Position::of).collect());
        let unranked = self.ranking.unranked().iter();
        ranked.chain(unranked.map(|&index| vec![Position::without_place(index)]))
    }

    /// The line of a candidate.
    pub(super) fn line(
        &self,
        position: Position,
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
            demand: self.demand(position.index),
            decision,
            why,
            left,
        }
    }
}

impl Position {
    fn of(rank: &Rank) -> Self {
        Self {
            index: rank.index,
            place: Some(rank.place),
            decided_by: rank.decided_by,
        }
    }

    fn without_place(index: ApplicationIndex) -> Self {
        Self {
            index,
            place: None,
            decided_by: None,
        }
    }
}
