//! Proposals and refusals in plain words, with amounts as the scheme's
//! language writes them.

use crate::model::{ApplicationIndex, Book};

use super::{Breach, Demand, DemandLimit, Leftover, Line, Refusal, Violation, Why};

impl Line<'_> {
    /// Why this is proposed.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let demand = || self.demand.map(|demand| demand.sentence(book));
        let demand = || demand().unwrap_or_default();
        match &self.why {
            Why::InFull => demand(),
            Why::InPart { left } => {
                let left = book.scheme.written(*left);
                format!("the rest of the pot was {left}; at most {}", demand())
            }
            Why::Given => "the amount was given".to_owned(),
            Why::GivenNothing => "given nothing".to_owned(),
            Why::BelowScore(low) => low.sentence(book.scheme),
            Why::DoesNotFit { left } => format!("only {} was left", book.scheme.written(*left)),
            Why::AfterStop { at } => format!("the money went as far as {}", id(book, *at)),
            Why::Unassessed => self.total.sentence(book.scheme),
            Why::UnknownRequest => "it is not known how much is asked for".to_owned(),
            Why::NoDemand => format!("there is nothing to award: {}", demand()),
            Why::UnderMinAward { min } => {
                let min = book.scheme.written(*min);
                format!("no award is under {min}, and this is {}", demand())
            }
            Why::NoAmount => "no amount was given".to_owned(),
        }
    }
}

impl Demand<'_> {
    /// How much, and what keeps it from being more.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let demand = book.scheme.written(self.amount);
        match self.limit {
            DemandLimit::Requested => format!("{demand}, as requested"),
            DemandLimit::MaxAward => format!("{demand}, the largest award"),
            DemandLimit::CoFinancing {
                requirement,
                total_cost,
            } => {
                let (total_cost, id) = (book.scheme.written(total_cost), &requirement.id);
                format!("{demand}, what {id} leaves of a total cost of {total_cost}")
            }
        }
    }
}

impl Leftover {
    /// Why money is left.
    pub fn sentence(self, book: &Book<'_>) -> String {
        match self {
            Self::Nothing => "nothing is left".to_owned(),
            Self::NoMoreCandidates => "everyone who could be funded is".to_owned(),
            Self::StoppedAt { at, demand } => {
                let (at, demand) = (id(book, at), book.scheme.written(demand));
                format!("{at} is next and would get {demand}")
            }
            Self::NobodyFits { smallest } => {
                let smallest = book.scheme.written(smallest);
                format!("nobody fits: the smallest demand on the reserve list is {smallest}")
            }
            Self::Rounding { at } => format!("the part that {} gets is rounded down", id(book, at)),
            Self::TooLittle { at, least } => {
                let (at, least) = (id(book, at), book.scheme.written(least));
                format!("{at} is next and would get at least {least}")
            }
            Self::NotGiven => "no more was given".to_owned(),
        }
    }
}

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
                let ids: Vec<_> = indexes.iter().map(|&index| id(book, index)).collect();
                let (demanded, left) = (book.scheme.written(*demanded), book.scheme.written(*left));
                vec![format!(
                    "{} are tied where the money ends: together they would get {demanded}, \
                     {left} is left, and no tie-break tells them apart",
                    ids.join(", ")
                )]
            }
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
                    demand.sentence(book)
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
            Breach::OverPot { given, left } => {
                let (given, left) = (book.scheme.written(given), book.scheme.written(left));
                format!("{id} is given {given}, and {left} is left of the pot")
            }
        }
    }
}

fn id<'t>(book: &Book<'t>, index: ApplicationIndex) -> &'t str {
    book.application(index).id.as_str()
}
