//! What is asked for with all that was left out, and what each entry does.

use chrono::NaiveDate;

use crate::model::{ApplicationIndex, Money};
use crate::reading::{self, Given};
use crate::view::{self, Situation};

use super::asked::Asked;
use super::assumed;
use super::following::Following;
use super::kind::Kind;

/// One entry with all that was left out.
pub(super) struct Planned<'g> {
    pub(super) index: ApplicationIndex,
    pub(super) given: &'g Given,
    pub(super) day: NaiveDate,
    /// The amount; `None` for an entry that has none.
    pub(super) amount: Option<Money>,
    /// What an amount is that nobody gave.
    pub(super) assumed: Option<String>,
    /// What it does.
    pub(super) effect: Option<String>,
}

pub(super) type Refusals = Vec<(usize, String)>;

/// What is to be recorded, entry by entry, or for which of them there is no
/// amount, and why.
pub(super) fn plan<'g>(
    kind: Kind,
    situation: &Situation<'_>,
    asked: &'g Asked,
    day: NaiveDate,
) -> Result<Vec<Planned<'g>>, Refusals> {
    let scheme = situation.book.scheme;
    let mut following = Following::of(situation);
    let mut planned = Vec::new();
    let mut refusals = Vec::new();
    let has_amount = kind.columns().contains(&reading::GivenColumn::Amount);
    for (nth, (index, given, _)) in asked.entries.iter().enumerate() {
        let day = given.date.unwrap_or(day);
        let (state, account) = following.at(*index, day);
        let (amount, assumed) = match given.amount {
            _ if !has_amount => (None, None),
            Some(amount) => (Some(amount), None),
            None => match assumed::amount(kind, scheme, &account) {
                Ok((amount, what)) => (Some(amount), Some(what)),
                Err(why) => {
                    refusals.push((nth, why));
                    continue;
                }
            },
        };
        following.follow(kind, *index, day, amount.unwrap_or_default(), given);
        let (state_after, account_after) = following.at(*index, day);
        let effect = view::effect(scheme, (state, &account), (state_after, &account_after));
        planned.push(Planned {
            index: *index,
            given,
            day,
            amount,
            assumed,
            effect,
        });
    }
    if refusals.is_empty() {
        Ok(planned)
    } else {
        Err(refusals)
    }
}
