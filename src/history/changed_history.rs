//! A row of a journal was altered, moved or removed.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Finding, Findings};
use crate::model::counted;
use crate::source::{FileId, Origin, Place, Span};

use super::codes::CHANGED_HISTORY;
use super::pairs::Pairs;
use super::sequence::{Fate, fates};
use super::table::{Cells, Form, Row, Table};
use super::unread_revision::leave_out_nobody;
use super::waivers::FreshWaivers;

/// One journal of one scheme, then and now.
pub struct Journal<'a> {
    /// `awards.csv` or `payments.csv`, below the folder.
    pub path: &'a str,
    /// The revision, as the user calls it.
    pub revision: &'a str,
    /// Its text at the revision.
    pub before: &'a str,
    /// Its text now; empty when there is no such file.
    pub after: &'a str,
    /// Where it stands, or should stand.
    pub file: FileId,
    /// How its cells are written.
    pub form: Form<'a>,
    /// Whether a text had better not be repeated: it names a person.
    pub is_secret: fn(&str) -> bool,
    /// What was waived since.
    pub waivers: &'a FreshWaivers,
    /// The applications that are gone, of which something is said already.
    pub gone: &'a HashSet<String>,
}

/// Finds every row of the revision that does not stand as it stood, in order
/// with the others. Rows may have come between them: two who both appended.
pub fn changed_history(journal: &Journal<'_>, found: &mut Findings) {
    let grown = journal.before.ends_with('\n') && journal.after.starts_with(journal.before);
    if grown || journal.before == journal.after {
        return;
    }
    let mut before = Table::of(journal.before, journal.form);
    let after = Table::of(journal.after, journal.form);
    leave_out_nobody(journal, &mut before, found);
    if before.rows.is_empty() {
        return;
    }
    if after.columns.iter().all(|name| name.trim().is_empty()) {
        lost_file(journal, &before, found);
        return;
    }
    for column in before.columns.clone() {
        if !after.columns.contains(&column) {
            lost_column(journal, &mut before, &after, &column, found);
        }
    }
    let keys = |table: &Table<'_>| -> Vec<Cells> {
        table.rows.iter().map(|row| row.cells.clone()).collect()
    };
    let fates = fates(&keys(&before), &keys(&after));
    let mut pairs = Pairs::of(&fates, after.rows.len());
    for (nth, fate) in fates.iter().enumerate() {
        let row = &before.rows[nth];
        let pair = match fate {
            Fate::Gone => pairs.take(nth, row, &after.rows),
            _ => None,
        };
        if matches!(fate, Fate::Kept(_)) || journal.is_excused(row) {
            continue;
        }
        let finding = match (fate, pair) {
            (Fate::Moved(at), _) => moved(journal, row, &after.rows[*at]),
            (_, Some(at)) => altered(journal, row, &after.rows[at]),
            _ => removed(journal, row),
        };
        found.add(finding.note(quoted(journal, row)));
    }
}

impl Journal<'_> {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether a waiver speaks for the row, or the application is gone with it.
    fn is_excused(&self, row: &Row) -> bool {
        let application = row.cell("application");
        self.gone.contains(application) || self.waivers.hold(application, CHANGED_HISTORY.name)
    }

    fn finding(&self, place: Place, message: String, applications: &str) -> Finding {
        Finding::new(&CHANGED_HISTORY, place, message).help(format!(
            "put it back as it was: a fact is never edited, only followed by another; or record a waiver in waivers.csv: {applications}, {}",
            CHANGED_HISTORY.name
        ))
    }
}

fn lost_file(journal: &Journal<'_>, before: &Table<'_>, found: &mut Findings) {
    let mut rows = before.rows.iter();
    if rows.all(|row| journal.is_excused(row)) {
        return;
    }
    let rows = counted(before.rows.len(), "row");
    let message = format!("{} is gone, with {rows}", journal.name());
    let all = applications(journal, before.rows.iter());
    found.add(journal.finding(Place::File(journal.file), message, &all));
}

/// Says that a column is gone, and goes on as if it had never been.
fn lost_column(
    journal: &Journal<'_>,
    before: &mut Table<'_>,
    after: &Table<'_>,
    column: &str,
    found: &mut Findings,
) {
    let filled = before
        .rows
        .iter()
        .filter(|row| !row.cell(column).is_empty());
    let said: Vec<&Row> = filled.filter(|row| !journal.is_excused(row)).collect();
    if !said.is_empty() {
        let rows = counted(said.len(), "row");
        let header = Span::new(journal.file, after.header.0, after.header.1);
        let message = format!("the column `{column}` is gone, with what it said in {rows}");
        let all = applications(journal, said.into_iter());
        found.add(
            journal
                .finding(header.into(), message, &all)
                .label("not here any more"),
        );
    }
    for row in &mut before.rows {
        row.cells.retain(|(name, _)| name != column);
    }
}

fn moved(journal: &Journal<'_>, row: &Row, now: &Row) -> Finding {
    let place = Origin::new(journal.file, now.start).into();
    let message = format!("{} was moved", named(row));
    journal
        .finding(place, message, row.cell("application"))
        .label("stood before rows that now stand above it")
}

fn removed(journal: &Journal<'_>, row: &Row) -> Finding {
    let message = format!("{} is gone from {}", named(row), journal.name());
    journal.finding(Place::File(journal.file), message, row.cell("application"))
}

fn altered(journal: &Journal<'_>, row: &Row, now: &Row) -> Finding {
    let columns: BTreeSet<&String> = row
        .cells
        .iter()
        .chain(&now.cells)
        .map(|(name, _)| name)
        .collect();
    let mut changed = columns
        .into_iter()
        .filter(|name| row.cell(name) != now.cell(name));
    let origin = Origin::new(journal.file, now.start);
    let (place, label): (Place, String) = match (changed.next(), changed.next()) {
        (Some(column), None) => (
            origin.cell(column.clone()),
            match row.cell(column) {
                "" => "was blank".to_owned(),
                was if (journal.is_secret)(was) => "was something else".to_owned(),
                was => format!("was {was}"),
            },
        ),
        _ => (origin.into(), "was another row".to_owned()),
    };
    journal
        .finding(
            place,
            format!("{} was altered", named(row)),
            row.cell("application"),
        )
        .label(label)
}

/// A row in words: `the award of D24-017 on 2024-09-02`.
fn named(row: &Row) -> String {
    let cell = |column, blank| {
        Some(row.cell(column))
            .filter(|it| !it.is_empty())
            .unwrap_or(blank)
    };
    let (entry, date) = (cell("entry", "row"), cell("date", "no day"));
    format!("the {entry} of {} on {date}", row.cell("application"))
}

/// The applications of rows, each once: whom waivers would have to name.
fn applications<'r>(journal: &Journal<'_>, rows: impl Iterator<Item = &'r Row>) -> String {
    let open = rows.filter(|row| !journal.is_excused(row));
    let names: BTreeSet<&str> = open.map(|row| row.cell("application")).collect();
    match names.len() {
        0..=3 => names.into_iter().collect::<Vec<_>>().join(" and "),
        count => format!("each of {count} applications"),
    }
}

/// The row as it stood, cut where it is very long, and not repeated where it
/// names a person: what git forgets, a log must not keep.
fn quoted(journal: &Journal<'_>, row: &Row) -> String {
    let line = journal.before.get(row.start..row.end).unwrap_or_default();
    if (journal.is_secret)(line) {
        return "what it said is not repeated: it looks like a person's number".to_owned();
    }
    if line.chars().count() <= 200 {
        return format!("it said: {line}");
    }
    let cut: String = line.chars().take(199).collect();
    format!("it said: {cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The messages about a journal, and the labels.
    fn found(before: &str, after: &str) -> Vec<(String, String)> {
        let header = "date,application,entry,amount\n";
        let waivers = FreshWaivers::of(
            "",
            "date,application,check,reason\n2024-11-01,W,changed-history,slip\n",
        );
        let mut found = Findings::new();
        let journal = Journal {
            path: "data/digital/awards.csv",
            revision: "main",
            before: &format!("{header}{before}"),
            after: &format!("{header}{after}"),
            file: Sources::new().add(String::new(), String::new()),
            form: &|_, cell| cell.to_owned(),
            is_secret: |text| text.contains("secret"),
            waivers: &waivers,
            gone: &HashSet::from(["G".to_owned()]),
        };
        changed_history(&journal, &mut found);
        let findings = found.into_iter();
        findings
            .map(|finding| (finding.message.into_owned(), finding.label.into_owned()))
            .collect()
    }

    const A: &str = "2024-09-02,A,award,100\n";
    const B: &str = "2024-09-02,B,award,200\n";

    #[test]
    fn rows_may_come_anywhere() {
        let new = "2024-10-01,A,accept,\n";
        assert!(found(&[A, B].concat(), &[A, new, B, new].concat()).is_empty());
        assert!(found(A, &[A, A].concat()).is_empty());
        assert!(found("", A).is_empty());
    }

    #[test]
    fn an_appended_row_is_not_an_old_one_altered() {
        let message = "the award of B on 2024-09-02 is gone from awards.csv".to_owned();
        let other = "2024-11-01,C,reject,\n";
        assert_eq!(
            found(&[A, B].concat(), &[A, other].concat()),
            [(message, String::new())]
        );
        let message = "the award of B on 2024-09-02 was altered".to_owned();
        let altered = "2024-09-02,B,award,\n";
        assert_eq!(
            found(&[A, B].concat(), &[A, other, altered].concat()),
            [(message, "was 200".to_owned())]
        );
    }

    #[test]
    fn a_secret_is_not_repeated() {
        let secret = "2024-09-02,A,award,secret\n";
        let [(_, label)] = &found(secret, A)[..] else {
            panic!("one row was altered");
        };
        assert_eq!(label, "was something else");
    }

    #[test]
    fn two_rows_that_change_places_are_one_that_moved() {
        assert_eq!(found(&[A, B].concat(), &[B, A].concat()).len(), 1);
    }

    #[test]
    fn who_is_gone_or_waived_is_not_told_again() {
        let rows = "2024-09-02,G,award,100\n2024-09-02,W,award,100\n";
        assert!(found(&[rows, A].concat(), A).is_empty());
    }
}
