//! Everything that an allocation looks at, put in order once.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ApplicationIndex, Balance, Book, Method, Money, Reason, TieBreak};
use crate::ranking::{Draw, Place, Rank, Ranking, Scores, Tie};

use super::set_aside::Groups;
use super::{Candidate, Decision, Demand, Line, Terms, Why, lottery};

/// A candidate and where it stands in the order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position<'b> {
    pub(super) index: ApplicationIndex,
    /// `None` when its score is not known.
    pub(super) place: Option<Place>,
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
    ranking: Ranking,
    /// The order of a draw, where one decides.
    drawn: Option<Vec<Rank>>,
    pub(super) book: &'a Book<'a>,
    /// For whom the set-asides are.
    pub(super) groups: Groups,
    /// By the position of the application in its book.
    selected: Vec<Option<&'a Candidate<'b>>>,
    /// Who is given an amount.
    given: BTreeSet<ApplicationIndex>,
}

impl<'a, 'b> Case<'a, 'b> {
    /// Picks out those that `only` names, or all.
    pub(super) fn new(
        book: &'a Book<'_>,
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
        let indexes = selected.iter().flatten();
        let ranking = Ranking::of(book, scores, indexes.map(|it| it.index()));
        let drawn = match (terms.method, &terms.seed) {
            (Method::Lottery, Some(seed)) => Some(lottery::order(
                book,
                scores,
                ranking.ranks(),
                seed,
                terms.guaranteed,
            )),
            _ => None,
        };
        Self {
            terms,
            scores,
            ranking,
            drawn,
            book,
            groups: Groups::of(book, &terms.set_asides),
            selected,
            given: terms.given.iter().map(|(index, _)| *index).collect(),
        }
    }

    /// Everyone with a place, in the order of the method.
    pub(super) fn ranks(&self) -> &[Rank] {
        self.drawn.as_deref().unwrap_or(self.ranking.ranks())
    }

    /// The ties that were met. In a lottery only those before the draw count.
    pub(super) fn ties(&self) -> Vec<Tie> {
        let ties = self.ranking.ties().iter();
        let is_drawn = |tie: &&Tie| match self.terms.guaranteed {
            _ if self.drawn.is_none() => false,
            Some(points) => !lottery::is_guaranteed(self.scores, tie.indexes[0], points),
            None => true,
        };
        ties.filter(|tie| !is_drawn(tie)).cloned().collect()
    }

    /// Those that the terms name and that are no candidates.
    pub(super) fn strangers(&self) -> impl Iterator<Item = ApplicationIndex> {
        let only = self.terms.only.iter().flatten();
        let named: BTreeSet<_> = only.chain(&self.given).copied().collect();
        named
            .into_iter()
            .filter(|index| self.selected[index.position()].is_none())
    }

    /// The officer's amounts: in rank order, those who share a place or have
    /// none in the order given.
    pub(super) fn given(&self) -> Vec<(Position<'b>, Money)> {
        if self.given.is_empty() {
            return Vec::new();
        }
        let positions: BTreeMap<_, _> = self
            .positions()
            .filter(|position| self.given.contains(&position.index))
            .map(|position| (position.index, position))
            .collect();
        let amounts = self.terms.given.iter();
        let mut given: Vec<_> = amounts
            .filter_map(|(index, amount)| Some((*positions.get(index)?, *amount)))
            .collect();
        given.sort_by_key(|(position, _)| (position.place.is_none(), position.place));
        given
    }

    /// Those without an amount of the officer's, in rank order; after them those
    /// without a place.
    pub(super) fn not_given(&self) -> impl Iterator<Item = Position<'b>> {
        self.positions()
            .filter(|position| self.given.is_empty() || !self.given.contains(&position.index))
    }

    /// Everyone in rank order; after them those without a place. Some are looked
    /// up at a time, so that one is not waited for after the other.
    fn positions(&self) -> impl Iterator<Item = Position<'b>> {
        const PART: usize = 512;
        let ranked = self.ranks().chunks(PART).flat_map(|ranks| {
            self.fetch(ranks);
            let positions = ranks
                .iter()
                .map(|rank| self.position(rank.index, Some(rank)));
            positions.collect::<Vec<_>>()
        });
        let unranked = self.ranking.unranked().iter();
        ranked.chain(unranked.map(|&index| self.position(index, None)))
    }

    /// Has the processor fetch what is known of these all at once.
    fn fetch(&self, ranks: &[Rank]) {
        let positions = ranks.iter().map(|rank| rank.index.position());
        let candidates = positions.filter_map(|position| self.selected[position]);
        let sum: usize = candidates.map(|it| it.index().position()).sum();
        std::hint::black_box(sum);
    }

    fn position(&self, index: ApplicationIndex, rank: Option<&Rank>) -> Position<'b> {
        let candidate = self.selected[index.position()];
        Position {
            index,
            place: rank.map(|rank| rank.place),
            decided_by: rank.and_then(|rank| rank.decided_by),
            demand: candidate.and_then(|it| Demand::of(it, self.terms)),
            is_requested: candidate.is_some_and(|it| it.requested.is_some()),
        }
    }

    /// What is decided where the scores alone decide: nothing while one is
    /// missing, and a refusal where one is too low.
    pub(super) fn judge(&self, position: Position<'b>) -> Result<(), (Decision, Why)> {
        if position.place.is_none() {
            let total = self.scores.total(position.index);
            return Err((Decision::Undecided, Why::Unassessed(Box::new(total))));
        }
        if let Some(low) = self.scores.below_score(position.index) {
            return Err((
                Decision::Reject(Reason::BelowScore),
                Why::BelowScore(Box::new(low)),
            ));
        }
        match self.groups.unknown(position.index) {
            Some(nth) => Err((Decision::Undecided, Why::UnknownSetAside { nth })),
            None => Ok(()),
        }
    }

    /// The line of a candidate.
    pub(super) fn line(
        &self,
        position: Position<'b>,
        (decision, why): (Decision, Why),
        left: Balance,
    ) -> Line<'b> {
        let is_scored = !self.book.scheme.criteria.is_empty();
        let has_order = self.terms.method != Method::Discretionary || is_scored;
        let seed = self.terms.seed.as_deref();
        let seed = seed.filter(|_| position.decided_by == Some(TieBreak::Draw));
        let draw = |seed| Box::new(Draw::of(seed, self.book.application(position.index).id));
        Line {
            index: position.index,
            place: position.place.filter(|_| has_order),
            draw: seed.map(draw),
            demand: position.demand,
            decision,
            why,
            left,
        }
    }
}
