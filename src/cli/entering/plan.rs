//! What is asked for with all that was left out, and what each entry does.

use chrono::NaiveDate;

use crate::ledger::{lapsed, releasable};
use crate::model::{ApplicationIndex, Balance, Money};
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
    /// What the officer should know beside.
    pub(super) beside: Option<String>,
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
        let beside = match kind {
            Kind::Pay => lapsed(scheme, &account, day)
                .map(|day| format!("the offer lapsed on {day}: it was not accepted by then")),
            Kind::Repay => {
                let again =
                    releasable(scheme, &account_after).min(amount.unwrap_or_default().into());
                (again > Balance::ZERO).then(|| again_to_be_paid(situation, *index, again))
            }
            _ => None,
        };
        planned.push(Planned {
            index: *index,
            given,
            day,
            amount,
            assumed,
            effect,
            beside,
        });
    }
    if refusals.is_empty() {
        Ok(planned)
    } else {
        Err(refusals)
    }
}

/// What came back stands committed, and how it is given back to the budget.
fn again_to_be_paid(situation: &Situation<'_>, index: ApplicationIndex, amount: Balance) -> String {
    let scheme = situation.book.scheme;
    let id = situation.book.application(index).id;
    let plain = amount.decimal(scheme.currency).normalize();
    format!(
        "{} of it is committed and not paid again; to give it back to the budget: \
         grants release {}/{id} {plain} --reason CODE",
        scheme.written(amount),
        scheme.id,
    )
}
