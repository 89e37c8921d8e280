//! Scores and ties in plain words.

use crate::model::{ApplicationIndex, Book, Language, Scheme};

use super::{BelowScore, Score, Tie, Total, tie_break_word};

impl Score {
    /// Two decimals as the language writes them, and the exact fraction where
    /// they are not all of it: `3,33 (10/3)`.
    pub fn sentence(self, language: Language) -> String {
        let rounded = self.rounded(2);
        let shown = language.format(rounded);
        if self.is(rounded) {
            shown
        } else {
            format!("{shown} ({self})")
        }
    }
}

impl BelowScore {
    /// Which score is too low, and by what measure.
    pub fn sentence(&self, scheme: &Scheme) -> String {
        let what = match self.criterion {
            Some(nth) => format!("the score for {}", scheme.criteria[nth].id),
            None => "the total score".to_owned(),
        };
        let found = self.found.sentence(scheme.language);
        let asked = scheme.language.format(self.asked.normalize());
        format!("{what} is {found}, at least {asked} is asked for")
    }
}

impl Total {
    /// The score, or why there is none.
    pub fn sentence(&self, scheme: &Scheme) -> String {
        match self {
            Self::Scored(score) => score.sentence(scheme.language),
            Self::NotScored => "the scheme scores nothing".to_owned(),
            Self::Unassessed { missing } => {
                let ids = missing.iter().map(|&nth| scheme.criteria[nth].id.as_str());
                format!("no score for {}", ids.collect::<Vec<_>>().join(", "))
            }
            Self::TooLarge => "the scores are too large to add".to_owned(),
        }
    }
}

/// Of more who are tied, nobody would read who they are: the order tells.
const MOST_NAMED: usize = 20;

impl Tie {
    /// Who is tied, and how it was decided, if it was. Of many, the first are named.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let id = |index: &ApplicationIndex| book.application(*index).id.as_str();
        let named: Vec<_> = self.indexes.iter().take(MOST_NAMED).map(id).collect();
        let ids = match self.indexes.len() - named.len() {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        };
        let words = self.decided_by.iter();
        let decided_by: Vec<_> = words.map(|&by| tie_break_word(by, book.scheme)).collect();
        let decided_by = decided_by.join(", then ");
        match (self.decided_by.is_empty(), self.unresolved) {
            (false, false) => format!("{ids}: equal, put in order by {decided_by}"),
            (false, true) => format!("{ids}: equal, put in order in part by {decided_by}"),
            (true, _) => format!("{ids}: equal, and nothing puts them in order"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::TieBreak;
    use crate::ranking::testing::*;
    use crate::ranking::{Ranking, Scores};

    use super::*;

    #[test]
    fn scores() {
        let scheme = scheme_scored(&["1", "1"]);
        let score = |numerator, denominator| Score::new(numerator, denominator).expect("small");
        assert_eq!(score(7, 2).sentence(Language::Bokmal), "3,50");
        assert_eq!(score(10, 3).sentence(Language::Bokmal), "3,33 (10/3)");
        assert_eq!(score(499, 250).sentence(Language::English), "2 (499/250)");
        let low = BelowScore {
            criterion: Some(1),
            found: score(1, 2),
            asked: "2.0".parse().expect("a decimal"),
        };
        let words = "the score for c1 is 0,50, at least 2 is asked for";
        assert_eq!(low.sentence(&scheme), words);
        let missing = Total::Unassessed {
            missing: vec![0, 1],
        };
        assert_eq!(missing.sentence(&scheme), "no score for c0, c1");
    }

    #[test]
    fn ties() {
        let book = first_come(&[TieBreak::Received], 2);
        let ranking = Ranking::of(&book, &Scores::of(&book), book.indexes());
        let words = "A, B: equal, and nothing puts them in order";
        assert_eq!(ranking.ties()[0].sentence(&book), words);
        let decided = Tie {
            decided_by: vec![TieBreak::Received, TieBreak::Requested],
            unresolved: false,
            ..ranking.ties()[0].clone()
        };
        let words = "A, B: equal, put in order by received, then requested";
        assert_eq!(decided.sentence(&book), words);
        let sentence = |count| {
            let book = first_come(&[], count);
            let ranking = Ranking::of(&book, &Scores::of(&book), book.indexes());
            ranking.ties()[0].sentence(&book)
        };
        assert!(sentence(MOST_NAMED).contains("R, S, T: equal"));
        assert!(sentence(MOST_NAMED + 2).contains("R, S, T and 2 more: equal"));
    }
}
