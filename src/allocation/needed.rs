//! What would have been enough for one that got nothing, or only a part.

use crate::model::{ApplicationIndex, Balance, Cutoff, Method, Money};
use crate::ranking::Place;

use super::{Decision, Line, Proposal, Terms, Why};

/// What each would have been enough on its own, all else being as it was.
/// Only for `ranked`: what it says can be read off the lines of the proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// The largest demand that would have been met in full at its place.
    pub demand: Option<Money>,
    /// The last place that would have been good enough.
    pub place: Option<Enough>,
    /// A pot in which everyone up to it is funded in full.
    pub pot: Balance,
}

/// A place that would have been good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enough {
    /// From 1.
    pub place: Place,
    /// Who has it; of several that share it the first by id.
    pub ahead_of: ApplicationIndex,
    /// What was left for whoever has it.
    pub left: Balance,
    /// What it would have got there.
    pub amount: Money,
}

impl Proposal<'_> {
    /// What was left of the pot when the turn of an application came.
    pub fn left_before(&self, index: ApplicationIndex) -> Option<Balance> {
        let at = self.lines.iter().position(|line| line.index == index)?;
        Some(at.checked_sub(1).map_or(self.pot, |at| self.lines[at].left))
    }

    /// What would have been enough for an application on the reserve list, or
    /// for one that got a part to get all. `None` for the others, and where
    /// money is set aside.
    pub fn needed(&self, index: ApplicationIndex, terms: &Terms) -> Option<Needed> {
        let line = self.lines.iter().find(|line| line.index == index)?;
        let wants_more = matches!(line.why, Why::DoesNotFit { .. } | Why::AfterStop { .. })
            || matches!(line.why, Why::InPart { .. });
        if terms.method != Method::Ranked || !terms.set_asides.is_empty() || !wants_more {
            return None;
        }
        let (place, demand) = (line.place?, line.demand?.amount);
        let is_alone = self
            .claims()
            .filter(|other| other.place == line.place)
            .count()
            == 1;
        let fitting = match line.why {
            Why::DoesNotFit { left } if is_alone => left.money(),
            _ => None,
        };
        let least = terms.min_award.unwrap_or_default();
        let given = self.lines.iter().filter(|line| line.why == Why::Given);
        let given: Balance = given.filter_map(awarded).sum();
        let before = self.claims().filter(|other| other.place <= Some(place));
        let demands = before.filter_map(|other| other.demand.map(|demand| demand.amount));
        Some(Needed {
            demand: fitting.filter(|&left| !left.is_zero() && left >= least),
            place: self.last_place(place, demand, terms, matches!(line.why, Why::InPart { .. })),
            pot: given + demands.sum::<Balance>(),
        })
    }

    /// Those who were ranked and had a demand that could be funded.
    fn claims(&self) -> impl Iterator<Item = &Line<'_>> {
        self.lines.iter().filter(|line| {
            matches!(line.decision, Decision::Award(_) | Decision::Reserve)
                && line.why != Why::Given
                && line.place.is_some()
        })
    }

    /// The last place before `own` at which the demand would have fitted; at
    /// which a part of it would have, where a part is enough.
    fn last_place(
        &self,
        own: Place,
        demand: Money,
        terms: &Terms,
        in_full: bool,
    ) -> Option<Enough> {
        let mut last = None;
        let mut seen = None;
        for line in self.claims().filter(|line| line.place < Some(own)) {
            if line.place == seen {
                continue;
            }
            seen = line.place;
            if matches!(line.why, Why::AfterStop { .. }) {
                break;
            }
            let left = self.left_before(line.index)?;
            let amount = if Balance::from(demand) <= left {
                Some(demand)
            } else if terms.cutoff == Cutoff::Partial && !in_full {
                part(left, terms)
            } else {
                None
            };
            if let (Some(amount), Some(place)) = (amount, line.place) {
                let ahead_of = line.index;
                last = Some(Enough {
                    place,
                    ahead_of,
                    left,
                    amount,
                });
            }
        }
        last
    }
}

fn awarded(line: &Line<'_>) -> Option<Balance> {
    match line.decision {
        Decision::Award(amount) => Some(amount.into()),
        _ => None,
    }
}

/// What is left as one award, rounded down.
fn part(left: Balance, terms: &Terms) -> Option<Money> {
    let unit = i128::from(terms.unit());
    let part = Balance::from_minor(left.minor().max(0) / unit * unit).money()?;
    (!part.is_zero() && part >= terms.min_award.unwrap_or_default()).then_some(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::allocation::testing::*;
    use crate::eligibility::testing::kroner;
    use crate::model::Book;

    use super::*;

    fn needed(book: &Book<'static>, pot: i64, terms: &Terms, id: &str) -> Option<String> {
        let proposal = share_out(book, i128::from(pot) * 100, terms).expect("no tie");
        let needed = proposal.needed(book.find(id).expect("an id"), terms)?;
        let kroner = |amount: Balance| amount.minor() / 100;
        let place = needed.place.map(|enough| {
            let ahead_of = book.application(enough.ahead_of).id;
            format!(
                "{}{ahead_of} {}",
                enough.place,
                kroner(enough.amount.into())
            )
        });
        let demand = needed.demand.map(|demand| kroner(demand.into()));
        Some(format!("{demand:?} {place:?} {}", kroner(needed.pot)))
    }

    #[test]
    fn after_the_line_and_on_it() {
        let of = |pot, cutoff, id| needed(&four(), pot, &terms(cutoff), id);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(of(100, Cutoff::Stop, "A"), None, "has all that it asks for");
        assert_eq!(
            of(100, Cutoff::Stop, "B"),
            some("Some(50) Some(\"1A 60\") 110")
        );
        assert_eq!(of(100, Cutoff::Stop, "C"), some("None Some(\"2B 30\") 140"));
        assert_eq!(
            of(100, Cutoff::Skip, "B"),
            some("Some(50) Some(\"1A 60\") 110")
        );
        assert_eq!(
            of(95, Cutoff::Skip, "D"),
            some("Some(15) Some(\"3C 20\") 160")
        );
        assert_eq!(
            of(100, Cutoff::Partial, "B"),
            some("None Some(\"1A 60\") 110")
        );
        assert_eq!(
            of(60, Cutoff::Partial, "C"),
            some("None Some(\"2B 10\") 140")
        );
        assert_eq!(of(30, Cutoff::Stop, "C"), some("None Some(\"1A 30\") 140"));
        assert_eq!(
            of(10, Cutoff::Stop, "C"),
            some("None None 140"),
            "never fits"
        );
    }

    proptest! {
        /// What is said to be enough is enough, and a krone less, or a place
        /// further down, is not.
        #[test]
        fn it_is_true(
            demands in proptest::collection::vec(1_i64..60, 2..9),
            pot in 1_i64..200,
            cutoff in prop_oneof![Just(Cutoff::Stop), Just(Cutoff::Skip)],
            nth in 0_usize..9,
        ) {
            let nth = nth % demands.len();
            let scores: Vec<String> = (1..=demands.len()).rev().map(|score| score.to_string()).collect();
            let rows = |demands: &[i64]| -> Vec<(&str, i64)> {
                scores.iter().map(String::as_str).zip(demands.iter().copied()).collect()
            };
            let terms = terms(cutoff);
            let amount = |demands: &[i64], pot: i64, nth: usize| {
                let book = asking(&rows(demands));
                let proposal = share_out(&book, i128::from(pot) * 100, &terms).expect("no tie");
                proposal.awards().find(|(index, _)| index.position() == nth).map(|(_, amount)| amount)
            };
            let book = asking(&rows(&demands));
            let proposal = share_out(&book, i128::from(pot) * 100, &terms).expect("no tie");
            let Some(needed) = proposal.needed(ApplicationIndex::new(nth), &terms) else {
                prop_assert_eq!(amount(&demands, pot, nth), Some(kroner(demands[nth])));
                return Ok(());
            };
            let enough = i64::try_from(needed.pot.minor() / 100).expect("small");
            prop_assert_eq!(amount(&demands, enough, nth), Some(kroner(demands[nth])));
            if cutoff == Cutoff::Stop {
                prop_assert_eq!(amount(&demands, enough - 1, nth), None);
            }
            if let Some(fits) = needed.demand {
                let mut smaller = demands.clone();
                smaller[nth] = fits.minor() / 100;
                prop_assert_eq!(amount(&smaller, pot, nth), Some(fits));
                smaller[nth] += 1;
                prop_assert_eq!(amount(&smaller, pot, nth), None);
            }
            let moved = |place: usize| {
                let mut moved = demands.clone();
                let own = moved.remove(nth);
                moved.insert(place - 1, own);
                amount(&moved, pot, place - 1)
            };
            let last = needed.place.map_or(0, |enough| enough.place.number() as usize);
            for place in 1..=nth {
                let expected = (place <= last).then_some(kroner(demands[nth]));
                prop_assert_eq!(moved(place), expected);
            }
        }
    }
}
