//! Who got how much, over all schemes; and what did one organisation get?

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::collation::Collation;
use crate::ledger::{Account, Accounts};
use crate::model::{Application, Balance, Book, Currency, Language};
use crate::table::{Cell, Column, Grid};

use super::Situation;

/// What one recipient got in one currency.
#[derive(Debug, Clone, Default)]
struct Sums<'b> {
    applicant: Cow<'b, str>,
    org_number: Option<&'b str>,
    awards: u64,
    committed: Balance,
    paid: Balance,
    repaid: Balance,
}

impl Sums<'_> {
    fn add(&mut self, account: &Account) {
        self.awards += u64::from(account.is_awarded());
        self.committed += account.committed();
        self.paid += account.paid;
        self.repaid += account.repaid;
    }
}

/// In which order recipients stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientOrder {
    /// By name, as the language has it.
    Name,
    /// The largest sum committed first; the same sums by name.
    Committed,
}

/// Everybody to whom money is committed or was paid, currency by currency. A
/// recipient is known by its number, or else its name.
pub fn recipients(
    books: &[(Book<'_>, Accounts)],
    order: RecipientOrder,
    language: Language,
) -> Grid<'static> {
    let mut all: BTreeMap<(Currency, Cow<'_, str>), Sums<'_>> = BTreeMap::new();
    let mut totals: BTreeMap<Currency, Sums<'_>> = BTreeMap::new();
    for (book, accounts) in books {
        let currency = book.scheme.currency;
        for (application, account) in book.applications.iter().zip(accounts.iter()) {
            if account.is_awarded() || !account.paid.is_zero() {
                let key = (currency, application.applicant_key());
                let sums = all.entry(key).or_default();
                sums.applicant = application.applicant.read();
                sums.org_number = application.org_number.map(|number| number.as_str());
                sums.add(account);
                totals.entry(currency).or_default().add(account);
            }
        }
    }
    let mut rows: Vec<_> = all.into_iter().collect();
    let collation = Collation::of(language);
    // Those of one name keep the order of their numbers.
    rows.sort_by_cached_key(|((currency, _), sums)| {
        let largest = (order == RecipientOrder::Committed).then_some(Reverse(sums.committed));
        (*currency, largest, collation.key(&sums.applicant))
    });
    let mut grid = Grid::new(
        language,
        [
            Column::new("applicant", "Applicant").elastic(),
            Column::new("org_number", "Org. number").optional(),
            Column::new("currency", ""),
            Column::new("awards", "Awards"),
            Column::new("committed", "Committed"),
            Column::new("paid", "Paid"),
            Column::new("repaid", "Repaid"),
            Column::new("outstanding", "Outstanding").data_only(),
        ],
    );
    grid.set_title("Recipients", "");
    for ((currency, _), sums) in rows {
        let mut row = vec![
            Cell::text(sums.applicant.as_ref()),
            sums.org_number.map(Cell::id).into(),
        ];
        row.extend(cells(&sums, currency));
        grid.push(row);
    }
    for (currency, sums) in totals {
        let mut row = vec![Cell::text("Total"), Cell::Blank];
        row.extend(cells(&sums, currency));
        grid.push_total(row, &["currency"]);
    }
    grid
}

fn cells(sums: &Sums<'_>, currency: Currency) -> [Cell<'static>; 6] {
    let amount = |balance| Cell::Amount(balance, currency);
    [
        Cell::text(currency.code()),
        Cell::Count(sums.awards),
        amount(sums.committed),
        amount(sums.paid),
        amount(sums.repaid),
        amount(sums.committed - (sums.paid - sums.repaid)),
    ]
}

/// What was committed before the ledger began, and so to nobody who is known
/// by name, a line each.
pub fn recipients_notes(books: &[(Book<'_>, Accounts)]) -> Vec<String> {
    let schemes = books.iter().map(|(book, _)| book.scheme);
    let before = schemes.filter_map(|scheme| {
        let opening = scheme.opening.as_ref()?;
        let amount = scheme.written(opening.amount);
        Some(format!(
            "{}: {amount} was committed before this ledger began; to whom is not known",
            scheme.id
        ))
    });
    before.collect()
}

/// Whether an application is of the organisation of this number or name, small
/// and capital letters being the same.
pub fn is_of(application: &Application<'_>, organisation: &str) -> bool {
    let number = application.org_number.map(|number| number.as_str());
    let compact: String = organisation.split_whitespace().collect();
    number == Some(compact.as_str())
        || application.applicant.read().to_lowercase() == organisation.trim().to_lowercase()
}

/// Every application of one organisation with its state and its money, scheme
/// by scheme, by id, with totals per currency.
pub fn recipient(
    situations: &[Situation<'_>],
    is_meant: impl Fn(&Application<'_>) -> bool,
    language: Language,
) -> Grid<'static> {
    let mut grid = Grid::new(
        language,
        [
            Column::new("scheme", "Scheme"),
            Column::new("application", "Id"),
            Column::new("applicant", "Applicant").data_only(),
            Column::new("org_number", "Org. number").data_only(),
            Column::new("title", "Title").elastic().optional(),
            Column::new("state", "State"),
            Column::new("awarded_on", "Awarded").data_only(),
            Column::new("currency", ""),
            Column::new("requested", "Requested").optional(),
            Column::new("committed", "Committed").optional(),
            Column::new("paid", "Paid").optional(),
            Column::new("repaid", "Repaid").optional(),
        ],
    );
    let collation = Collation::of(language);
    let mut totals: BTreeMap<Currency, Sums<'_>> = BTreeMap::new();
    for situation in situations {
        let book = situation.book;
        let currency = book.scheme.currency;
        let indexes = book.indexes();
        let mut meant: Vec<_> = indexes
            .filter(|index| is_meant(book.application(*index)))
            .collect();
        meant.sort_by_cached_key(|index| collation.key(book.application(*index).id.as_str()));
        for index in meant {
            let application = book.application(index);
            let account = situation.account(index);
            totals.entry(currency).or_default().add(account);
            let money = |balance: Balance| -> Cell<'static> {
                let amount = Cell::Amount(balance, currency);
                account.has_money().then_some(amount).into()
            };
            grid.push(vec![
                Cell::id(&book.scheme.id),
                Cell::id(application.id),
                Cell::text(application.applicant),
                application
                    .org_number
                    .map(|number| Cell::id(number.as_str()))
                    .into(),
                application.title().map(Cell::text).into(),
                Cell::text(situation.state(index).word()),
                account.first_award.map(Cell::Date).into(),
                Cell::text(currency.code()),
                application
                    .requested
                    .map(|amount| Cell::amount(amount, currency))
                    .into(),
                money(account.committed()),
                money(account.paid),
                money(account.repaid),
            ]);
        }
    }
    for (currency, sums) in totals {
        let mut row = vec![Cell::text("Total")];
        row.extend(std::iter::repeat_n(Cell::Blank, 6));
        row.push(Cell::text(currency.code()));
        row.push(Cell::Blank);
        let amounts = [sums.committed, sums.paid, sums.repaid];
        row.extend(amounts.map(|balance| Cell::Amount(balance, currency)));
        grid.push_total(row, &["currency"]);
    }
    grid
}
