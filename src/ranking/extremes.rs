//! The lowest and the highest score of each cell, and leaving them out.

use std::collections::BTreeSet;

use crate::model::Scoring;

use super::scores::Cell;

/// The lowest and the highest score under each criterion of each application,
/// in millionths; kept only while scores are added up.
pub(super) struct Extremes(Vec<(i64, i64)>);

impl Extremes {
    /// So many cells without a score.
    pub(super) fn of(cells: usize) -> Self {
        Self(vec![(i64::MAX, i64::MIN); cells])
    }

    /// One more score.
    pub(super) fn add(&mut self, at: usize, score: i64) {
        let (lowest, highest) = &mut self.0[at];
        *lowest = score.min(*lowest);
        *highest = score.max(*highest);
    }

    /// Leaves the lowest and the highest out of every cell that has enough
    /// scores.
    pub(super) fn drop_from(self, cells: &mut [Cell], too_large: &mut BTreeSet<usize>) {
        for (at, (cell, (lowest, highest))) in cells.iter_mut().zip(self.0).enumerate() {
            if cell.count < Scoring::LEAST_TO_DROP || too_large.contains(&at) {
                continue;
            }
            let rest = i128::from(cell.sum) - i128::from(lowest) - i128::from(highest);
            match i64::try_from(rest) {
                Ok(sum) => {
                    *cell = Cell {
                        sum,
                        count: cell.count - 2,
                    }
                }
                Err(_) => {
                    too_large.insert(at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::model::{ApplicationIndex, Book};
    use crate::ranking::Scores;
    use crate::ranking::testing::*;

    /// One application with these scores by as many assessors.
    fn dropping(scores: &[&str]) -> Book<'static> {
        let mut scheme = scheme_scored(&["1"]);
        scheme.scoring.drop_extremes = true;
        let mut book = book_of(scheme, &[&[""]]);
        for (assessor, score) in (0..).zip(scores) {
            book.assessments.push(assessment(0, assessor, 0, score));
        }
        book
    }

    fn mean(scores: &[&str]) -> Option<String> {
        let scores = Scores::of(&dropping(scores)).mean(ApplicationIndex::new(0), 0)?;
        Some(scores.to_string())
    }

    #[test]
    fn from_three_scores_one_at_each_end_is_left_out() {
        assert_eq!(mean(&[]), None, "a missing score stays unknown");
        assert_eq!(mean(&["4"]).as_deref(), Some("4"));
        assert_eq!(mean(&["1", "4"]).as_deref(), Some("5/2"));
        assert_eq!(mean(&["0", "3", "5"]).as_deref(), Some("3"));
        assert_eq!(
            mean(&["5", "5", "5", "1"]).as_deref(),
            Some("5"),
            "one each"
        );
        assert_eq!(mean(&["-1", "0", "1.5", "2"]).as_deref(), Some("3/4"));
    }

    #[test]
    fn every_criterion_on_its_own() {
        let mut scheme = scheme_scored(&["1", "1"]);
        scheme.scoring.drop_extremes = true;
        let mut book = book_of(scheme, &[&["5", "1"]]);
        book.assessments.push(assessment(0, 1, 0, "2"));
        book.assessments.push(assessment(0, 2, 0, "1"));
        book.assessments.push(assessment(0, 1, 1, "2"));
        let total = Scores::of(&book).total(ApplicationIndex::new(0));
        assert_eq!(total.score().expect("scored").to_string(), "7/4");
    }

    #[test]
    fn what_was_too_large_to_add_stays_so() {
        assert_eq!(mean(&["9000000000000", "9000000000000", "1"]), None);
    }

    proptest! {
        #[test]
        fn it_is_the_mean_of_the_sorted_without_its_ends(
            mut scores in proptest::collection::vec(-5_i64..100, 1..12),
        ) {
            let texts: Vec<String> = scores.iter().map(ToString::to_string).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            scores.sort_unstable();
            let kept = match scores.len() {
                0..3 => &scores[..],
                count => &scores[1..count - 1],
            };
            let kept: Vec<String> = kept.iter().map(ToString::to_string).collect();
            let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
            let mut plain = book_scored(&["1"], &[&[""]]);
            for (assessor, score) in (0..).zip(&kept) {
                plain.assessments.push(assessment(0, assessor, 0, score));
            }
            let plain = Scores::of(&plain).mean(ApplicationIndex::new(0), 0);
            prop_assert_eq!(mean(&texts), plain.map(|mean| mean.to_string()));
        }
    }
}
