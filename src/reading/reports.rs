//! reports.csv

use crate::diagnostic::Findings;
use crate::model::{Fact, Report, Scheme};

use super::csv::{self, Column, column};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::value::{self, Unread, need};

pub(super) const COLUMNS: [Column; 5] = [
    column("date", true),
    column("application", true),
    column("spent", false),
    column("own_contribution", false),
    column("completed", false),
];

/// Reads the recipients' reports.
pub(super) fn read_all(
    scheme: &Scheme,
    texts: &Texts<'_>,
    ids: &Ids<'_>,
    found: &mut Findings,
) -> Vec<Report> {
    let mut reports = Vec::new();
    let Some(source) = texts.get(Fact::Reports) else {
        return reports;
    };
    let currency = scheme.currency;
    csv::read(source, &COLUMNS, found, |row, found| {
        let date = need(row, 0, found).and_then(|cell| date::date(cell, found)?.ok_or(Unread));
        let application = ids.application(row, 1, found);
        let spent = value::money(row.cell(2), currency, found);
        let own_contribution = value::money(row.cell(3), currency, found);
        let completed = date::date(row.cell(4), found);
        if let (Ok(date), Ok(application), Ok(spent), Ok(own_contribution), Ok(completed)) =
            (date, application, spent, own_contribution, completed)
        {
            reports.push(Report {
                date,
                application,
                spent,
                own_contribution,
                completed,
                origin: row.origin,
            });
        }
    });
    reports
}
