//! All that is derived from one book, worked out once for every view.

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::eligibility::{Eligibility, Verdict};
use crate::ledger::{self, Account, Accounts, State, of_application};
use crate::model::{ApplicationIndex, Book, Elsewhere};
use crate::ranking::{Ranking, Scores, Total};

/// A book at the end of a day, judged, scored and added up.
pub struct Situation<'b> {
    /// The facts.
    pub book: &'b Book<'b>,
    /// The day at whose end this is so.
    pub day: NaiveDate,
    /// What each rule says.
    pub eligibility: Eligibility<'b>,
    /// Who scored what.
    pub scores: Scores<'b>,
    accounts: OnceCell<Accounts>,
}

impl<'b> Situation<'b> {
    /// Works it out; the book holds only facts up to `day`.
    pub fn of(book: &'b Book<'b>, elsewhere: &'b Elsewhere, day: NaiveDate) -> Self {
        Self::scored(book, elsewhere, Scores::of(book), day)
    }

    /// Works it out from scores that were added up before.
    pub fn scored(
        book: &'b Book<'b>,
        elsewhere: &'b Elsewhere,
        scores: Scores<'b>,
        day: NaiveDate,
    ) -> Self {
        Self {
            book,
            day,
            eligibility: Eligibility::of(book, elsewhere),
            scores,
            accounts: OnceCell::new(),
        }
    }

    /// The money of each application, added up when somebody asks for it.
    pub fn accounts(&self) -> &Accounts {
        self.accounts.get_or_init(|| of_application(self.book))
    }

    /// The money of an application.
    pub fn account(&self, index: ApplicationIndex) -> &Account {
        &self.accounts()[index]
    }

    /// What eligibility and ranking say of an application.
    pub fn verdict(&self, index: ApplicationIndex) -> ledger::Verdict {
        match self.eligibility.verdict(index) {
            Verdict::Ineligible => ledger::Verdict::Ineligible,
            Verdict::Unknown => ledger::Verdict::Unknown,
            Verdict::Eligible => match self.scores.total(index) {
                Total::Scored(_) => ledger::Verdict::Assessed,
                _ => ledger::Verdict::Eligible,
            },
        }
    }

    /// The derived state of an application.
    pub fn state(&self, index: ApplicationIndex) -> State {
        let verdict = self.verdict(index);
        State::of(self.book, self.account(index), verdict, self.day)
    }

    /// Whether nothing is decided of an application, or it waits on the
    /// reserve list.
    pub fn is_open(&self, index: ApplicationIndex) -> bool {
        self.state(index).is_open()
    }

    /// Every application in rank order, whatever its state.
    pub fn ranking(&self) -> Ranking {
        Ranking::of(self.book, &self.scores, self.book.indexes())
    }
}
