//! The sum for one application, in words that can be checked by hand.

use crate::allocation::{Candidate, Decision, Demand, Enough, Line, Proposal, Terms, Why};
use crate::model::{ApplicationIndex, Balance, Book, Cutoff, Money};
use crate::ranking::Tie;

use super::list::score_words;
use super::method_words::{method, tie_break_value, tie_breaks};
use super::no_candidate::title;
use super::score_words::score_lines;
use super::{Section, Situation};

/// Why a candidate gets what is proposed for it: what it asked for, its score
/// and place, the rule, what was left, and what would have been enough.
pub fn reckoning(
    situation: &Situation<'_>,
    candidate: &Candidate<'_>,
    proposal: &Proposal<'_>,
    terms: &Terms,
    pot_is: &str,
) -> Vec<Section> {
    let index = candidate.index();
    let Some(line) = proposal.lines.iter().find(|line| line.index == index) else {
        return Vec::new();
    };
    let sum = Sum {
        situation,
        book: situation.book,
        candidate,
        proposal,
        terms,
        line,
    };
    let mut sections = vec![
        Section::new(title(situation, index), vec![sum.decision()]),
        Section::new("What it can get", sum.inputs()),
    ];
    if !situation.book.scheme.criteria.is_empty() {
        sections.push(Section::new("Its score", score_lines(situation, index)));
    }
    sections.push(Section::new("Its place", sum.place()));
    sections.push(Section::new(
        "The rule",
        method(situation.book.scheme, terms),
    ));
    sections.push(Section::new("The money", sum.money(pot_is)));
    let needed = sum.needed();
    if !needed.is_empty() {
        sections.push(Section::new("What would have been enough", needed));
    }
    sections
}

/// One application of a proposal.
struct Sum<'s, 'b> {
    situation: &'s Situation<'b>,
    book: &'s Book<'b>,
    candidate: &'s Candidate<'b>,
    proposal: &'s Proposal<'b>,
    terms: &'s Terms,
    line: &'s Line<'b>,
}

impl Sum<'_, '_> {
    fn written(&self, amount: impl Into<Balance>) -> String {
        self.book.scheme.written(amount)
    }

    fn id(&self, index: ApplicationIndex) -> &str {
        self.book.application(index).id.as_str()
    }

    fn decision(&self) -> String {
        let why = self.line.sentence(self.book);
        match &self.line.decision {
            Decision::Award(amount) => format!("Award of {}: {why}.", self.written(*amount)),
            Decision::Reserve => format!("On the reserve list: {why}."),
            Decision::Reject(reason) => format!("Rejected ({reason}): {why}."),
            Decision::Undecided => format!("Undecided: {why}."),
        }
    }

    /// All that limits the amount, and which of it does.
    fn inputs(&self) -> Vec<String> {
        let application = self.book.application(self.line.index);
        let known = |name: &str, amount: Option<Money>| match amount {
            Some(amount) => format!("{name}: {}", self.written(amount)),
            None => format!("{name}: not known"),
        };
        let mut lines = vec![known("Requested", application.requested)];
        if application.total_cost.is_some() || application.own_contribution.is_some() {
            lines.push(known("Total cost", application.total_cost));
            lines.push(known("Own contribution", application.own_contribution));
        }
        let limits: Vec<Demand<'_>> = Demand::limits(self.candidate, self.terms).collect();
        if limits.len() > 1 {
            let limits: Vec<String> = limits
                .iter()
                .map(|limit| limit.sentence(self.book))
                .collect();
            lines.push(format!("At most the least of: {}", limits.join("; ")));
        }
        if let Some(demand) = self.line.demand {
            lines.push(format!(
                "So the most it can get: {}",
                self.written(demand.amount)
            ));
        }
        lines
    }

    /// Its place, who stands beside it, and the ties that it is in.
    fn place(&self) -> Vec<String> {
        let Some(place) = self.line.place else {
            return vec![format!(
                "It has no place: {}.",
                self.line.total.sentence(self.book.scheme)
            )];
        };
        let mut ranked: Vec<&Line<'_>> = self
            .proposal
            .lines
            .iter()
            .filter(|line| line.place.is_some())
            .collect();
        ranked.sort_by_key(|line| (line.place, self.id(line.index)));
        let mut lines = vec![format!("Place {place} of {}, by score", ranked.len())];
        let at = ranked.iter().position(|line| line.index == self.line.index);
        let beside = |offset: Option<usize>, word: &str| {
            let line = ranked.get(offset?)?;
            let score = score_words(&line.total, self.book.scheme);
            Some(format!("  {word}: {}{score}", self.id(line.index)))
        };
        lines.extend(at.and_then(|at| beside(at.checked_sub(1), "before it")));
        lines.extend(at.and_then(|at| beside(at.checked_add(1), "after it")));
        for tie in &self.proposal.ties {
            if tie.indexes.contains(&self.line.index) {
                lines.extend(self.tie(tie));
            }
        }
        lines
    }

    /// The tied in their order, each with what told them apart.
    fn tie(&self, tie: &Tie) -> Vec<String> {
        let mut lines = vec![
            format!("The same score: {}.", tie.sentence(self.book)),
            tie_breaks(self.book.scheme),
        ];
        for &index in &tie.indexes {
            let allocation = self.book.scheme.allocation.iter();
            let values: Vec<String> = allocation
                .flat_map(|allocation| &allocation.tie_break)
                .map(|&by| tie_break_value(self.situation, index, by))
                .collect();
            if !values.is_empty() {
                lines.push(format!("  {}: {}", self.id(index), values.join(", ")));
            }
        }
        lines
    }

    /// What there was, what went before, and what was left for it.
    fn money(&self, pot_is: &str) -> Vec<String> {
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
        let Some(left) = self.proposal.left_before(self.line.index) else {
            return lines;
        };
        let before = self.proposal.lines.iter();
        let before = before.take_while(|line| line.index != self.line.index);
        let awards = before.filter(|line| matches!(line.decision, Decision::Award(_)));
        let count = awards.count();
        let plural = if count == 1 { "" } else { "s" };
        if count == 0 {
            lines.push("No award went before it: all of that was left".to_owned());
        } else {
            lines.push(format!(
                "{count} award{plural} went before it, with {} together",
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
    fn needed(&self) -> Vec<String> {
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
        let score = other.map(|line| score_words(&line.total, self.book.scheme));
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
