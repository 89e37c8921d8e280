//! The sum for one application, in words that can be checked by hand.

use crate::allocation::{Candidate, Decision, Demand, Line, Proposal, Terms};
use crate::model::{ApplicationIndex, Balance, Book, Method, Money};
use crate::ranking::{Tie, Total};

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
pub(super) struct Sum<'s, 'b> {
    situation: &'s Situation<'b>,
    pub(super) book: &'s Book<'b>,
    candidate: &'s Candidate<'b>,
    pub(super) proposal: &'s Proposal<'b>,
    pub(super) terms: &'s Terms,
    pub(super) line: &'s Line<'b>,
}

impl Sum<'_, '_> {
    pub(super) fn written(&self, amount: impl Into<Balance>) -> String {
        self.book.scheme.written(amount)
    }

    pub(super) fn id(&self, index: ApplicationIndex) -> &str {
        self.book.application(index).id.as_str()
    }

    pub(super) fn total(&self, index: ApplicationIndex) -> Total {
        self.situation.scores.total(index)
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
                .map(|limit| limit.sentence(self.book, self.line.index))
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
                self.total(self.line.index).sentence(self.book.scheme)
            )];
        };
        let mut ranked: Vec<&Line<'_>> = self
            .proposal
            .lines
            .iter()
            .filter(|line| line.place.is_some())
            .collect();
        ranked.sort_by_key(|line| (line.place, self.id(line.index)));
        let mut lines = vec![format!(
            "Place {place} of {}, {}",
            ranked.len(),
            match self.terms.method {
                Method::Lottery => "in the order of the draw",
                Method::Ranked | Method::Share | Method::Graded | Method::Discretionary => {
                    "by score"
                }
            }
        )];
        let at = ranked.iter().position(|line| line.index == self.line.index);
        let beside = |offset: Option<usize>, word: &str| {
            let line = ranked.get(offset?)?;
            let beside = match &line.draw {
                Some(draw) => format!(", draw {}…", draw.short()),
                None => score_words(&self.total(line.index), self.book.scheme),
            };
            Some(format!("  {word}: {}{beside}", self.id(line.index)))
        };
        lines.extend(at.and_then(|at| beside(at.checked_sub(1), "before it")));
        lines.extend(at.and_then(|at| beside(at.checked_add(1), "after it")));
        let draw = self.line.draw.as_ref();
        lines.extend(draw.map(|draw| format!("Its draw: {draw}")));
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
}
