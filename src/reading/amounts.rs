//! A file of amounts that an officer gives: the columns application, amount.

use crate::diagnostic::Findings;
use crate::model::{ApplicationIndex, Book, Money};
use crate::source::{FileId, Sources};

use super::csv::{self, Column, column};
use super::ids::Ids;
use super::text::{self, Opened};
use super::value::{self, Unread, need};

const COLUMNS: [Column; 2] = [column("application", true), column("amount", true)];

/// Takes in the bytes of such a file, for [`amounts`].
pub fn take_amounts(
    sources: &mut Sources,
    path: String,
    bytes: Vec<u8>,
    found: &mut Findings,
) -> Option<FileId> {
    let file = sources.set_aside(1);
    let Opened {
        source, readable, ..
    } = text::open(file, path, bytes, found);
    sources.keep(source);
    readable.then_some(file)
}

/// The amounts of a file, row by row; what is wrong with it is found.
pub fn amounts(
    sources: &Sources,
    file: FileId,
    book: &Book<'_>,
    found: &mut Findings,
) -> Vec<(ApplicationIndex, Money)> {
    let ids = Ids::of(&book.applications);
    let mut amounts = Vec::new();
    csv::read(sources.get(file), &COLUMNS, found, |row, found| {
        let application = ids.application(row, 0, found);
        let amount = need(row, 1, found)
            .and_then(|cell| value::money(cell, book.scheme.currency, found)?.ok_or(Unread));
        if let (Ok(application), Ok(amount)) = (application, amount) {
            amounts.push((application, amount));
        }
    });
    amounts
}
