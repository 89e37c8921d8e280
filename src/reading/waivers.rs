//! waivers.csv

use crate::diagnostic::{Findings, one_of};
use crate::model::{Fact, Scheme, Waiver};

use super::csv::{self, Column, column};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::value::{self, Unread, need};

pub(super) const COLUMNS: [Column; 5] = [
    column("date", true),
    column("application", true),
    column("check", true),
    column("reason", true),
    column("by", false),
];

/// A waiver of this check names an application that is not there: that it is
/// gone is what is waived.
const OF_THE_GONE: &str = "vanished-id";

/// Reads the recorded exceptions. `checks` has the names that may be waived;
/// `requirement:<id>` is one for each of the scheme's own.
pub(super) fn read_all<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    ids: &Ids<'_>,
    checks: &[&str],
    found: &mut Findings,
) -> Vec<Waiver<'t>> {
    let mut waivers = Vec::new();
    let Some(source) = texts.get(Fact::Waivers) else {
        return waivers;
    };
    let names = check_names(scheme, checks);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    csv::read(source, &COLUMNS, found, |row, found| {
        let date = need(row, 0, found).and_then(|cell| date::date(cell, found)?.ok_or(Unread));
        if row.cell(2).raw == OF_THE_GONE && !ids.holds(row.cell(1).raw) {
            for nth in [1, 3] {
                let _ = need(row, nth, found);
            }
            return;
        }
        let application = ids.application(row, 1, found);
        let check = need(row, 2, found).and_then(|cell| {
            let known = |text: &str| names.contains(&text).then(|| cell.text());
            value::word(cell, "check", &names, known, found)
        });
        let reason = need(row, 3, found);
        if let (Ok(date), Ok(application), Ok(check), Ok(reason)) =
            (date, application, check, reason)
        {
            waivers.push(Waiver {
                date,
                application,
                check,
                reason: reason.text(),
                by: value::text(row.cell(4)),
                origin: row.origin,
            });
        }
    });
    waivers
}

/// The names that a waiver may give: checks, and the scheme's own requirements.
fn check_names(scheme: &Scheme, checks: &[&str]) -> Vec<String> {
    let requirements = scheme.requirements.iter();
    let requirements = requirements.map(|requirement| format!("requirement:{}", requirement.id));
    let checks = checks.iter().map(|check| (*check).to_owned());
    checks.chain(requirements).collect()
}

/// Whether a waiver may name this check.
///
/// # Errors
/// When it may not: what is wrong, and what was probably meant.
pub fn check_name(text: &str, scheme: &Scheme, checks: &[&str]) -> Result<(), (String, String)> {
    let names = check_names(scheme, checks);
    if names.iter().any(|name| name == text) {
        return Ok(());
    }
    let help = one_of(text, names.iter().map(String::as_str));
    Err((format!("`{text}` is no check"), help))
}
