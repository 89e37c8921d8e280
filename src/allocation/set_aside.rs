//! Set-asides: for whom they are, how much of each is used, and who may get
//! no more.

use std::collections::BTreeMap;

use crate::eligibility::{Outcome, holds};
use crate::model::{ApplicationIndex, Balance, Book, Money, SetAside};

use super::case::Case;
use super::{Decision, Filled, Line};

/// For whom each set-aside is.
pub(super) struct Groups {
    /// By the position in the book, a bit for each set-aside; empty where there
    /// are none.
    masks: Vec<u64>,
    /// The first set-aside of which it is not known.
    unknown: BTreeMap<ApplicationIndex, usize>,
}

impl Groups {
    pub(super) fn of(book: &Book<'_>, set_asides: &[SetAside]) -> Self {
        let mut groups = Self {
            masks: Vec::new(),
            unknown: BTreeMap::new(),
        };
        if set_asides.is_empty() {
            return groups;
        }
        for index in book.indexes() {
            let mut mask = 0;
            for (nth, set_aside) in set_asides.iter().enumerate() {
                match holds(book, index, &set_aside.condition) {
                    Outcome::Met => mask |= 1 << nth,
                    Outcome::NotMet => {}
                    Outcome::Unknown => {
                        groups.unknown.entry(index).or_insert(nth);
                    }
                }
            }
            groups.masks.push(mask);
        }
        groups
    }

    /// The first set-aside of which it is not known whether it is for an
    /// application: a blank is not a no.
    pub(super) fn unknown(&self, index: ApplicationIndex) -> Option<usize> {
        self.unknown.get(&index).copied()
    }

    /// The set-asides that are for an application, a bit for each.
    pub(super) fn mask(&self, index: ApplicationIndex) -> u64 {
        self.masks.get(index.position()).copied().unwrap_or(0)
    }
}

/// The most that those may get that a set-aside is for.
pub(super) struct Cap {
    pub(super) nth: usize,
    pub(super) left: Balance,
    /// Somebody did not get all of it; nobody after them gets any.
    pub(super) is_closed: bool,
}

/// What is used of each set-aside, and what is left of the most for some.
pub(super) struct Limits<'c> {
    groups: &'c Groups,
    filled: Vec<Filled>,
    caps: Vec<Cap>,
}

impl<'c> Limits<'c> {
    /// Before anything is awarded now: what earlier decisions hold counts.
    pub(super) fn new(case: &'c Case<'_, '_>, pot: Balance) -> Self {
        let terms = case.terms;
        let budget = terms.budget.unwrap_or(pot);
        let mut limits = Self {
            groups: &case.groups,
            filled: Vec::new(),
            caps: Vec::new(),
        };
        for (nth, set_aside) in terms.set_asides.iter().enumerate() {
            let committed = terms.committed.iter();
            let theirs = committed.filter(|(index, _)| limits.is_member(nth, *index));
            let before = theirs.map(|(_, amount)| *amount).sum();
            let at_most = set_aside.at_most.map(|most| most.rounded_down(budget));
            limits.filled.push(Filled {
                nth,
                at_least: set_aside.at_least.map(|least| least.rounded_up(budget)),
                at_most,
                before,
                awarded: Balance::ZERO,
                unfilled: set_aside.unfilled,
            });
            limits.caps.extend(at_most.map(|most| Cap {
                nth,
                left: (most - before).max(Balance::ZERO),
                is_closed: false,
            }));
        }
        limits
    }

    /// After some lines.
    pub(super) fn after(case: &'c Case<'_, '_>, pot: Balance, lines: &[Line<'_>]) -> Self {
        let mut limits = Self::new(case, pot);
        for line in lines {
            if let Decision::Award(amount) = line.decision {
                limits.take(line.index, amount);
            }
        }
        limits
    }

    /// Whether there are no set-asides.
    pub(super) fn is_empty(&self) -> bool {
        self.filled.is_empty()
    }

    /// What is used of each.
    pub(super) fn filled(&self) -> &[Filled] {
        &self.filled
    }

    /// The most for some.
    pub(super) fn caps(&self) -> &[Cap] {
        &self.caps
    }

    /// Whether the nth set-aside is for an application.
    pub(super) fn is_member(&self, nth: usize, index: ApplicationIndex) -> bool {
        self.groups.mask(index) >> nth & 1 == 1
    }

    /// The first set-aside whose most an amount would pass, and what is left
    /// of it.
    pub(super) fn over(&self, index: ApplicationIndex, amount: Money) -> Option<(usize, Balance)> {
        let caps = self.caps.iter();
        let mut theirs = caps.filter(|cap| self.is_member(cap.nth, index));
        theirs
            .find(|cap| Balance::from(amount) > cap.left)
            .map(|cap| (cap.nth, cap.left))
    }

    /// Counts an award.
    pub(super) fn take(&mut self, index: ApplicationIndex, amount: Money) {
        let mask = self.groups.mask(index);
        for filled in self
            .filled
            .iter_mut()
            .filter(|filled| mask >> filled.nth & 1 == 1)
        {
            filled.awarded += amount;
        }
        for cap in self.caps.iter_mut().filter(|cap| mask >> cap.nth & 1 == 1) {
            cap.left -= amount;
        }
    }

    /// Nobody else gets any of these.
    pub(super) fn close(&mut self, closed: &[usize]) {
        for cap in &mut self.caps {
            cap.is_closed |= closed.contains(&cap.nth);
        }
    }

    /// What the set-asides did not use and do not release.
    pub(super) fn held(&self) -> Balance {
        let filled = self.filled.iter();
        let holding = filled.filter(|filled| filled.unfilled == crate::model::Unfilled::Hold);
        holding.map(Filled::missing).sum()
    }
}
