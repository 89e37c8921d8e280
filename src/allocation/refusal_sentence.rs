//! Refusals in plain words.

use crate::model::Book;

use super::sentence::id;
use super::words::{ids, set_aside_name};
use super::{Breach, Refusal, Violation};

impl Refusal<'_> {
    /// Everything that stands against an allocation, one sentence each.
    pub fn sentences(&self, book: &Book<'_>) -> Vec<String> {
        match self {
            Self::NegativePot { pot } => {
                let pot = book.scheme.written(*pot);
                vec![format!("there is nothing to share out: the pot is {pot}")]
            }
            Self::TieOnTheLine {
                indexes,
                demanded,
                left,
            } => {
                let (demanded, left) = (book.scheme.written(*demanded), book.scheme.written(*left));
                vec![format!(
                    "{} are tied where the money ends: together they would get {demanded}, \
                     {left} is left, and no tie-break tells them apart",
                    ids(book, indexes)
                )]
            }
            Self::TieInRounding { indexes, left } => {
                let left = book.scheme.written(*left);
                vec![format!(
                    "{} are tied where shares are rounded: {left} is left, not enough to round \
                     all of them up, and no tie-break tells them apart",
                    ids(book, indexes)
                )]
            }
            Self::TieUnderMinAward { indexes } => vec![format!(
                "{} are tied where shares are under the smallest award: without some of them \
                 there is enough for the others, and no tie-break tells them apart",
                ids(book, indexes)
            )],
            Self::NoWeight => vec![
                "the pot is to be shared, and the scheme does not say by what: \
                 by = \"requested\", \"equal\" or a field"
                    .to_owned(),
            ],
            Self::NoSeed => vec![
                "a draw needs a seed that was fixed before it: seed = \"…\" in [allocation]"
                    .to_owned(),
            ],
            Self::NoBands => vec![
                "the scheme does not say which score gives which part: \
                 [[allocation.band]] with min_score and share"
                    .to_owned(),
            ],
            Self::NoSetAsides => vec![
                "this method knows no set-asides: shares have no order in which some go first"
                    .to_owned(),
            ],
            Self::Violations(violations) => violations
                .iter()
                .map(|violation| violation.sentence(book))
                .collect(),
        }
    }
}

impl Violation<'_> {
    /// Which rule is broken, and by how much.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let id = id(book, self.index);
        match self.breach {
            Breach::NotACandidate => format!("{id} is not a candidate"),
            Breach::GivenTwice => format!("{id} is given an amount twice"),
            Breach::OverDemand { given, demand } => {
                let (given, over) = (
                    book.scheme.written(given),
                    book.scheme.written(given - demand.amount),
                );
                format!(
                    "{id} is given {given}, {over} more than {}",
                    demand.sentence(book, self.index)
                )
            }
            Breach::UnderMinAward { given, min } => {
                let (given, min) = (book.scheme.written(given), book.scheme.written(min));
                format!("{id} is given {given}, and no award is under {min}")
            }
            Breach::NotRounded { given, unit } => {
                let (given, unit) = (book.scheme.written(given), book.scheme.written(unit));
                format!("{id} is given {given}, and awards are multiples of {unit}")
            }
            Breach::BelowScore(low) => {
                format!("{id} is given money: {}", low.sentence(book.scheme))
            }
            Breach::OverCap { given, nth, left } => {
                let (given, left) = (book.scheme.written(given), book.scheme.written(left));
                let name = set_aside_name(book, nth);
                format!("{id} is given {given}, and {left} is left of the most for {name}")
            }
            Breach::OverPot { given, left } => {
                let (given, left) = (book.scheme.written(given), book.scheme.written(left));
                format!("{id} is given {given}, and {left} is left of the pot")
            }
        }
    }
}
