//! In proportion to what the pot is shared: the weight of each, and its cap.

use rust_decimal::Decimal;

use crate::model::{Application, Balance, Book, FieldRef, Money, ShareBy, Value};

use super::case::{Case, Position};
use super::level::Sharer;
use super::{Decision, Why};

/// Somebody who shares: who, and with which weight up to which cap.
pub(super) struct Part<'b> {
    pub(super) position: Position<'b>,
    pub(super) sharer: Sharer,
}

/// What gives each candidate its weight and its cap.
pub(super) struct Weigh<'c, 'a, 'b> {
    case: &'c Case<'a, 'b>,
    book: &'c Book<'c>,
    by: ShareBy,
    /// The cap of one whom nothing limits: the pot, rounded down.
    all: i64,
    /// Whether anybody says how much is asked for.
    is_asked: bool,
}

impl<'c, 'a, 'b> Weigh<'c, 'a, 'b> {
    /// After the officer's amounts have left so much.
    pub(super) fn new(
        case: &'c Case<'a, 'b>,
        book: &'c Book<'_>,
        by: ShareBy,
        left: Balance,
    ) -> Self {
        let unit = i128::from(case.terms.unit());
        let most = 10_i128.pow(Money::MAX_DIGITS) - 1;
        let all = (left.minor().min(most) / unit * unit).max(case.terms.least());
        let asking = |application: &Application<'_>| application.requested.is_some();
        Self {
            case,
            book,
            by,
            all: i64::try_from(all).expect("an amount, or a multiple of one next to it"),
            is_asked: book.applications.iter().any(asking),
        }
    }

    /// What a candidate shares with, or what is decided when it does not.
    pub(super) fn part(&self, position: Position<'b>) -> Result<Part<'b>, (Decision, Why)> {
        let undecided = |why| Err((Decision::Undecided, why));
        self.case.judge(position)?;
        let must_ask = self.is_asked || self.by == ShareBy::Requested;
        if must_ask && !position.is_requested {
            return undecided(Why::UnknownRequest);
        }
        let demand = position.demand.map(|demand| demand.amount);
        let cap = match (demand, self.case.terms.min_award) {
            (Some(Money::ZERO), _) => return undecided(Why::NoDemand),
            (Some(amount), Some(min)) if amount < min => {
                return undecided(Why::UnderMinAward { min });
            }
            (Some(amount), _) => amount.minor(),
            (None, _) => self.all,
        };
        let weight = match self.by {
            ShareBy::Requested => cap,
            ShareBy::Equal => 1,
            ShareBy::Field(field) => match weight(self.book, position, field) {
                Ok(weight) => weight,
                Err(why) => return undecided(why),
            },
        };
        let sharer = Sharer { weight, cap };
        Ok(Part { position, sharer })
    }
}

/// A field as a weight: amounts in minor units, numbers in millionths.
fn weight(book: &Book<'_>, position: Position<'_>, field: FieldRef) -> Result<i64, Why> {
    let weight = match book.value(position.index, field) {
        Value::Money(amount) => amount.minor(),
        Value::Number(number) => millionths(number).ok_or(Why::BadWeight { field })?,
        _ => return Err(Why::UnknownWeight { field }),
    };
    if weight == 0 {
        return Err(Why::NoShare { field });
    }
    Ok(weight)
}

/// A number of at most twelve digits before the point and six after it, in
/// millionths; `None` for others and below zero.
pub(super) fn millionths(number: Decimal) -> Option<i64> {
    let number = number.normalize();
    let factor = 10_i128.checked_pow(6_u32.checked_sub(number.scale())?)?;
    let millionths = number.mantissa().checked_mul(factor)?;
    let millionths = i64::try_from(millionths).ok()?;
    (0..=10_i64.pow(18))
        .contains(&millionths)
        .then_some(millionths)
}
