//! When the awards of a scheme first go over its budget, and what takes them
//! there.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Finding};
use crate::ledger::{by_day, committed_by};
use crate::model::{AwardEntry, AwardKind, Balance, BudgetEntry, Opening};

use super::case::Case;

/// What takes the awards over the budget.
#[derive(Clone, Copy)]
pub(super) enum Cause<'a> {
    Award(&'a AwardEntry<'a>),
    Cut(&'a BudgetEntry),
    Opening(&'a Opening),
}

/// The first time that the awards go over the budget and no waiver lets them.
pub(super) struct Overrun<'a> {
    pub(super) cause: Cause<'a>,
    /// By how much, right after the cause.
    pub(super) over: Balance,
    /// What had come of the budget by then, the latest entry last.
    pub(super) budget_entries: Vec<&'a BudgetEntry>,
    /// How many awards follow.
    pub(super) awards_after: usize,
    /// By how much in the end, when every entry is counted.
    pub(super) over_in_the_end: Balance,
}

/// The budget entries of a scheme in the order of their days; those without a
/// day first.
pub(super) fn budget_by_day(entries: &[BudgetEntry]) -> Vec<&BudgetEntry> {
    let mut sorted: Vec<&BudgetEntry> = entries.iter().collect();
    sorted.sort_by_key(|entry| entry.date);
    sorted
}

/// Looks for the first overrun. Waivers of the check for the application of
/// an award let that award go over, and no other.
pub(super) fn first_overrun<'a>(case: &Case<'a>, code: &'static Code) -> Option<Overrun<'a>> {
    let mut walk = Walk::of(case, code);
    let mut day = walk.first_day();
    loop {
        let start = walk.start(day);
        if let Some(blame) = walk.through(day, start) {
            return Some(walk.overrun(blame));
        }
        day = walk.next_day()?;
    }
}

/// Goes through the days on which the budget or what is committed changes. A
/// day is judged at its end, since its entries have no hour, and its budget
/// comes first.
struct Walk<'a, 'c> {
    case: &'c Case<'a>,
    code: &'static Code,
    budget_entries: Vec<&'a BudgetEntry>,
    budget_at: usize,
    budget: Balance,
    /// Awards and releases.
    entries: Vec<&'a AwardEntry<'a>>,
    at: usize,
    committed: Balance,
    /// How far over the budget waived awards went; money that comes or is
    /// released makes up for it.
    excused: Balance,
}

/// A cause, how far it goes over, and how many entries came by then.
struct Blame<'a> {
    cause: Cause<'a>,
    over: Balance,
    at: usize,
}

impl<'a, 'c> Walk<'a, 'c> {
    fn of(case: &'c Case<'a>, code: &'static Code) -> Self {
        let book = case.book;
        let opening = case.scheme.opening.iter();
        Self {
            case,
            code,
            budget_entries: budget_by_day(&case.scheme.budget),
            budget_at: 0,
            budget: Balance::ZERO,
            entries: by_day(&book.awards)
                .into_iter()
                .map(|index| &book.awards[index.position()])
                .filter(|entry| entry.kind.amount().is_some())
                .collect(),
            at: 0,
            committed: opening.map(|opening| opening.amount).sum(),
            excused: Balance::ZERO,
        }
    }

    /// What happened before the ledger began has no day: it is held against
    /// the budget of the day of the first award.
    fn first_day(&self) -> NaiveDate {
        self.entries
            .first()
            .map_or(NaiveDate::MAX, |entry| entry.date)
    }

    fn next_day(&self) -> Option<NaiveDate> {
        let entry = self.entries.get(self.at).map(|entry| entry.date);
        let budget = self.budget_entries.get(self.budget_at);
        let budget = budget.and_then(|entry| entry.date);
        entry.into_iter().chain(budget).min()
    }

    /// The budget of a day, and who is to blame when it is already too small.
    fn start(&mut self, day: NaiveDate) -> Option<Blame<'a>> {
        let is_first = self.at == 0;
        while let Some(entry) = self.budget_entries.get(self.budget_at)
            && entry.date <= Some(day)
        {
            self.budget += entry.amount;
            self.budget_at += 1;
        }
        self.settle();
        let cut = self.budget_at.checked_sub(1);
        let cut = cut.map(|last| Cause::Cut(self.budget_entries[last]));
        let opening = self.case.scheme.opening.as_ref().map(Cause::Opening);
        let cause = if is_first { opening.or(cut) } else { cut };
        cause
            .filter(|_| self.is_over())
            .map(|cause| self.blame(cause))
    }

    /// The entries of a day; who is to blame at its end.
    fn through(&mut self, day: NaiveDate, start: Option<Blame<'a>>) -> Option<Blame<'a>> {
        let mut blame = start;
        while let Some(&entry) = self.entries.get(self.at)
            && entry.date <= day
        {
            self.at += 1;
            self.committed += committed_by(entry.kind);
            self.settle();
            if !self.is_over() {
                blame = None;
            } else if blame.is_none() && matches!(entry.kind, AwardKind::Award(_)) {
                let over = self.case.amount(self.over());
                let place = entry.origin.cell("amount");
                let finding = Finding::new(self.code, place, "this award goes over the budget")
                    .label(format!("{over} over"));
                match self.case.unless_waived(entry.application, finding) {
                    None => self.excused = self.over(),
                    Some(_) => blame = Some(self.blame(Cause::Award(entry))),
                }
            }
        }
        blame
    }

    fn settle(&mut self) {
        self.excused = self.excused.min(self.over()).max(Balance::ZERO);
    }

    fn over(&self) -> Balance {
        self.committed - self.budget
    }

    fn is_over(&self) -> bool {
        self.over() > self.excused
    }

    fn blame(&self, cause: Cause<'a>) -> Blame<'a> {
        Blame {
            cause,
            over: self.over(),
            at: self.at,
        }
    }

    fn overrun(mut self, blame: Blame<'a>) -> Overrun<'a> {
        let follow = |entry: &&&AwardEntry| matches!(entry.kind, AwardKind::Award(_));
        let changes = self.entries[self.at..].iter();
        let committed = changes.fold(self.committed, |sum, entry| sum + committed_by(entry.kind));
        let entries = self.budget_entries[self.budget_at..].iter();
        let budget = entries.fold(self.budget, |sum, entry| sum + entry.amount);
        self.budget_entries.truncate(self.budget_at);
        Overrun {
            cause: blame.cause,
            over: blame.over,
            budget_entries: self.budget_entries,
            awards_after: self.entries[blame.at..].iter().filter(follow).count(),
            over_in_the_end: committed - budget,
        }
    }
}
