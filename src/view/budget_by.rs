//! Where did the money go, by year, month, place or type of applicant?

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::collation::Collation;
use crate::ledger::{Posting, Side};
use crate::model::{
    Application, ApplicationIndex, AwardKind, Balance, Book, Currency, Language, Text,
};
use crate::table::{Cell, Column, Grid};

/// By what money is grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// The year of each entry.
    Year,
    /// The month of each entry.
    Month,
    /// What kind of organisation the applicant is.
    ApplicantType,
    /// Where the application is from.
    Place,
}

impl Grouping {
    /// The column's name and title.
    fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Year => ("year", "Year"),
            Self::Month => ("month", "Month"),
            Self::ApplicantType => ("applicant_type", "Type"),
            Self::Place => ("place", "Place"),
        }
    }

    /// The group of an entry; empty where it is not known.
    fn key<'b>(self, application: &Application<'b>, date: NaiveDate) -> Cow<'b, str> {
        let text = |text: Option<Text<'b>>| text.map(Text::read).unwrap_or_default();
        match self {
            Self::Year => Cow::Owned(date.year().to_string()),
            Self::Month => Cow::Owned(date.format("%Y-%m").to_string()),
            Self::ApplicantType => text(application.applicant_type),
            Self::Place => text(application.place),
        }
    }
}

/// A currency, whether the group has no name (such come last), and its name.
type Group<'b> = (Currency, bool, Cow<'b, str>);

fn group<'b>(currency: Currency, name: Cow<'b, str>) -> Group<'b> {
    (currency, name.is_empty(), name)
}

/// What was moved in one group and one currency.
#[derive(Debug, Clone, Default)]
struct Sums {
    /// Who was awarded something, each application once.
    awarded: BTreeSet<(usize, ApplicationIndex)>,
    committed: Balance,
    paid: Balance,
    repaid: Balance,
    /// Awards from before the ledger began.
    before: u64,
}

impl Sums {
    fn post(&mut self, posting: Posting) {
        match posting.side {
            Side::Awarded => self.committed += posting.amount,
            Side::Released => self.committed -= posting.amount,
            Side::Paid => self.paid += posting.amount,
            Side::Repaid => self.repaid += posting.amount,
            Side::Claimed | Side::WrittenOff => {}
        }
    }

    fn awards(&self) -> u64 {
        self.before + self.awarded.iter().map(|_| 1).sum::<u64>()
    }
}

/// What was committed (awards less releases), paid and repaid in each group,
/// currency by currency. By time each entry counts on its own day. What
/// happened before the ledger began stands in a group without a name.
pub fn budget_by(books: &[Book<'_>], grouping: Grouping, language: Language) -> Grid<'static> {
    let mut groups: BTreeMap<Group<'_>, Sums> = BTreeMap::new();
    for (nth, book) in books.iter().enumerate() {
        collect(nth, book, grouping, &mut groups);
    }
    let (key, title) = grouping.column();
    let mut grid = Grid::new(
        language,
        [
            Column::new(key, title).elastic(),
            Column::new("currency", ""),
            Column::new("awards", "Awards"),
            Column::new("committed", "Committed"),
            Column::new("paid", "Paid"),
            Column::new("repaid", "Repaid"),
        ],
    );
    grid.set_title("Budgets", format!("by {}", title.to_lowercase()));
    let mut totals: BTreeMap<Currency, Sums> = BTreeMap::new();
    let mut rows: Vec<_> = groups.into_iter().collect();
    let collation = Collation::of(language);
    rows.sort_by_cached_key(|((currency, is_unnamed, name), _)| {
        (*currency, *is_unnamed, collation.key(name))
    });
    for ((currency, is_unnamed, key), sums) in rows {
        let name = if is_unnamed {
            Cell::Blank
        } else {
            Cell::text(key)
        };
        grid.push(row(name, &sums, currency));
        let total = totals.entry(currency).or_default();
        total.committed += sums.committed;
        total.paid += sums.paid;
        total.repaid += sums.repaid;
        total.before += sums.before;
        total.awarded.extend(sums.awarded);
    }
    for (currency, sums) in totals {
        grid.push_total(row(Cell::text("Total"), &sums, currency), &["currency"]);
    }
    grid
}

/// What the group without a name is, where there is one.
pub fn budget_by_note(books: &[Book<'_>], grouping: Grouping) -> Option<String> {
    let before = books.iter().any(|book| book.scheme.opening.is_some());
    let before = before.then_some("what happened before this ledger began");
    let unknown = match grouping {
        Grouping::Year | Grouping::Month => None,
        Grouping::Place => Some("those whose place is not known"),
        Grouping::ApplicantType => Some("those whose type is not known"),
    };
    let unknown = unknown.filter(|_| books.iter().any(|book| has_unnamed(book, grouping)));
    let parts: Vec<&str> = before.into_iter().chain(unknown).collect();
    let holds = parts.join(", and ");
    (!parts.is_empty()).then(|| format!("the row without a name holds {holds}"))
}

/// Whether somebody was awarded money whose group is not known.
fn has_unnamed(book: &Book<'_>, grouping: Grouping) -> bool {
    book.awards.iter().any(|entry| {
        let application = book.application(entry.application);
        matches!(entry.kind, AwardKind::Award(_))
            && grouping.key(application, entry.date).is_empty()
    })
}

fn collect<'b>(
    nth: usize,
    book: &'b Book<'_>,
    grouping: Grouping,
    groups: &mut BTreeMap<Group<'b>, Sums>,
) {
    let currency = book.scheme.currency;
    let key = |index, date| group(currency, grouping.key(book.application(index), date));
    if let Some(opening) = &book.scheme.opening {
        let sums = groups
            .entry(group(currency, Cow::Borrowed("")))
            .or_default();
        sums.committed += opening.amount;
        sums.paid += opening.paid.unwrap_or_default();
        sums.before += u64::from(opening.awards);
    }
    for entry in &book.awards {
        if let Some(posting) = Posting::of_award(entry.kind) {
            let sums = groups
                .entry(key(entry.application, entry.date))
                .or_default();
            sums.post(posting);
            if posting.side == Side::Awarded {
                sums.awarded.insert((nth, entry.application));
            }
        }
    }
    for entry in &book.payments {
        let posting = Posting::of_payment(entry.kind, entry.amount);
        if matches!(posting.side, Side::Paid | Side::Repaid) {
            let sums = groups
                .entry(key(entry.application, entry.date))
                .or_default();
            sums.post(posting);
        }
    }
}

fn row(name: Cell<'static>, sums: &Sums, currency: Currency) -> Vec<Cell<'static>> {
    let amount = |balance| Cell::Amount(balance, currency);
    vec![
        name,
        Cell::text(currency.code()),
        Cell::Count(sums.awards()),
        amount(sums.committed),
        amount(sums.paid),
        amount(sums.repaid),
    ]
}
