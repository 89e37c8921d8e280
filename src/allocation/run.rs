//! A pot on its way down the ranks.

use crate::model::{ApplicationIndex, Balance, Cutoff, Money};

use super::case::{Case, Position};
use super::{Decision, Leftover, Line, Proposal, Refusal, Why};

/// A candidate with a place and a demand that could be funded.
#[derive(Clone, Copy)]
pub(super) struct Claim<'b> {
    pub(super) position: Position<'b>,
    pub(super) amount: Money,
}

/// A pot on its way down the ranks.
pub(super) struct Run<'r, 'a, 'b> {
    case: &'r Case<'a, 'b>,
    left: Balance,
    lines: Vec<Line<'b>>,
    /// At whom the money stopped, and why what is left is left.
    stop: Option<(ApplicationIndex, Leftover)>,
    /// The smallest demand that did not fit.
    smallest: Option<Money>,
}

impl<'r, 'a, 'b> Run<'r, 'a, 'b> {
    /// Begins after some lines with what they leave.
    pub(super) fn new(case: &'r Case<'a, 'b>, mut lines: Vec<Line<'b>>, left: Balance) -> Self {
        lines.reserve(case.ranking.ranks().len());
        Self {
            case,
            left,
            lines,
            stop: None,
            smallest: None,
        }
    }

    /// Funds those who share a place: all of them while they fit together.
    pub(super) fn fund(&mut self, tied: &[Claim<'b>]) -> Result<(), Refusal<'b>> {
        if let Some((at, _)) = self.stop {
            self.reserve(tied, &Why::AfterStop { at });
        } else if sum(tied) <= self.left {
            self.award_in_full(tied);
        } else {
            self.cut(tied)?;
        }
        Ok(())
    }

    /// What the cutoff says where not all who share a place fit.
    ///
    /// Every order among them must come to the same. It does when none of them
    /// gets anything, or when all who fit at all fit together; and a partial
    /// award can go only to one who stands alone.
    fn cut(&mut self, tied: &[Claim<'b>]) -> Result<(), Refusal<'b>> {
        let left = self.left;
        let fits = |claim: &&Claim<'b>| Balance::from(claim.amount) <= left;
        let (fitting, others): (Vec<Claim<'b>>, Vec<Claim<'b>>) = tied.iter().partition(fits);
        match self.case.terms.cutoff {
            Cutoff::Skip if sum(&fitting) <= left => {
                self.award_in_full(&fitting);
                let smallest = others.iter().map(|claim| claim.amount).min();
                self.smallest = self.smallest.into_iter().chain(smallest).min();
                self.reserve(&others, &Why::DoesNotFit { left });
                Ok(())
            }
            Cutoff::Stop if fitting.is_empty() => {
                let Claim { position, amount } = tied[0];
                let (at, demand) = (position.index, amount);
                self.stop_at(tied, at, Leftover::StoppedAt { at, demand });
                Ok(())
            }
            Cutoff::Partial if fitting.is_empty() => self.cut_in_part(tied),
            _ => Err(self.tie_on_the_line(tied)),
        }
    }

    fn cut_in_part(&mut self, tied: &[Claim<'b>]) -> Result<(), Refusal<'b>> {
        let left = self.left;
        let at = tied[0].position.index;
        match (self.part(), tied) {
            (Err(least), _) => self.stop_at(tied, at, Leftover::TooLittle { at, least }),
            (Ok(part), [alone]) => {
                self.award(alone, part, Why::InPart { left });
                self.stop = Some((at, Leftover::Rounding { at }));
            }
            (Ok(_), _) => return Err(self.tie_on_the_line(tied)),
        }
        Ok(())
    }

    /// Nobody of them gets anything, and nobody after them.
    fn stop_at(&mut self, tied: &[Claim<'b>], at: ApplicationIndex, leftover: Leftover) {
        let left = self.left;
        self.reserve(tied, &Why::DoesNotFit { left });
        self.stop = Some((at, leftover));
    }

    /// What is left as one award: rounded down. Asked for only when a demand
    /// is more than that.
    ///
    /// # Errors
    /// The smallest such award, when it is more than what is left.
    fn part(&self) -> Result<Money, Balance> {
        let unit = i128::from(self.case.terms.unit());
        let min = self.case.terms.min_award.unwrap_or_default();
        let least = (i128::from(min.minor()).max(1) + unit - 1) / unit * unit;
        let part = self.left.minor() / unit * unit;
        if part < least {
            return Err(Balance::from_minor(least));
        }
        let part = Balance::from_minor(part).money();
        Ok(part.expect("less than a demand, which is an amount"))
    }

    fn award(&mut self, claim: &Claim<'b>, amount: Money, why: Why) {
        self.left -= amount;
        self.line(claim.position, (Decision::Award(amount), why));
    }

    fn award_in_full(&mut self, claims: &[Claim<'b>]) {
        for claim in claims {
            self.award(claim, claim.amount, Why::InFull);
        }
    }

    fn reserve(&mut self, claims: &[Claim<'b>], why: &Why) {
        for claim in claims {
            self.line(claim.position, (Decision::Reserve, why.clone()));
        }
    }

    /// A line of somebody who gets nothing, or has been given it just now.
    pub(super) fn line(&mut self, position: Position<'b>, decision: (Decision, Why)) {
        let line = self.case.line(position, decision, self.left);
        self.lines.push(line);
    }

    fn tie_on_the_line(&self, tied: &[Claim<'b>]) -> Refusal<'b> {
        Refusal::TieOnTheLine {
            indexes: tied.iter().map(|claim| claim.position.index).collect(),
            demanded: sum(tied),
            left: self.left,
        }
    }

    /// What has come of the pot.
    pub(super) fn proposal(self, pot: Balance) -> Proposal<'b> {
        let leftover = match (self.stop, self.smallest) {
            _ if self.left.is_zero() => Leftover::Nothing,
            (Some((_, leftover)), _) => leftover,
            (None, Some(smallest)) => Leftover::NobodyFits { smallest },
            (None, None) => Leftover::NoMoreCandidates,
        };
        Proposal {
            lines: self.lines,
            pot,
            proposed: pot - self.left,
            left: self.left,
            leftover,
            ties: self.case.ranking.ties().to_vec(),
        }
    }
}

fn sum(claims: &[Claim<'_>]) -> Balance {
    claims.iter().map(|claim| claim.amount).sum()
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
        let places: Vec<_> = proposal.lines.iter().map(|line| line.place).collect();
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
