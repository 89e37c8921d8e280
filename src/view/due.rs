//! What is due, of whom, and by when?

use chrono::NaiveDate;

use crate::collation::Collation;
use crate::ledger::{Accounts, Obligation, What, lapsed, obligations};
use crate::model::{Balance, Book, Language};
use crate::table::{Cell, Column, Grid};

/// What is due of one award.
#[derive(Debug)]
pub struct Due<'b> {
    book: &'b Book<'b>,
    position: usize,
    obligation: Obligation,
}

/// All that can be done now about the awards of a book, and is due on or
/// before `until`; what has no day is due whenever. Nothing is to be paid on an
/// offer that has lapsed by `today`: that the yes is overdue is said.
pub fn dues<'b>(
    book: &'b Book<'b>,
    accounts: &Accounts,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<Due<'b>> {
    let mut dues = Vec::new();
    for (position, account) in accounts.iter().enumerate() {
        let is_lapsed = lapsed(book.scheme, account, today).is_some();
        let list = obligations(book.scheme, account).into_iter();
        let list = list.filter(|each| !is_lapsed || !matches!(each.what, What::Pay(_)));
        let list = list.filter(|each| {
            let in_time = each.day.zip(until).is_none_or(|(day, until)| day <= until);
            !each.is_waiting() && in_time
        });
        dues.extend(list.map(|obligation| Due {
            book,
            position,
            obligation,
        }));
    }
    dues
}

/// What is due: the longest overdue first, what has no day last; what is due
/// on one day by applicant, scheme and id.
pub fn due(mut dues: Vec<Due<'_>>, today: NaiveDate, language: Language) -> Grid<'static> {
    let collation = Collation::of(language);
    dues.sort_by_cached_key(|due| {
        let application = &due.book.applications[due.position];
        (
            due.obligation.day.unwrap_or(NaiveDate::MAX),
            collation.key(&application.applicant.read()),
            due.book.scheme.id.as_str(),
            collation.key(application.id.as_str()),
        )
    });
    let mut currencies = dues.iter().map(|due| due.book.scheme.currency);
    let first = currencies.next();
    let is_alone = currencies.all(|currency| Some(currency) == first);
    let currency = Column::new("currency", "").optional();
    let mut grid = Grid::new(
        language,
        [
            Column::new("scheme", "Scheme"),
            Column::new("application", "Id"),
            Column::new("applicant", "Applicant").elastic(),
            Column::new("what", "What"),
            Column::new("amount", "Amount").optional(),
            if is_alone {
                currency.data_only()
            } else {
                currency
            },
            Column::new("since", "Since").data_only(),
            Column::new("due", "Due"),
            Column::new("days_left", "Days left"),
            Column::new("overdue", "Overdue").data_only(),
        ],
    );
    grid.set_title("Due", "");
    for due in &dues {
        grid.push(row(due, today));
    }
    grid
}

fn row(due: &Due<'_>, today: NaiveDate) -> Vec<Cell<'static>> {
    let Due {
        book,
        position,
        obligation,
    } = due;
    let application = &book.applications[*position];
    let currency = book.scheme.currency;
    let days = obligation.day.map(|day| (day - today).num_days());
    vec![
        Cell::id(&book.scheme.id),
        Cell::id(application.id),
        Cell::text(application.applicant),
        Cell::text(obligation.what.word()),
        obligation
            .amount
            .map(|amount| Cell::Amount(amount, currency))
            .into(),
        obligation
            .amount
            .map(|_| Cell::text(currency.code()))
            .into(),
        obligation.since.map(Cell::Date).into(),
        obligation.day.map(Cell::Date).into(),
        days.map(|days| Cell::Decimal(days.into(), 0)).into(),
        Cell::Bool(obligation.is_overdue(today)),
    ]
}

/// How much is overdue, and what is to be paid, a line each.
pub fn due_notes(dues: &[Due<'_>], today: NaiveDate) -> Vec<String> {
    let late = dues.iter().filter(|due| due.obligation.is_overdue(today));
    let late = late.count();
    let mut notes = Vec::new();
    if late > 0 {
        notes.push(format!("{late} overdue on {today}, of {}", dues.len()));
    }
    let is_pay = |due: &&Due<'_>| matches!(due.obligation.what, What::Pay(_));
    let mut currencies: Vec<_> = dues
        .iter()
        .filter(is_pay)
        .map(|due| due.book.scheme.currency)
        .collect();
    currencies.sort();
    currencies.dedup();
    for currency in currencies {
        let of_currency = dues.iter().filter(is_pay);
        let of_currency = of_currency.filter(|due| due.book.scheme.currency == currency);
        let scheme = of_currency.clone().map(|due| due.book.scheme).next();
        let sum: Balance = of_currency.filter_map(|due| due.obligation.amount).sum();
        let sum = scheme.map(|scheme| scheme.written(sum));
        notes.extend(sum.map(|sum| format!("to be paid: {sum}")));
    }
    notes
}
