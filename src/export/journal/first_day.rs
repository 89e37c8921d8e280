//! The day of what has none: budget entries and openings without a date.

use chrono::NaiveDate;

use crate::model::Book;

/// The first day that these books know of, and not after `day`: a budget entry
/// that has a date, the opening or closing of a call, an application, a
/// decision, a payment.
pub(super) fn first_day<'b>(
    books: impl Iterator<Item = &'b Book<'b>>,
    day: NaiveDate,
) -> Option<NaiveDate> {
    books.flat_map(days).filter(|known| *known <= day).min()
}

fn days(book: &Book) -> Vec<NaiveDate> {
    let scheme = book.scheme;
    let call = scheme.call.as_ref();
    let moments = [
        call.and_then(|call| call.opens),
        call.and_then(|call| call.closes),
    ];
    let budget = scheme.budget.iter().filter_map(|entry| entry.date);
    let received = book.applications.iter();
    let received = received.filter_map(|application| application.received);
    let mut days: Vec<NaiveDate> = budget.collect();
    days.extend(
        moments
            .into_iter()
            .flatten()
            .map(|(moment, _)| moment.day()),
    );
    days.extend(received.map(|received| received.day(scheme.timezone)));
    days.extend(book.awards.iter().map(|entry| entry.date));
    days.extend(book.payments.iter().map(|entry| entry.date));
    days
}
