//! Does the finance system tell the same payments as the ledger?

use crate::ledger::{Match, Movement, Status};
use crate::model::{ApplicationIndex, Balance, Book};
use crate::table::{Cell, Column, Grid};

/// A line of the finance system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinanceLine {
    /// What it says of money.
    pub movement: Movement,
    /// Its row in the file.
    pub row: usize,
    /// Whom the file names.
    pub recipient: Option<String>,
}

/// The payments of a scheme here and there, and which are the same.
#[derive(Debug)]
pub struct Reconciliation<'b> {
    /// The scheme's facts.
    pub book: &'b Book<'b>,
    /// The money out and back here.
    pub here: Vec<Movement>,
    /// That of the finance system.
    pub there: Vec<FinanceLine>,
    /// What became of each line.
    pub matches: Vec<Match>,
}

impl Reconciliation<'_> {
    /// Whether each line has its counterpart.
    pub fn is_settled(&self) -> bool {
        let mut statuses = self.matches.iter().map(|each| each.status);
        statuses.all(|status| status == Status::Matched)
    }

    /// The lines that are there and not here.
    pub fn missing_here(&self) -> impl Iterator<Item = &FinanceLine> {
        let missing = self.matches.iter();
        let missing = missing.filter(|each| each.status == Status::MissingHere);
        missing.flat_map(|each| each.there.iter().map(|&nth| &self.there[nth]))
    }

    fn sums(&self, status: Status) -> Sums {
        let mut sums = Sums::default();
        for each in self.matches.iter().filter(|each| each.status == status) {
            sums.count_here += each.here.len();
            sums.count_there += each.there.len();
            sums.here += self.sum_here(each);
            sums.there += self.sum_there(each);
        }
        sums
    }

    fn sum_here(&self, each: &Match) -> Balance {
        let lines = each.here.iter();
        lines.map(|&nth| self.here[nth].amount).sum()
    }

    fn sum_there(&self, each: &Match) -> Balance {
        let lines = each.there.iter();
        lines.map(|&nth| self.there[nth].movement.amount).sum()
    }

    /// The matches in the order of a list: what needs a look first, then by day.
    fn ordered(&self) -> Vec<&Match> {
        let mut matches: Vec<&Match> = self.matches.iter().collect();
        matches.sort_by_key(|each| {
            let here = each.here.iter().filter_map(|&nth| self.here[nth].date);
            let there = each.there.iter();
            let there = there.filter_map(|&nth| self.there[nth].movement.date);
            (each.status, here.chain(there).min())
        });
        matches
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count_here: usize,
    count_there: usize,
    here: Balance,
    there: Balance,
}

/// A row for each line here with its counterpart beside it, and the sums of
/// each status. Money back is below zero.
pub fn reconcile(reconciliation: &Reconciliation<'_>) -> Grid<'static> {
    let scheme = reconciliation.book.scheme;
    let mut grid = Grid::new(
        scheme.language,
        [
            Column::new("scheme", "Scheme").data_only(),
            Column::new("status", "Status"),
            Column::new("match", "Match").data_only(),
            Column::new("by", "By").data_only(),
            Column::new("application", "Id").optional(),
            Column::new("recipient", "Recipient").elastic().optional(),
            Column::new("reference", "Reference").optional(),
            Column::new("date", "Date").optional(),
            Column::new("date_here", "Date here").data_only(),
            Column::new("date_there", "Date there").data_only(),
            Column::new("row", "Row"),
            Column::new("currency", "").data_only(),
            Column::new("here", "Here"),
            Column::new("there", "There"),
            Column::new("difference", "Difference").data_only(),
        ],
    );
    grid.set_title("Reconciliation", scheme.id.as_str());
    for (number, each) in (1..).zip(reconciliation.ordered()) {
        for row in rows(reconciliation, each, number) {
            grid.push(row);
        }
    }
    footer(reconciliation, &mut grid);
    grid
}

/// The lines of a match side by side; the difference stands in its first row.
fn rows(reconciliation: &Reconciliation<'_>, each: &Match, number: u64) -> Vec<Vec<Cell<'static>>> {
    let currency = reconciliation.book.scheme.currency;
    let difference = reconciliation.sum_there(each) - reconciliation.sum_here(each);
    let count = each.here.len().max(each.there.len());
    let row = |nth: usize| {
        let here = each.here.get(nth).map(|&at| &reconciliation.here[at]);
        let there = each.there.get(nth).map(|&at| &reconciliation.there[at]);
        let money = there.map(|line| &line.movement);
        let date = |line: Option<&Movement>| line.and_then(|line| line.date);
        let day = |date: Option<_>| Cell::from(date.map(Cell::Date));
        let amount = |line: Option<&Movement>| {
            Cell::from(line.map(|line| Cell::Amount(line.amount, currency)))
        };
        let reference = [here, money].into_iter().flatten();
        let mut reference = reference.filter_map(|line| line.reference.as_deref());
        let [application, recipient] = who(reconciliation.book, here, there);
        vec![
            Cell::id(&reconciliation.book.scheme.id),
            Cell::text(each.status.word()),
            Cell::Count(number),
            each.by.map(|by| Cell::text(by.word())).into(),
            application,
            recipient,
            reference.next().map(Cell::id).into(),
            day(date(here).or(date(money))),
            day(date(here)),
            day(date(money)),
            there.map(|line| Cell::Count(line.row as u64)).into(),
            Cell::text(currency.code()),
            amount(here),
            amount(money),
            (nth == 0)
                .then_some(Cell::Amount(difference, currency))
                .into(),
        ]
    };
    (0..count).map(row).collect()
}

/// The application, and whose it is; where that is not known, whom the file
/// names.
fn who(
    book: &Book<'_>,
    here: Option<&Movement>,
    there: Option<&FinanceLine>,
) -> [Cell<'static>; 2] {
    let lines = [here, there.map(|line| &line.movement)];
    let application: Option<ApplicationIndex> =
        lines.into_iter().flatten().find_map(Movement::application);
    match application.map(|index| book.application(index)) {
        Some(application) => [Cell::id(application.id), Cell::text(application.applicant)],
        None => {
            let named = there.and_then(|line| line.recipient.as_deref());
            [Cell::Blank, named.map(Cell::text).into()]
        }
    }
}

/// The sums of each status that there is, and of all.
fn footer(reconciliation: &Reconciliation<'_>, grid: &mut Grid<'static>) {
    let currency = reconciliation.book.scheme.currency;
    let mut total = Sums::default();
    let mut push = |word: &str, sums: Sums, by: &[&str]| {
        let amount = |balance| Cell::Amount(balance, currency);
        let mut row = vec![Cell::Blank, Cell::text(word)];
        row.extend(std::iter::repeat_n(Cell::Blank, 10));
        row.extend([sums.here, sums.there, sums.there - sums.here].map(amount));
        grid.push_total(row, by);
    };
    for status in Status::ALL {
        let sums = reconciliation.sums(status);
        if sums.count_here + sums.count_there > 0 {
            push(status.word(), sums, &["status"]);
        }
        total.here += sums.here;
        total.there += sums.there;
    }
    push("Total", total, &[]);
}

/// How many lines of each status there are, and by how much they are apart, a
/// line each.
pub fn reconcile_counts(reconciliation: &Reconciliation<'_>) -> Vec<String> {
    let scheme = reconciliation.book.scheme;
    let apart = |sums: Sums| match sums.there - sums.here {
        more if more > Balance::ZERO => format!(", {} more there", scheme.written(more)),
        less if less < Balance::ZERO => format!(", {} less there", scheme.written(-less)),
        _ => String::new(),
    };
    let counts = Status::ALL.into_iter().filter_map(|status| {
        let sums = reconciliation.sums(status);
        let word = status.word();
        let lines = match (sums.count_here, sums.count_there) {
            (0, 0) => return None,
            (here, 0) => format!("{here} here"),
            (0, there) => format!("{there} there"),
            (here, there) => format!("{here} here, {there} there"),
        };
        Some(format!("{word}: {lines}{}", apart(sums)))
    });
    let mut counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        counts.push("no payments here, and none in the file".to_owned());
    }
    counts
}
