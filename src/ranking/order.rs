//! The order of applications: by score, then by the scheme's tie-breaks.

use crate::model::{ApplicationIndex, Book, TieBreak};

use super::tie_break::{Comparison, Key, comparisons};
use super::{Place, Scores, Total};

/// Applications in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    ranks: Vec<Rank>,
    ties: Vec<Tie>,
    unranked: Vec<ApplicationIndex>,
}

/// The place of one application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// From 1; those who stay tied share one, and the next comes after them
    /// all: 1, 2, 2, 4.
    pub place: Place,
    /// Which application.
    pub index: ApplicationIndex,
    /// The last tie-break that told it from others with the same score.
    pub decided_by: Option<TieBreak>,
}

/// Applications with the same score. In a scheme without criteria all have the
/// same, which is no news: there only what stays tied is a tie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The first place that they share or were given.
    pub place: Place,
    /// Which applications, in rank order.
    pub indexes: Vec<ApplicationIndex>,
    /// The tie-breaks that told some of them apart, in the order of their use.
    pub decided_by: Vec<TieBreak>,
    /// Whether some of them still share a place.
    pub unresolved: bool,
}

impl Ranking {
    /// Ranks these applications among themselves. One whose total is not known
    /// has no rank; where a scheme has no criterion, the tie-breaks alone
    /// decide.
    ///
    /// A tie-break that looks at what is not known of one of the tied tells
    /// none of them apart, and neither does `received` on a day on which the
    /// hour of one is not known.
    pub fn of(
        book: &Book<'_>,
        scores: &Scores<'_>,
        indexes: impl IntoIterator<Item = ApplicationIndex>,
    ) -> Self {
        let mut indexes: Vec<_> = indexes.into_iter().collect();
        indexes.sort_unstable();
        indexes.dedup();
        let mut unranked = Vec::new();
        indexes.retain(|&index| match scores.total(index) {
            Total::Scored(_) | Total::NotScored => true,
            Total::Unassessed { .. } | Total::TooLarge => {
                unranked.push(index);
                false
            }
        });
        unranked.sort_unstable_by_key(|&index| book.application(index).id);
        let steps = comparisons(book.scheme);
        let mut order = Order::new(book, scores, &indexes);
        let whole = indexes.iter();
        let whole = whole.map(|&index| Some((scores.whole_total(index)?, index)));
        match whole.collect::<Option<Vec<_>>>() {
            Some(keyed) => order.add_all(keyed, &steps),
            None => {
                let score = |index| scores.total(index).score();
                let keyed = indexes.iter().map(|&index| (score(index), index));
                order.add_all(keyed.collect(), &steps);
            }
        }
        Self {
            ranks: order.ranks,
            ties: order.ties,
            unranked,
        }
    }

    /// Everyone with a place, in order; those who share one by id, so that it
    /// looks the same every time.
    pub fn ranks(&self) -> &[Rank] {
        &self.ranks
    }

    /// The ranks place by place; more than one where a place is shared.
    pub fn places(&self) -> impl Iterator<Item = &[Rank]> {
        places(&self.ranks)
    }

    /// The ties that were met, in rank order.
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// Those whose total is not known, by id.
    pub fn unranked(&self) -> &[ApplicationIndex] {
        &self.unranked
    }
}

/// An order as it grows, group by group.
struct Order<'a> {
    book: &'a Book<'a>,
    scores: &'a Scores<'a>,
    /// All who are put in order, as they stand in the book.
    everyone: &'a [ApplicationIndex],
    ranks: Vec<Rank>,
    ties: Vec<Tie>,
    /// What has told apart the present group.
    decided_by: Vec<TieBreak>,
}

impl<'a> Order<'a> {
    fn new(book: &'a Book<'_>, scores: &'a Scores<'_>, everyone: &'a [ApplicationIndex]) -> Self {
        Self {
            book,
            scores,
            everyone,
            ranks: Vec::with_capacity(everyone.len()),
            ties: Vec::new(),
            decided_by: Vec::new(),
        }
    }

    /// Puts everyone in order, the highest key first.
    fn add_all<K: Ord>(&mut self, mut keyed: Vec<(K, ApplicationIndex)>, steps: &[Comparison]) {
        keyed.sort_unstable_by(|(one, _), (other, _)| other.cmp(one));
        for group in keyed.chunk_by(|(one, _), (other, _)| one == other) {
            self.add(group.iter().map(|(_, index)| *index).collect(), steps);
        }
    }

    /// Puts those with one score in order and notes the tie.
    fn add(&mut self, mut group: Vec<ApplicationIndex>, steps: &[Comparison]) {
        let start = self.ranks.len();
        self.split(&mut group, steps, None);
        let decided_by = std::mem::take(&mut self.decided_by);
        let ranks = &self.ranks[start..];
        if group.len() > 1 && self.scores.total(group[0]) != Total::NotScored {
            self.ties.push(Tie::new(ranks, decided_by));
        } else {
            let shared = places(ranks).filter(|ranks| ranks.len() > 1);
            self.ties
                .extend(shared.map(|ranks| Tie::new(ranks, Vec::new())));
        }
    }

    /// Splits the tied by the first step that tells some apart, and each part
    /// by the next ones.
    fn split(
        &mut self,
        tied: &mut [ApplicationIndex],
        steps: &[Comparison],
        decided_by: Option<TieBreak>,
    ) {
        let Some((first, later)) = steps.split_first().filter(|_| tied.len() > 1) else {
            return self.place(tied, decided_by);
        };
        if let Some(keyed) = first.numbers(self.book, self.scores, self.everyone, tied) {
            return self.split_by(keyed, tied, steps, decided_by);
        }
        let keys = tied.iter().map(|&index| {
            let key = first.step.key(self.book, self.scores, index)?;
            Some((key, index))
        });
        match keys.collect::<Option<Vec<(Key, ApplicationIndex)>>>() {
            Some(keyed) => self.split_by(keyed, tied, steps, decided_by),
            None => self.split(tied, later, decided_by),
        }
    }

    /// Splits the tied by the keys that the first step gives them.
    fn split_by<K: Ord>(
        &mut self,
        mut keyed: Vec<(K, ApplicationIndex)>,
        tied: &mut [ApplicationIndex],
        steps: &[Comparison],
        decided_by: Option<TieBreak>,
    ) {
        let Some((first, later)) = steps.split_first() else {
            return self.place(tied, decided_by);
        };
        let tie_break = first.tie_break;
        keyed.sort_unstable();
        let is_one = keyed.first().map(|(key, _)| key) == keyed.last().map(|(key, _)| key);
        let decided_by = if is_one { decided_by } else { Some(tie_break) };
        if !is_one && !self.decided_by.contains(&tie_break) {
            self.decided_by.push(tie_break);
        }
        for (slot, (_, index)) in tied.iter_mut().zip(&keyed) {
            *slot = *index;
        }
        let mut rest = tied;
        for part in keyed.chunk_by(|(one, _), (other, _)| one == other) {
            let (part, others) = rest.split_at_mut(part.len());
            self.split(part, later, decided_by);
            rest = others;
        }
    }

    /// Gives the next place to one, or to all who stay tied.
    fn place(&mut self, tied: &mut [ApplicationIndex], decided_by: Option<TieBreak>) {
        tied.sort_unstable_by_key(|&index| self.book.application(index).id);
        let place = Place::after(self.ranks.len());
        self.ranks.extend(tied.iter().map(|&index| Rank {
            place,
            index,
            decided_by,
        }));
    }
}

impl Tie {
    fn new(ranks: &[Rank], decided_by: Vec<TieBreak>) -> Self {
        Self {
            place: ranks[0].place,
            indexes: ranks.iter().map(|rank| rank.index).collect(),
            decided_by,
            unresolved: places(ranks).any(|shared| shared.len() > 1),
        }
    }
}

fn places(ranks: &[Rank]) -> impl Iterator<Item = &[Rank]> {
    ranks.chunk_by(|one, other| one.place == other.place)
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::{at, kroner, on};
    use crate::model::Received;
    use crate::ranking::testing::*;

    use super::*;

    /// Ranks as `A1 B2 C2`, however the rows of the files are ordered.
    fn ranking(book: &Book<'static>) -> String {
        let forwards = ranked(book);
        assert_eq!(forwards, ranked(&backwards(book)), "rows decide nothing");
        forwards
    }

    fn ranked(book: &Book<'static>) -> String {
        let ranking = Ranking::of(book, &Scores::of(book), book.indexes());
        let ranks = ranking.ranks().iter();
        let words = ranks.map(|rank| format!("{}{}", book.application(rank.index).id, rank.place));
        words.collect::<Vec<_>>().join(" ")
    }

    fn ties(book: &Book<'static>) -> Vec<(u32, usize, Vec<TieBreak>, bool)> {
        let ranking = Ranking::of(book, &Scores::of(book), book.indexes());
        let ties = ranking.ties().iter();
        ties.map(|tie| {
            let decided_by = tie.decided_by.clone();
            (
                tie.place.number(),
                tie.indexes.len(),
                decided_by,
                tie.unresolved,
            )
        })
        .collect()
    }

    fn received(book: &mut Book<'static>, received: &[Option<Received>]) {
        for (application, received) in book.applications.iter_mut().zip(received) {
            application.received = *received;
        }
    }

    #[test]
    fn the_highest_first_and_equals_share_a_place() {
        let book = book_scored(&["1"], &[&["2"], &["4"], &["3"], &["3"], &["1"], &[""]]);
        assert_eq!(ranking(&book), "B1 C2 D2 A4 E5");
        assert_eq!(ties(&book), [(2, 2, vec![], true)]);
        let ranking = Ranking::of(&book, &Scores::of(&book), book.indexes());
        assert_eq!(ranking.unranked(), [ApplicationIndex::new(5)]);
    }

    #[test]
    fn tie_breaks_decide_in_turn() {
        let mut scheme = scheme_scored(&["1", "1"]);
        let tie_break = vec![TieBreak::Criterion(1), TieBreak::Requested];
        scheme.allocation = Some(crate::model::Allocation {
            tie_break: tie_break.clone(),
            ..allocation()
        });
        let mut book = book_of(
            scheme,
            &[&["3", "1"], &["2", "2"], &["1", "3"], &["2", "2"]],
        );
        for (application, amount) in book.applications.iter_mut().zip([1, 20, 3, 10]) {
            application.requested = Some(kroner(amount));
        }
        assert_eq!(ranking(&book), "C1 D2 B3 A4");
        assert_eq!(ties(&book), [(1, 4, tie_break, false)]);
        let ranking = Ranking::of(&book, &Scores::of(&book), book.indexes());
        let decided: Vec<_> = ranking.ranks().iter().map(|rank| rank.decided_by).collect();
        let (need, asked) = (Some(TieBreak::Criterion(1)), Some(TieBreak::Requested));
        assert_eq!(decided, [need, asked, asked, need]);
    }

    #[test]
    fn what_is_not_known_of_others_tells_the_tied_apart_all_the_same() {
        let mut scheme = scheme_scored(&["1"]);
        scheme.allocation = Some(crate::model::Allocation {
            tie_break: vec![TieBreak::Requested],
            ..allocation()
        });
        let mut book = book_of(scheme, &[&["3"], &["5"], &["3"], &["4"], &["4"]]);
        for (application, amount) in book.applications.iter_mut().zip([2, 0, 1, 7, 6]) {
            application.requested = (amount > 0).then(|| kroner(amount));
        }
        assert_eq!(ranking(&book), "B1 E2 D3 C4 A5");
        book.applications[1].requested = Some(kroner(9));
        assert_eq!(ranking(&book), "B1 E2 D3 C4 A5");
    }

    #[test]
    fn an_unknown_request_stays_tied() {
        let mut book = first_come(&[TieBreak::Requested], 3);
        book.applications[0].requested = Some(kroner(2));
        book.applications[1].requested = Some(kroner(1));
        assert_eq!(ranking(&book), "A1 B1 C1");
        book.applications[2].requested = Some(kroner(2));
        assert_eq!(ranking(&book), "B1 A2 C2");
    }

    #[test]
    fn a_leap_second_comes_before_the_next_one() {
        let mut book = first_come(&[TieBreak::Received], 2);
        let [leap, next] = ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"].map(at);
        received(&mut book, &[next, leap]);
        assert_eq!(ranking(&book), "B1 A2");
    }

    #[test]
    fn first_come_first_served_to_the_instant() {
        let mut book = first_come(&[TieBreak::Received], 4);
        let (nine, ten) = (
            at("2024-06-14T09:00:00+02:00"),
            at("2024-06-14T09:00:00+01:00"),
        );
        let (before, after) = (on("2024-06-13"), on("2024-06-15"));
        received(&mut book, &[after, ten, nine, before]);
        assert_eq!(ranking(&book), "D1 C2 B3 A4");
        assert_eq!(ties(&book), []);
        received(&mut book, &[after, ten, nine, on("2024-06-14")]);
        assert_eq!(
            ranking(&book),
            "B1 C1 D1 A4",
            "one hour of that day is not known"
        );
        assert_eq!(ties(&book), [(1, 3, vec![], true)]);
        received(&mut book, &[after, ten, nine, None]);
        assert_eq!(ranking(&book), "A1 B1 C1 D1");
    }

    #[test]
    fn the_day_is_the_one_of_the_scheme() {
        let mut book = first_come(&[TieBreak::Received], 2);
        received(&mut book, &[on("2024-06-14"), at("2024-06-14T22:30:00Z")]);
        assert_eq!(ranking(&book), "A1 B2", "half past midnight in Oslo");
    }
}
