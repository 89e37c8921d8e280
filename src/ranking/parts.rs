//! The scores of one application one by one, so that its total can be checked
//! by hand.

use rust_decimal::Decimal;

use crate::model::{ApplicationIndex, Book, Scoring};

/// The scores under one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Those that count, the lowest first.
    pub scores: Vec<Decimal>,
    /// The lowest and the highest, where the scheme leaves them out.
    pub left_out: Option<(Decimal, Decimal)>,
    /// How many more scores are by assessors who are recused.
    pub recused: usize,
}

impl Part {
    /// The scores of an application, criterion by criterion in the order of
    /// the scheme. Looks through all assessments.
    pub fn of(book: &Book<'_>, index: ApplicationIndex) -> Vec<Self> {
        let mut parts = vec![Self::default(); book.scheme.criteria.len()];
        let own = book
            .assessments
            .iter()
            .filter(|assessment| assessment.application == index);
        for assessment in own {
            let is_recused = book.recusals.iter().any(|recusal| {
                recusal.application == index && recusal.assessor == assessment.assessor
            });
            let part = &mut parts[assessment.criterion as usize];
            if is_recused {
                part.recused += 1;
            } else {
                part.scores.push(assessment.score.normalize());
            }
        }
        for part in &mut parts {
            part.scores.sort_unstable();
            if book.scheme.scoring.drop_extremes {
                part.leave_out_extremes();
            }
        }
        parts
    }

    fn leave_out_extremes(&mut self) {
        let [lowest, kept @ .., highest] = self.scores.as_slice() else {
            return;
        };
        if self.scores.len() >= Scoring::LEAST_TO_DROP as usize {
            self.left_out = Some((*lowest, *highest));
            self.scores = kept.to_vec();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ranking::testing::*;

    use super::*;

    #[test]
    fn they_are_what_the_mean_is_made_of() {
        let mut scheme = scheme_scored(&["1", "1"]);
        scheme.scoring.drop_extremes = true;
        let mut book = book_of(scheme, &[&["5", "1"], &["2", "2"]]);
        book.assessments.push(assessment(0, 1, 0, "2"));
        book.assessments.push(assessment(0, 2, 0, "1"));
        let parts = Part::of(&book, ApplicationIndex::new(0));
        assert_eq!(parts[0].scores, [2.into()]);
        assert_eq!(parts[0].left_out, Some((1.into(), 5.into())));
        assert_eq!((parts[1].scores.len(), parts[1].left_out), (1, None));
    }
}
