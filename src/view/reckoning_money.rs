//! What was left for one application, and what would have been enough.

use crate::allocation::{Decision, Enough, Why};
use crate::model::{Balance, Cutoff, Method, ShareBy, Value, counted};

use super::list::score_words;
use super::reckoning::Sum;

impl Sum<'_, '_> {
    /// What there was, what went before, and what was left for it.
    pub(super) fn money(&self, pot_is: &str) -> Vec<String> {
        let pot = self.proposal.pot;
        let mut lines = vec![format!("The pot: {} ({pot_is})", self.written(pot))];
        if self.line.place.is_none() && !self.is_awarded() {
            return lines;
        }
        if matches!(
            self.line.decision,
            Decision::Undecided | Decision::Reject(_)
        ) {
            lines.push("None of it is for this application.".to_owned());
            return lines;
        }
        if self.terms.method == Method::Share {
            lines.extend(self.share());
            return lines;
        }
        let Some(left) = self.proposal.left_before(self.line.index) else {
            return lines;
        };
        let before = self.proposal.lines.iter();
        let before = before.take_while(|line| line.index != self.line.index);
        let awards = before.filter(|line| matches!(line.decision, Decision::Award(_)));
        let count = awards.count();
        if count == 0 {
            lines.push("No award went before it: all of that was left".to_owned());
        } else {
            lines.push(format!(
                "{} went before it, with {} together",
                counted(count, "award"),
                self.written(pot - left)
            ));
            lines.push(format!(
                "Left when its turn came: {} − {} = {}",
                self.written(pot),
                self.written(pot - left),
                self.written(left)
            ));
        }
        lines.extend(self.verdict(left));
        lines
    }

    /// What each unit of weight gets, and what that comes to for this one.
    fn share(&self) -> Vec<String> {
        let Some(proportion) = self.proposal.proportion else {
            return vec!["It reaches for all that everyone can get".to_owned()];
        };
        let mut lines = vec![format!("Each gets {}", proportion.sentence(self.book))];
        let exact = self
            .weight(proportion.by)
            .and_then(|weight| weight.checked_mul(proportion.numerator));
        let demand = self.line.demand.map(|demand| Balance::from(demand.amount));
        if let (Some(exact), Some(demand)) = (exact, demand) {
            let share = Balance::from_minor(exact / proportion.denominator);
            let rest = match exact % proportion.denominator {
                0 => "",
                _ => " and a part of the smallest unit",
            };
            lines.push(if share < demand {
                format!("Its share before rounding: {}{rest}", self.written(share))
            } else {
                format!(
                    "Its share would be more than it can get: {}",
                    self.written(demand)
                )
            });
        }
        lines
    }

    /// In what the proportion counts: minor units, millionths, heads.
    fn weight(&self, by: ShareBy) -> Option<i128> {
        match by {
            ShareBy::Requested => Some(self.line.demand?.amount.minor().into()),
            ShareBy::Equal => Some(1),
            ShareBy::Field(field) => match self.book.value(self.line.index, field) {
                Value::Money(amount) => Some(amount.minor().into()),
                Value::Number(number) => {
                    let number = number.normalize();
                    let factor = 10_i128.checked_pow(6_u32.checked_sub(number.scale())?)?;
                    number.mantissa().checked_mul(factor)
                }
                _ => None,
            },
        }
    }

    fn is_awarded(&self) -> bool {
        matches!(self.line.decision, Decision::Award(_))
    }

    /// How its demand compares with what was left.
    fn verdict(&self, left: Balance) -> Option<String> {
        let demand = Balance::from(self.line.demand?.amount);
        Some(match &self.line.why {
            Why::InFull => format!(
                "{} is not more than that: it gets all",
                self.written(demand)
            ),
            Why::InPart { .. } => {
                let Decision::Award(amount) = self.line.decision else {
                    return None;
                };
                let lost = left - Balance::from(amount);
                let rounded = if lost.is_zero() {
                    String::new()
                } else {
                    format!(", {} less by rounding down", self.written(lost))
                };
                format!(
                    "{} is {} more than that: it gets what was left{rounded}",
                    self.written(demand),
                    self.written(demand - left)
                )
            }
            Why::DoesNotFit { .. } => format!(
                "{} is {} more than that: it does not fit",
                self.written(demand),
                self.written(demand - left)
            ),
            Why::AfterStop { at } => format!(
                "But {} before it did not get all, and nobody after that one is funded",
                self.id(*at)
            ),
            _ => return None,
        })
    }

    /// What would have been enough, each on its own.
    pub(super) fn needed(&self) -> Vec<String> {
        if let Why::BelowScore(low) = &self.line.why {
            return vec![format!("{}.", low.sentence(self.book.scheme))];
        }
        let Some(needed) = self.proposal.needed(self.line.index, self.terms) else {
            return Vec::new();
        };
        let mut lines = vec!["Each of these on its own, all else being as it was:".to_owned()];
        if let (Some(most), Some(demand)) = (needed.demand, self.line.demand) {
            lines.push(format!(
                "A request that comes to at most {}, which is {} less, and meets every \
                 requirement",
                self.written(most),
                self.written(demand.amount - most)
            ));
        }
        lines.push(match needed.place {
            Some(enough) => self.enough(&enough),
            None => "No place: it asks for more than there ever was".to_owned(),
        });
        let smaller = match self.terms.cutoff {
            Cutoff::Skip => "; as those that do not fit are skipped, a smaller one may do",
            Cutoff::Stop | Cutoff::Partial => "",
        };
        lines.push(format!(
            "A pot of {}, which is {} more, and funds everyone up to it{smaller}",
            self.written(needed.pot),
            self.written(needed.pot - self.proposal.pot)
        ));
        lines
    }

    /// Which place would have done, and how it is got.
    fn enough(&self, enough: &Enough) -> String {
        let ahead_of = self.id(enough.ahead_of);
        let mut other = self.proposal.lines.iter();
        let other = other.find(|line| line.index == enough.ahead_of);
        let score = other.map(|line| score_words(&self.total(line.index), self.book.scheme));
        let is_part = self
            .line
            .demand
            .is_some_and(|demand| enough.amount < demand.amount);
        let gets = if is_part {
            format!(
                ", and it would have got {} of it",
                self.written(enough.amount)
            )
        } else {
            String::new()
        };
        format!(
            "Place {} or better: ahead of {ahead_of}{}, when {} was left{gets}; that takes a \
             higher score, or the same and to win the tie",
            enough.place,
            score.unwrap_or_default(),
            self.written(enough.left)
        )
    }
}
