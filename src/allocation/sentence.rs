//! Proposals in plain words, with amounts as the scheme's language writes
//! them.

use crate::model::{ApplicationIndex, Book};

use super::words::set_aside_name;
use super::{Demand, DemandLimit, Leftover, Line, Rounded, Why};

impl Line<'_> {
    /// Why this is proposed.
    pub fn sentence(&self, book: &Book<'_>) -> String {
        let demand = || self.demand.map(|demand| demand.sentence(book, self.index));
        let demand = || demand().unwrap_or_default();
        match &self.why {
            Why::InFull => demand(),
            Why::InPart { left } => {
                let left = book.scheme.written(*left);
                format!("the rest of the pot was {left}; at most {}", demand())
            }
            Why::Graded { share } => format!("{share} of {}", demand()),
            Why::Shared(rounded) => {
                let rounded = match rounded {
                    Rounded::Exactly => "",
                    Rounded::Up => ", rounded up",
                    Rounded::Down => ", rounded down",
                };
                match self.demand {
                    Some(_) => format!("its share{rounded}; at most {}", demand()),
                    None => format!("its share{rounded}"),
                }
            }
            Why::InPartOfCap { nth, left } => {
                let (left, name) = (book.scheme.written(*left), set_aside_name(book, *nth));
                format!(
                    "{left} was left of the most for {name}; at most {}",
                    demand()
                )
            }
            Why::OverCap { nth, left } => {
                let (left, name) = (book.scheme.written(*left), set_aside_name(book, *nth));
                format!("only {left} was left of the most for {name}, or it went to others before")
            }
            Why::ShareUnderMinAward { min } => {
                let min = book.scheme.written(*min);
                format!("its share would be under the smallest award, {min}")
            }
            Why::ShareRoundedAway => "its share is rounded down to nothing".to_owned(),
            Why::PartUnderMinAward { share } => {
                format!("{share} of {} is less than the smallest award", demand())
            }
            Why::UnknownWeight { field } => {
                let field = book.scheme.field_name(*field);
                format!("{field} is blank, and the pot is shared by it")
            }
            Why::BadWeight { field } => {
                let field = book.scheme.field_name(*field);
                format!("{field} is below zero or has too many digits to share by")
            }
            Why::NoShare { field } => {
                let field = book.scheme.field_name(*field);
                format!("there is nothing to award: {field} is 0, and the pot is shared by it")
            }
            Why::UnknownSetAside { nth } => {
                let name = set_aside_name(book, *nth);
                format!("a field is blank that says whether it is of {name}")
            }
            Why::Given => "the amount was given".to_owned(),
            Why::GivenNothing => "given nothing".to_owned(),
            Why::BelowScore(low) => low.sentence(book.scheme),
            Why::DoesNotFit { left } => format!("only {} was left", book.scheme.written(*left)),
            Why::AfterStop { at } => format!("the money went as far as {}", id(book, *at)),
            Why::Unassessed(total) => total.sentence(book.scheme),
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
    /// How much an application can get at most, and what keeps it from being more.
    pub fn sentence(&self, book: &Book<'_>, index: ApplicationIndex) -> String {
        let demand = book.scheme.written(self.amount);
        match self.limit {
            DemandLimit::Requested => format!("{demand}, as requested"),
            DemandLimit::MaxAward => format!("{demand}, the largest award"),
            DemandLimit::CoFinancing { requirement } => {
                let total_cost = book.application(index).total_cost.unwrap_or_default();
                let (total_cost, id) = (book.scheme.written(total_cost), &requirement.id);
                format!("{demand}, what {id} leaves of a total cost of {total_cost}")
            }
        }
    }
}

impl Leftover {
    /// Why money is left, when so many applications are undecided: they may
    /// still be funded.
    pub fn sentence(self, book: &Book<'_>, undecided: usize) -> String {
        match self {
            Self::Nothing => "nothing is left".to_owned(),
            Self::NoMoreCandidates => match undecided {
                0 => "everyone who could be funded is".to_owned(),
                1 => "everyone who could be funded now is; 1 is undecided".to_owned(),
                many => format!("everyone who could be funded now is; {many} are undecided"),
            },
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
            Self::UnderAUnit { unit: Some(unit) } => {
                let unit = book.scheme.written(unit);
                format!("too little to round anybody up: awards are multiples of {unit}")
            }
            Self::UnderAUnit { unit: None } => "too little to round anybody up".to_owned(),
            Self::Capped { nth } => {
                let name = set_aside_name(book, nth);
                format!("those on the reserve list are of {name}, which gets no more")
            }
            Self::Held => "it is held for those that a set-aside is for".to_owned(),
            Self::NotGiven => "no more was given".to_owned(),
        }
    }
}

pub(super) fn id<'t>(book: &Book<'t>, index: ApplicationIndex) -> &'t str {
    book.application(index).id.as_str()
}
