//! Means by criterion and weighted totals, for all applications at once.

use std::collections::BTreeSet;

use crate::model::{ApplicationIndex, Assessment, Book, Scheme};

use super::Score;
use super::extremes::Extremes;
use super::one_scale::{Fraction, OneScale};
use super::weighted::{MILLION, millionths, weighted, whole_weights};

/// The scores of a book.
///
/// Per application and criterion only a sum and a count are kept, in one list,
/// and the totals in another; the fractions are made when they are asked for.
#[derive(Debug, Clone)]
pub struct Scores<'b> {
    pub(super) scheme: &'b Scheme,
    /// Whole numbers in the proportion of the weights; `None` when there are
    /// no such numbers of a sensible size.
    weights: Option<Vec<i64>>,
    cells: Vec<Cell>,
    /// The cells whose sum is beyond any scale.
    too_large: BTreeSet<usize>,
    /// The totals, worked out in the order of the book: in rank order a
    /// million of them are many times slower. `None` where they are too large.
    totals: Option<OneScale>,
}

/// The scores of one application under one criterion: twelve bytes, of which
/// there are millions.
#[derive(Debug, Clone, Copy, Default)]
#[repr(Rust, packed(4))]
pub(super) struct Cell {
    /// In millionths: scores have at most six decimals.
    pub(super) sum: i64,
    pub(super) count: u32,
}

/// The weighted total of an application, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Total {
    /// The mean over assessors per criterion, times weight, over the sum of
    /// the weights.
    Scored(Score),
    /// The scheme has no criterion.
    NotScored,
    /// Nobody who may has scored these criteria, by their index in the scheme.
    Unassessed {
        /// The criteria without a score.
        missing: Vec<usize>,
    },
    /// The scores or weights have more digits than can be added exactly.
    TooLarge,
}

impl Total {
    /// The score, where there is one.
    pub fn score(&self) -> Option<Score> {
        match self {
            Self::Scored(score) => Some(*score),
            _ => None,
        }
    }
}

/// Scores that are being added up, some assessments after the others, none of
/// them kept.
pub struct Sums<'b> {
    scores: Scores<'b>,
    recused: BTreeSet<(ApplicationIndex, u32)>,
    extremes: Option<Extremes>,
}

impl<'b> Sums<'b> {
    /// Before the first assessment of a book.
    pub fn of(book: &Book<'b>) -> Self {
        let scheme = book.scheme;
        let recusals = book.recusals.iter();
        let cells = book.applications.len() * scheme.criteria.len();
        Self {
            scores: Scores {
                scheme,
                weights: whole_weights(scheme),
                cells: vec![Cell::default(); cells],
                too_large: BTreeSet::new(),
                totals: None,
            },
            recused: recusals
                .map(|recusal| (recusal.application, recusal.assessor))
                .collect(),
            extremes: scheme.scoring.drop_extremes.then(|| Extremes::of(cells)),
        }
    }

    /// Adds up those of assessors who are not recused.
    pub fn add<'a>(&mut self, assessments: impl IntoIterator<Item = &'a Assessment>) {
        for assessment in assessments {
            let who = (assessment.application, assessment.assessor);
            if self.recused.is_empty() || !self.recused.contains(&who) {
                self.scores.add(assessment, self.extremes.as_mut());
            }
        }
    }

    /// The scores, when all assessments were added.
    pub fn scores(mut self) -> Scores<'b> {
        if let Some(extremes) = self.extremes {
            extremes.drop_from(&mut self.scores.cells, &mut self.scores.too_large);
        }
        self.scores.totals = self.scores.totals();
        self.scores
    }
}

impl<'b> Scores<'b> {
    /// Adds up all assessments, those of recused assessors left out, and then
    /// the extremes where the scheme says so.
    pub fn of(book: &Book<'b>) -> Self {
        let mut sums = Sums::of(book);
        sums.add(&book.assessments);
        sums.scores()
    }

    /// The weighted total of an application.
    pub fn total(&self, index: ApplicationIndex) -> Total {
        let known = self.totals.as_ref().and_then(|totals| {
            let numerator = totals.numerator(index.position())?;
            Score::new(numerator.into(), totals.denominator().into())
        });
        known.map_or_else(|| self.total_of_cells(index), Total::Scored)
    }

    /// The totals as whole numbers in their order, the same for all where
    /// nothing is scored; `None` where they are too large for that, or there is
    /// none.
    pub(super) fn whole_total(&self, index: ApplicationIndex) -> Option<i64> {
        if self.scheme.criteria.is_empty() {
            return Some(0);
        }
        self.totals.as_ref()?.numerator(index.position())
    }

    /// Has the processor fetch the totals of these applications all at once:
    /// where they lie scattered, each would else be waited for when its turn
    /// comes.
    pub fn fetch(&self, indexes: impl Iterator<Item = ApplicationIndex>) {
        let scored = indexes.filter(|&index| self.whole_total(index).is_some());
        std::hint::black_box(scored.count());
    }

    fn totals(&self) -> Option<OneScale> {
        let width = self.scheme.criteria.len();
        let applications = self.cells.len().checked_div(width)?;
        OneScale::of((0..applications).map(|nth| {
            let total = self.total_of_cells(ApplicationIndex::new(nth));
            match total.score().map(Score::small_parts) {
                None => Fraction::None,
                Some(None) => Fraction::Large,
                Some(Some((numerator, denominator))) => Fraction::Small(numerator, denominator),
            }
        }))
    }

    fn total_of_cells(&self, index: ApplicationIndex) -> Total {
        if self.scheme.criteria.is_empty() {
            return Total::NotScored;
        }
        let cells = &self.cells[self.range(index)];
        if cells.iter().any(|cell| cell.count == 0) {
            let missing = (0..cells.len()).filter(|&criterion| cells[criterion].count == 0);
            return Total::Unassessed {
                missing: missing.collect(),
            };
        }
        let fits =
            self.too_large.is_empty() || self.too_large.range(self.range(index)).next().is_none();
        let weights = self.weights.as_deref().filter(|_| fits);
        weights
            .and_then(|weights| weighted(cells, weights))
            .map_or(Total::TooLarge, Total::Scored)
    }

    /// The mean over assessors under the scheme's `criteria[criterion]`;
    /// `None` where nobody has scored it, or beyond any scale.
    pub fn mean(&self, index: ApplicationIndex, criterion: usize) -> Option<Score> {
        let at = self.range(index).start + criterion;
        let cell = self.cells[at];
        let is_known = cell.count > 0 && !self.too_large.contains(&at);
        is_known
            .then(|| Score::new(cell.sum.into(), i128::from(cell.count) * MILLION))
            .flatten()
    }

    fn add(&mut self, assessment: &Assessment, extremes: Option<&mut Extremes>) {
        let at = self.range(assessment.application).start + assessment.criterion as usize;
        let cell = &mut self.cells[at];
        cell.count = cell.count.saturating_add(1);
        let score = millionths(assessment.score);
        match score.and_then(|score| cell.sum.checked_add(score)) {
            Some(sum) => cell.sum = sum,
            None => {
                self.too_large.insert(at);
            }
        }
        if let (Some(extremes), Some(score)) = (extremes, score) {
            extremes.add(at, score);
        }
    }

    fn range(&self, index: ApplicationIndex) -> std::ops::Range<usize> {
        let width = self.scheme.criteria.len();
        let start = index.position() * width;
        start..start + width
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Recusal;
    use crate::ranking::testing::*;

    use super::*;

    fn total(book: &Book<'static>) -> String {
        match Scores::of(book).total(ApplicationIndex::new(0)) {
            Total::Scored(score) => score.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn means_are_weighted_and_exact() {
        let mut book = book_scored(&["2", "0.5"], &[&["4", "1"]]);
        assert_eq!(total(&book), "17/5");
        book.assessments.push(assessment(0, 1, 0, "3.5"));
        book.assessments.push(assessment(0, 1, 1, "2"));
        book.assessments.push(assessment(0, 2, 1, "2"));
        // (3.75 × 2 + 5/3 × 0.5) / 2.5
        assert_eq!(total(&book), "10/3");
        let scores = Scores::of(&book);
        let mean = |criterion| scores.mean(ApplicationIndex::new(0), criterion);
        assert_eq!(mean(0).expect("scored").to_string(), "15/4");
        assert_eq!(mean(1).expect("scored").to_string(), "5/3");
    }

    #[test]
    fn the_sums_of_parts_are_those_of_the_whole() {
        let mut scheme = scheme_scored(&["2", "0.5"]);
        scheme.scoring.drop_extremes = true;
        let mut book = book_of(scheme, &[&["4", "1"], &["2", "3"]]);
        for (assessor, score) in [(1, "3.5"), (2, "0"), (3, "5")] {
            book.assessments.push(assessment(0, assessor, 0, score));
            book.assessments.push(assessment(1, assessor, 1, score));
        }
        let whole = Scores::of(&book);
        for cut in 0..=book.assessments.len() {
            let mut sums = Sums::of(&book);
            sums.add(&book.assessments[..cut]);
            sums.add(&book.assessments[cut..]);
            let scores = sums.scores();
            for index in book.indexes() {
                assert_eq!(scores.total(index), whole.total(index), "{cut}");
            }
        }
    }

    #[test]
    fn recused_assessors_do_not_count() {
        let mut book = book_scored(&["1"], &[&["4"]]);
        book.assessments.push(assessment(0, 1, 0, "0"));
        assert_eq!(total(&book), "2");
        let recusal = Recusal {
            application: ApplicationIndex::new(0),
            assessor: 1,
            reason: None,
            date: None,
            origin: crate::eligibility::testing::origin(),
        };
        book.recusals.push(recusal);
        assert_eq!(total(&book), "4");
        book.recusals[0].assessor = 0;
        assert_eq!(total(&book), "0");
        book.assessments.pop();
        assert_eq!(total(&book), "Unassessed { missing: [0] }");
    }

    #[test]
    fn a_missing_criterion_makes_the_total_unknown() {
        let book = book_scored(&["1", "1", "1"], &[&["", "3", ""]]);
        assert_eq!(total(&book), "Unassessed { missing: [0, 2] }");
        assert_eq!(total(&book_scored(&[], &[&[]])), "NotScored");
    }

    #[test]
    fn what_is_too_large_is_said() {
        let book = book_scored(&["1", "1"], &[&["9999999999999999999", "1"]]);
        assert_eq!(total(&book), "TooLarge");
        assert_eq!(Scores::of(&book).mean(ApplicationIndex::new(0), 0), None);
        let book = book_scored(&["9999999999999999999"], &[&["1"]]);
        assert_eq!(total(&book), "TooLarge");
        let book = book_scored(&["1"], &[&["9000000000000"]]);
        assert_eq!(total(&book), "TooLarge", "beyond the limits of a score");
    }

    #[test]
    fn a_cell_takes_twelve_bytes() {
        assert_eq!(size_of::<Cell>(), 12);
    }

    #[test]
    fn totals_are_kept_as_whole_numbers_and_say_the_same() {
        let mut book = book_scored(&["1", "2"], &[&["4", "1"], &["", "3"], &["3", "3"]]);
        book.assessments.push(assessment(0, 1, 1, "0.5"));
        let scores = Scores::of(&book);
        let whole: Vec<_> = book.indexes().map(|it| scores.whole_total(it)).collect();
        assert!(whole[0] < whole[2] && whole[1].is_none(), "{whole:?}");
        for index in book.indexes() {
            assert_eq!(scores.total(index), scores.total_of_cells(index));
        }
    }

    #[test]
    fn totals_without_a_small_scale_are_worked_out_one_by_one() {
        let mut book = book_scored(&["999999999983", "1"], &[&["4", "1"], &["3", "3"]]);
        for assessor in 1..97 {
            book.assessments.push(assessment(0, assessor, 0, "1"));
        }
        for assessor in 1..89 {
            book.assessments.push(assessment(1, assessor, 1, "1"));
        }
        let scores = Scores::of(&book);
        for index in book.indexes() {
            assert_eq!(scores.whole_total(index), None);
            assert!(scores.total(index).score().is_some());
        }
    }

    #[test]
    fn many_assessors_in_odd_numbers() {
        let mut book = book_scored(&["0.333333", "0.666667"], &[&["1", "1"]]);
        for assessor in 1..97 {
            book.assessments.push(assessment(0, assessor, 0, "1"));
        }
        for assessor in 1..89 {
            book.assessments.push(assessment(0, assessor, 1, "1"));
        }
        assert_eq!(total(&book), "1");
    }
}
