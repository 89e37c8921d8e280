//! A pot on its way down the ranks.

use crate::model::{ApplicationIndex, Balance, Money};

use super::admission::{Admission, Claim, sum};
use super::case::{Case, Position};
use super::set_aside::Limits;
use super::{Decision, Leftover, Line, Proposal, Refusal, Why};

/// A pot on its way down the ranks.
pub(super) struct Run<'r, 'a, 'b> {
    case: &'r Case<'a, 'b>,
    left: Balance,
    /// What of it the set-asides did not use and keep from the others.
    held: Balance,
    limits: Limits<'r>,
    lines: Vec<Line<'b>>,
    /// Who has been funded from a set-aside, by the position in the book;
    /// empty where there are none.
    funded: Vec<bool>,
    /// At whom the money stopped, and why what is left is left.
    stop: Option<(ApplicationIndex, Leftover)>,
    /// The smallest demand that did not fit.
    smallest: Option<Money>,
    /// The first set-aside that kept somebody from money.
    capped: Option<usize>,
}

impl<'r, 'a, 'b> Run<'r, 'a, 'b> {
    /// Begins after some lines with what they leave.
    pub(super) fn new(
        case: &'r Case<'a, 'b>,
        mut lines: Vec<Line<'b>>,
        left: Balance,
        limits: Limits<'r>,
    ) -> Self {
        lines.reserve(case.ranks().len());
        Self {
            case,
            left,
            held: Balance::ZERO,
            limits,
            lines,
            funded: Vec::new(),
            stop: None,
            smallest: None,
            capped: None,
        }
    }

    /// Funds those that each set-aside is for, until it has its least: whoever
    /// straddles it is funded, and so are all who share that place. The claims of
    /// all, in rank order, are asked for only if there is a set-aside.
    pub(super) fn fill_set_asides(
        &mut self,
        claims: impl FnOnce() -> Vec<Claim<'b>>,
    ) -> Result<(), Refusal<'b>> {
        if self.limits.is_empty() {
            return Ok(());
        }
        let claims = claims();
        self.funded = vec![false; self.case.book.applications.len()];
        for nth in 0..self.limits.filled().len() {
            for place in claims.chunk_by(Claim::shares_place) {
                if self.stop.is_some() || self.limits.filled()[nth].missing().is_zero() {
                    break;
                }
                let is_for = |claim: &&Claim<'_>| {
                    let index = claim.position.index;
                    self.limits.is_member(nth, index) && !self.funded[index.position()]
                };
                let members: Vec<Claim<'b>> = place.iter().filter(is_for).cloned().collect();
                let admission = self.admit(&members)?;
                let ends = admission.stop.is_some();
                self.award_from_set_aside(admission);
                if ends {
                    break;
                }
            }
        }
        self.held = self.limits.held().min(self.left);
        Ok(())
    }

    /// Awards now; what is refused is met again in its place.
    fn award_from_set_aside(&mut self, admission: Admission<'b>) {
        for claim in &admission.awarded {
            self.funded[claim.position.index.position()] = true;
            self.award(claim);
        }
        self.limits.close(&admission.closed);
        if !admission.awarded.is_empty() {
            self.stop = admission.stop;
        }
    }

    /// Funds those who share a place: all of them while they fit together.
    pub(super) fn fund(&mut self, tied: &[Claim<'b>]) -> Result<(), Refusal<'b>> {
        if tied.is_empty() {
            return Ok(());
        }
        if !self.funded.is_empty() {
            let is_open = |claim: &&Claim<'_>| !self.funded[claim.position.index.position()];
            let tied: Vec<Claim<'b>> = tied.iter().filter(is_open).cloned().collect();
            return self.fund_open(&tied);
        }
        self.fund_open(tied)
    }

    fn fund_open(&mut self, tied: &[Claim<'b>]) -> Result<(), Refusal<'b>> {
        if let Some((at, _)) = self.stop {
            for claim in tied {
                self.reserve(claim, Why::AfterStop { at });
            }
            return Ok(());
        }
        if self.limits.is_empty() && sum(tied) <= self.available() {
            for claim in tied {
                self.award(claim);
            }
            return Ok(());
        }
        let admission = self.admit(tied)?;
        for claim in &admission.awarded {
            self.award(claim);
        }
        for (claim, why) in &admission.reserved {
            if let (Why::OverCap { nth, .. }, None) = (why, self.capped) {
                self.capped = Some(*nth);
            }
            self.reserve(claim, why.clone());
        }
        self.limits.close(&admission.closed);
        self.stop = admission.stop;
        self.smallest = self.smallest.into_iter().chain(admission.smallest).min();
        Ok(())
    }

    /// What is left for those who are not kept from it.
    fn available(&self) -> Balance {
        self.left - self.held
    }

    fn admit(&self, tied: &[Claim<'b>]) -> Result<Admission<'b>, Refusal<'b>> {
        Admission::of(tied, self.case.terms, &self.limits, self.available())
    }

    fn award(&mut self, claim: &Claim<'b>) {
        self.left -= claim.amount;
        self.limits.take(claim.position.index, claim.amount);
        self.line(
            claim.position,
            (Decision::Award(claim.amount), claim.why.clone()),
        );
    }

    fn reserve(&mut self, claim: &Claim<'b>, why: Why) {
        self.line(claim.position, (Decision::Reserve, why));
    }

    /// A line of somebody who gets nothing, or has been given it just now.
    pub(super) fn line(&mut self, position: Position<'b>, decision: (Decision, Why)) {
        let line = self.case.line(position, decision, self.left);
        self.lines.push(line);
    }

    /// What has come of the pot.
    pub(super) fn proposal(self, pot: Balance) -> Proposal<'b> {
        let leftover = match (self.stop, self.smallest, self.capped) {
            _ if self.left.is_zero() => Leftover::Nothing,
            _ if self.available().is_zero() => Leftover::Held,
            (Some((_, leftover)), ..) => leftover,
            (None, Some(smallest), _) => Leftover::NobodyFits { smallest },
            (None, None, Some(nth)) => Leftover::Capped { nth },
            (None, None, None) if !self.held.is_zero() => Leftover::Held,
            (None, None, None) => Leftover::NoMoreCandidates,
        };
        Proposal {
            leftover,
            ties: self.case.ties(),
            set_asides: self.limits.filled().to_vec(),
            ..Proposal::new(self.lines, pot, self.left)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::allocation::Terms;
    use crate::allocation::testing::*;
    use crate::eligibility::testing::{kroner, ore};
    use crate::model::Cutoff;

    #[test]
    fn stop() {
        let of = |pot| outcome(&four(), pot, &terms(Cutoff::Stop));
        assert_eq!(
            of(100),
            "A 50, B reserve, C reserve, D reserve | 50 left: B is next and would get 60 NOK"
        );
        assert_eq!(
            of(110),
            "A 50, B 60, C reserve, D reserve | 0 left: nothing is left"
        );
    }

    #[test]
    fn skip() {
        let of = |pot| outcome(&four(), pot, &terms(Cutoff::Skip));
        assert_eq!(
            of(100),
            "A 50, B reserve, C 30, D 20 | 0 left: nothing is left"
        );
        assert_eq!(
            of(95),
            "A 50, B reserve, C 30, D reserve | 15 left: \
             nobody fits: the smallest demand on the reserve list is 20 NOK"
        );
    }

    #[test]
    fn partial() {
        let of = |pot, terms: Terms| outcome(&four(), pot, &terms);
        let partial = terms(Cutoff::Partial);
        assert_eq!(
            of(100, partial.clone()),
            "A 50, B 50, C reserve, D reserve | 0 left: nothing is left"
        );
        let rounded = Terms {
            round_to: Some(kroner(20)),
            ..partial.clone()
        };
        assert_eq!(
            of(100, rounded.clone()),
            "A 50, B 40, C reserve, D reserve | 10 left: the part that B gets is rounded down"
        );
        assert_eq!(
            of(65, rounded),
            "A 50, B reserve, C reserve, D reserve | 15 left: \
             B is next and would get at least 20 NOK"
        );
        let floored = Terms {
            min_award: Some(kroner(30)),
            ..partial
        };
        assert_eq!(
            of(79, floored),
            "A 50, B reserve, C reserve, D undecided | 29 left: \
             B is next and would get at least 30 NOK"
        );
    }

    #[test]
    fn not_an_ore_is_lost() {
        let mut book = asking(&[("9", 0), ("8", 0)]);
        book.applications[0].requested = Some(ore(33_333));
        book.applications[1].requested = Some(ore(66_668));
        assert_eq!(
            outcome(&book, 1_000, &terms(Cutoff::Partial)),
            "A 333,33, B 666,67 | 0 left: nothing is left"
        );
        let whole = Terms {
            round_to: Some(kroner(1)),
            ..terms(Cutoff::Partial)
        };
        assert_eq!(
            outcome(&book, 1_000, &whole),
            "A 333,33, B 666 | 0,67 left: the part that B gets is rounded down"
        );
    }

    #[test]
    fn a_tie_away_from_the_line_is_a_note() {
        let book = asking(&[("9", 50), ("8", 30), ("8", 20), ("7", 10), ("7", 10)]);
        assert_eq!(
            outcome(&book, 100, &terms(Cutoff::Stop)),
            "A 50, B 30, C 20, D reserve, E reserve | 0 left: nothing is left"
        );
        let proposal = share_out(&book, 10_000, &terms(Cutoff::Stop)).expect("no tie on the line");
        let unresolved: Vec<_> = proposal.ties.iter().map(|tie| tie.unresolved).collect();
        assert_eq!(unresolved, [true, true]);
        let places: Vec<_> = proposal
            .lines
            .iter()
            .map(|line| Some(line.place?.number()))
            .collect();
        assert_eq!(places, [1, 2, 2, 4, 4].map(Some));
    }

    #[test]
    fn a_tie_on_the_line_is_refused() {
        let book = asking(&[("9", 50), ("8", 30), ("8", 20)]);
        let tie = "B, C are tied where the money ends: together they would get 50 NOK, \
                   40 NOK is left, and no tie-break tells them apart";
        for cutoff in [Cutoff::Stop, Cutoff::Skip, Cutoff::Partial] {
            assert_eq!(outcome(&book, 90, &terms(cutoff)), tie);
        }
    }

    #[test]
    fn a_tie_that_comes_to_the_same_is_not_refused() {
        let book = asking(&[("9", 50), ("8", 30), ("8", 20), ("7", 1)]);
        let line = "A 50, B reserve, C reserve, D reserve | 19 left";
        let of = |pot, cutoff| outcome(&book, pot, &terms(cutoff));
        assert_eq!(
            of(69, Cutoff::Stop),
            format!("{line}: B is next and would get 30 NOK")
        );
        assert!(
            of(69, Cutoff::Partial).contains("tied"),
            "who gets the part?"
        );
        assert_eq!(
            of(75, Cutoff::Skip),
            "A 50, C 20, B reserve, D 1 | 4 left: \
             nobody fits: the smallest demand on the reserve list is 30 NOK"
        );
        let least = Terms {
            round_to: Some(kroner(20)),
            ..terms(Cutoff::Partial)
        };
        let why = "B is next and would get at least 20 NOK";
        assert_eq!(outcome(&book, 69, &least), format!("{line}: {why}"));
    }
}
