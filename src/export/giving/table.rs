//! The grants as one table: the standard's column titles, and the paths of
//! properties that have none.

use std::borrow::Cow;

use super::grant::Grant;
use super::package::Package;
use super::transaction::Transaction;

/// A column and what a grant has in it; blank where it is not known.
type Column = (&'static str, fn(&Grant) -> Option<Cow<'_, str>>);

const COLUMNS: [Column; 21] = [
    ("Identifier", |grant| text(&grant.id)),
    ("Title", |grant| text(&grant.title)),
    ("Description", |grant| text(&grant.description)),
    ("Currency", |grant| text(grant.currency)),
    ("Amount Applied For", |grant| {
        grant
            .amount_applied_for
            .as_ref()
            .map(|amount| amount.get().into())
    }),
    ("Amount Awarded", |grant| text(grant.amount_awarded.get())),
    ("Amount Disbursed", |grant| {
        grant
            .amount_disbursed
            .as_ref()
            .map(|amount| amount.get().into())
    }),
    ("Award Date", |grant| text(&grant.award_date)),
    ("Planned Dates:End Date", |grant| {
        grant
            .planned_dates
            .first()
            .map(|event| (&event.end_date).into())
    }),
    ("Actual Dates:End Date", |grant| {
        grant
            .actual_dates
            .first()
            .map(|event| (&event.end_date).into())
    }),
    ("Recipient Org:Identifier", |grant| {
        text(&grant.recipient_organization[0].id)
    }),
    ("Recipient Org:Name", |grant| {
        text(&grant.recipient_organization[0].name)
    }),
    ("Recipient Org:City", |grant| {
        let place = grant.recipient_organization[0].address_locality.as_ref();
        place.map(Into::into)
    }),
    ("Funding Org:Identifier", |grant| {
        text(&grant.funding_organization[0].id)
    }),
    ("Funding Org:Name", |grant| {
        text(&grant.funding_organization[0].name)
    }),
    ("Grant Programme:Code", |grant| {
        text(&grant.grant_programme[0].code)
    }),
    ("Grant Programme:Title", |grant| {
        text(&grant.grant_programme[0].title)
    }),
    ("Grant Programme:URL", |grant| {
        grant.grant_programme[0].url.as_ref().map(Into::into)
    }),
    ("From an open call?", |grant| {
        grant.from_open_call.map(Into::into)
    }),
    ("Last modified", |grant| text(&grant.date_modified)),
    ("Data Source", |grant| {
        grant.data_source.as_ref().map(Into::into)
    }),
];

fn text(text: &str) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(text))
}

/// The properties of a transaction, which have no titles in the standard.
const PARTS: [&str; 5] = ["id", "transactionDate", "currency", "value", "description"];

/// One row a grant; as many columns of transactions as the longest needs.
pub(super) fn csv(package: &Package) -> String {
    let grants = &package.grants;
    let commitments = longest(grants, |grant| &grant.commitment_transaction);
    let disbursements = longest(grants, |grant| &grant.disbursement_transaction);
    let mut header: Vec<Cow<'_, str>> = COLUMNS.iter().map(|(title, _)| (*title).into()).collect();
    header.extend(titles("commitmentTransaction", commitments));
    header.extend(titles("disbursementTransaction", disbursements));
    let stamp = package.stamp.as_ref().map(ToString::to_string);
    header.extend(stamp.as_ref().map(|_| "Commit".into()));

    let mut rows = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut write = |row: &[Cow<'_, str>]| {
        rows.write_record(row.iter().map(|cell| cell.as_bytes()))
            .expect("memory takes every row of the header's width");
    };
    write(&header);
    for grant in grants {
        let cells = COLUMNS
            .iter()
            .map(|(_, cell)| cell(grant).unwrap_or_default());
        let mut row: Vec<Cow<'_, str>> = cells.collect();
        row.extend(moves(&grant.commitment_transaction, commitments));
        row.extend(moves(&grant.disbursement_transaction, disbursements));
        row.extend(stamp.as_deref().map(Cow::Borrowed));
        write(&row);
    }
    let bytes = rows.into_inner().expect("memory is flushed");
    String::from_utf8(bytes).expect("cells are text")
}

fn longest(grants: &[Grant], of: fn(&Grant) -> &Vec<Transaction>) -> usize {
    grants
        .iter()
        .map(|grant| of(grant).len())
        .max()
        .unwrap_or(0)
}

fn titles(name: &str, count: usize) -> impl Iterator<Item = Cow<'static, str>> {
    let parts = (0..count).flat_map(|nth| PARTS.iter().map(move |part| (nth, part)));
    parts.map(move |(nth, part)| format!("{name}/{nth}/{part}").into())
}

fn moves(transactions: &[Transaction], count: usize) -> impl Iterator<Item = Cow<'_, str>> {
    let cells = transactions.iter().flat_map(|transaction| {
        let cells: [&str; PARTS.len()] = [
            &transaction.id,
            &transaction.transaction_date,
            transaction.currency,
            transaction.value.get(),
            &transaction.description,
        ];
        cells
    });
    let blanks = (count - transactions.len()) * PARTS.len();
    cells
        .map(Cow::Borrowed)
        .chain(std::iter::repeat_n(Cow::Borrowed(""), blanks))
}
