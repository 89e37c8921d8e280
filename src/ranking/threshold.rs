//! Scores that are too low: below a criterion's `threshold`, or the `min_score`.

use rust_decimal::Decimal;

use crate::model::ApplicationIndex;

use super::{Score, Scores};

/// A score under what the scheme asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BelowScore {
    /// Whose mean it is, by its index in the scheme; `None` for the total.
    pub criterion: Option<usize>,
    /// The score.
    pub found: Score,
    /// The least that would do.
    pub asked: Decimal,
}

impl Scores<'_> {
    /// The first score of an application that is too low: the criteria in the
    /// order of the scheme, then the total. What is not scored is not too low.
    pub fn below_score(&self, index: ApplicationIndex) -> Option<BelowScore> {
        let criteria = self.scheme.criteria.iter().enumerate();
        let mut low_means = criteria.filter_map(|(nth, criterion)| {
            let asked = criterion.threshold?;
            let found = self.mean(index, nth)?;
            below(Some(nth), found, asked)
        });
        low_means.next().or_else(|| {
            let (asked, _) = self.scheme.allocation.as_ref()?.min_score?;
            below(None, self.total(index).score()?, asked)
        })
    }
}

fn below(criterion: Option<usize>, found: Score, asked: Decimal) -> Option<BelowScore> {
    found.is_below(asked).then_some(BelowScore {
        criterion,
        found,
        asked,
    })
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::span;
    use crate::ranking::testing::*;

    use super::*;

    fn first_low(scores: &[&str]) -> Option<(Option<usize>, String)> {
        let mut scheme = scheme_scored(&["1", "1"]);
        scheme.criteria[1].threshold = Some(Decimal::TWO);
        scheme.allocation = Some(allocation());
        scheme.allocation.as_mut().expect("set").min_score = Some((Decimal::new(25, 1), span()));
        let book = book_of(scheme, &[scores]);
        let low = Scores::of(&book).below_score(ApplicationIndex::new(0))?;
        Some((low.criterion, low.found.to_string()))
    }

    #[test]
    fn the_limit_itself_is_enough() {
        assert_eq!(first_low(&["3", "2"]), None);
        assert_eq!(first_low(&["4", "1.9"]), Some((Some(1), "19/10".into())));
        assert_eq!(first_low(&["2.9", "2"]), Some((None, "49/20".into())));
        assert_eq!(first_low(&["0", "0"]), Some((Some(1), "0".into())));
    }

    #[test]
    fn a_missing_score_is_not_a_low_one() {
        assert_eq!(first_low(&["0", ""]), None);
        assert_eq!(first_low(&["", "1"]), Some((Some(1), "1".into())));
    }
}
