//! A row of a journal was altered, moved or removed.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Finding, Findings};
use crate::source::{FileId, Origin, Place, Span};

use super::codes::CHANGED_HISTORY;
use super::sequence::{Fate, fates};
use super::table::{Cells, Form, Row, Table};
use super::waivers::FreshWaivers;

/// One journal of one scheme, then and now.
pub struct Journal<'a> {
    /// `awards.csv` or `payments.csv`.
    pub name: &'a str,
    /// Its text at the revision.
    pub before: &'a str,
    /// Its text now; empty when there is no such file.
    pub after: &'a str,
    /// Where it stands, or should stand.
    pub file: FileId,
    /// How its cells are written.
    pub form: Form<'a>,
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
        found.add(finding.note(format!("it said: {}", quoted(journal.before, row))));
    }
}

impl Journal<'_> {
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
    let count = before.rows.len();
    let plural = if count == 1 { "" } else { "s" };
    let message = format!("{} is gone, with {count} row{plural}", journal.name);
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
        let count = said.len();
        let plural = if count == 1 { "" } else { "s" };
        let header = Span::new(journal.file, after.header.0, after.header.1);
        let message =
            format!("the column `{column}` is gone, with what it said in {count} row{plural}");
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
    let message = format!("{} is gone from {}", named(row), journal.name);
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
    let or = |text: &str, blank: &str| {
        if text.is_empty() {
            blank.to_owned()
        } else {
            text.to_owned()
        }
    };
    format!(
        "the {} of {} on {}",
        or(row.cell("entry"), "row"),
        or(row.cell("application"), "no application"),
        or(row.cell("date"), "no day"),
    )
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

/// The row as it stood, cut where it is very long.
fn quoted(text: &str, row: &Row) -> String {
    let line = text.get(row.start..row.end).unwrap_or_default();
    if line.chars().count() <= 200 {
        return line.to_owned();
    }
    line.chars().take(199).chain(['…']).collect()
}

/// New rows that may be old ones, altered: those that stand between the same
/// neighbours and have most of their cells in common.
struct Pairs {
    /// Of each old row: after which and before which new row it would stand.
    gaps: Vec<(usize, usize)>,
    free: Vec<bool>,
}

/// How far to look for an altered row among those that came after it.
const FAR: usize = 64;

impl Pairs {
    fn of(fates: &[Fate], rows: usize) -> Self {
        let mut free = vec![true; rows];
        let mut gaps = vec![(0, rows); fates.len()];
        let mut from = 0;
        for (gap, fate) in gaps.iter_mut().zip(fates) {
            gap.0 = from;
            match fate {
                Fate::Kept(at) => {
                    free[*at] = false;
                    from = at + 1;
                }
                Fate::Moved(at) => free[*at] = false,
                Fate::Gone => {}
            }
        }
        let mut to = rows;
        for (gap, fate) in gaps.iter_mut().zip(fates).rev() {
            gap.1 = to;
            if let Fate::Kept(at) = fate {
                to = *at;
            }
        }
        Self { gaps, free }
    }

    fn take(&mut self, nth: usize, row: &Row, rows: &[Row]) -> Option<usize> {
        let (from, to) = self.gaps[nth];
        let alike = |at: usize| {
            let cells = row.cells.iter();
            cells.filter(|cell| rows[at].cells.contains(cell)).count()
        };
        let candidates = (from..to.max(from)).filter(|at| self.free[*at]).take(FAR);
        // Of equals the first.
        let best = candidates.min_by_key(|at| std::cmp::Reverse(alike(*at)))?;
        if alike(best) * 2 < row.cells.len() {
            return None;
        }
        self.free[best] = false;
        Some(best)
    }
}
