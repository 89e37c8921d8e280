//! What stands in the ledger already, held against what is to come.

use std::collections::HashMap;

use crate::model::{Scheme, folded};
use crate::reading::{Fact, Form};

/// The rows that a file of the ledger has, each cell in its one form.
pub(super) struct Known {
    rows: Vec<(usize, HashMap<String, String>)>,
    /// Whether a row was met by one of theirs.
    met: Vec<bool>,
    /// By the columns that tell what a row is about: the rows about each thing.
    about: HashMap<Vec<&'static str>, HashMap<String, Vec<usize>>>,
}

/// How a new row stands to those that are there.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing like it is there.
    New,
    /// It is there, with all that the new row says, under this id.
    Same(String),
    /// What it is about is there, and says something else.
    Other {
        /// The line in our file.
        line: usize,
        /// What it goes by: an id, or a date.
        name: String,
        /// Our column that differs.
        column: String,
        /// What it says there.
        says: String,
    },
}

impl Known {
    /// The rows of a text that reading has understood.
    pub(super) fn of(text: Option<&str>, fact: Fact, scheme: &Scheme) -> Self {
        let form = Form::of(fact, Some(scheme));
        let text = text.unwrap_or_default().trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let row = |record: csv::StringRecord| {
            let line = record.position().map_or(0, csv::Position::line);
            let cells = header.iter().zip(&record);
            let cells = cells.map(|(name, cell)| (name.to_owned(), form.cell(name, cell)));
            (usize::try_from(line).unwrap_or(0), cells.collect())
        };
        let rows: Vec<_> = reader.records().flatten().map(row).collect();
        Self {
            met: vec![false; rows.len()],
            about: HashMap::new(),
            rows,
        }
    }

    /// The values of one column.
    pub(super) fn column<'k>(&'k self, name: &'k str) -> impl Iterator<Item = &'k str> {
        self.rows
            .iter()
            .filter_map(move |(_, row)| row.get(name).map(String::as_str))
    }

    /// How a new row stands to those that are there, by the columns that tell
    /// what it is about. A row that is there is met once.
    pub(super) fn standing(&mut self, cells: &[(String, String)], fact: Fact) -> Standing {
        let keys = keys(cells, fact);
        if keys.is_empty() {
            return Standing::New;
        }
        let thing = thing(&keys, |key| new(cells, key));
        let rows = &self.rows;
        let about = self.about.entry(keys).or_insert_with_key(|keys| {
            let mut about: HashMap<String, Vec<usize>> = HashMap::new();
            for (nth, (_, row)) in rows.iter().enumerate() {
                let thing = self::thing(keys, |key| value(row, key));
                about.entry(thing).or_default().push(nth);
            }
            about
        });
        let differing = |row: &HashMap<String, String>| {
            let mut cells = cells.iter();
            let other =
                cells.find(|(name, cell)| normal(name, value(row, name)) != normal(name, cell));
            other.map(|(name, _)| name.clone())
        };
        let mut other = None;
        for nth in about.get(&thing).into_iter().flatten().copied() {
            if self.met[nth] {
                continue;
            }
            let (line, row) = &rows[nth];
            let name = ["id", "application"].map(|name| value(row, name)).concat();
            match differing(row) {
                None => {
                    self.met[nth] = true;
                    return Standing::Same(name);
                }
                Some(column) => {
                    let says = value(row, &column).to_owned();
                    let line = *line;
                    other.get_or_insert(Standing::Other {
                        line,
                        name,
                        column,
                        says,
                    });
                }
            }
        }
        other.unwrap_or(Standing::New)
    }
}

fn value<'r>(row: &'r HashMap<String, String>, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

fn new<'c>(cells: &'c [(String, String)], column: &str) -> &'c str {
    let cell = cells.iter().find(|(name, _)| name == column);
    cell.map_or("", |(_, cell)| cell)
}

/// What a row is about, as one word.
fn thing<'v>(keys: &[&'static str], value: impl Fn(&str) -> &'v str) -> String {
    let values = keys.iter().map(|key| normal(key, value(key)));
    values.collect::<Vec<_>>().join("\0")
}

/// A value as it is compared: an instant may be written with two offsets, a
/// number with more zeros, a name with other capitals.
fn normal(column: &str, value: &str) -> String {
    match column {
        "applicant" | "title" => folded(value),
        "id" | "application" | "org_number" | "reference" => value.to_owned(),
        "received" => match chrono::DateTime::parse_from_rfc3339(value) {
            Ok(instant) => instant.to_utc().to_rfc3339(),
            Err(_) => value.to_owned(),
        },
        _ => match value.parse::<rust_decimal::Decimal>() {
            Ok(number) => number.normalize().to_string(),
            Err(_) => value.to_owned(),
        },
    }
}

/// The columns by which it is told what a row is about.
fn keys(cells: &[(String, String)], fact: Fact) -> Vec<&'static str> {
    let has = |column: &&&'static str| !new(cells, column).is_empty();
    let candidates: &[&str] = match fact {
        Fact::Applications if !new(cells, "id").is_empty() => &["id"],
        Fact::Applications => &["applicant", "title", "requested"],
        Fact::Assessments => &["application", "assessor", "criterion"],
        // Two payments may well say the same but for the day.
        _ => return cells.iter().filter_map(|(name, _)| stated(name)).collect(),
    };
    candidates.iter().filter(has).copied().collect()
}

/// The columns of journals and reports.
fn stated(name: &str) -> Option<&'static str> {
    let columns = [
        "date",
        "application",
        "entry",
        "amount",
        "reference",
        "by",
        "note",
        "spent",
        "own_contribution",
        "completed",
    ];
    columns.into_iter().find(|column| *column == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn known(rows: &[&[(&str, &str)]]) -> Known {
        let rows = (2..).zip(rows);
        let rows: Vec<_> = rows
            .map(|(line, row)| (line, cells(row).into_iter().collect()))
            .collect();
        Known {
            met: vec![false; rows.len()],
            about: HashMap::new(),
            rows,
        }
    }

    #[test]
    fn without_an_id_an_application_is_known_by_applicant_title_and_amount() {
        let row: &[_] = &[
            ("id", "A1"),
            ("applicant", "Oslo  kommune"),
            ("requested", "100"),
            ("place", "Oslo"),
        ];
        let standing =
            |pairs: &[(&str, &str)]| known(&[row]).standing(&cells(pairs), Fact::Applications);
        let same = [
            ("applicant", "oslo kommune"),
            ("requested", "100.00"),
            ("place", "Oslo"),
        ];
        assert_eq!(standing(&same), Standing::Same("A1".into()));
        let other = [
            ("applicant", "Oslo kommune"),
            ("requested", "100"),
            ("place", "Moss"),
        ];
        assert!(matches!(standing(&other), Standing::Other { column, .. } if column == "place"));
        let new = [("applicant", "Oslo kommune"), ("requested", "200")];
        assert_eq!(standing(&new), Standing::New);
        assert_eq!(
            standing(&[("id", "A2"), ("applicant", "Oslo kommune")]),
            Standing::New
        );
    }

    #[test]
    fn a_payment_that_is_made_twice_is_met_once() {
        let row: &[_] = &[
            ("application", "A1"),
            ("date", "2025-01-01"),
            ("amount", "5"),
        ];
        let mut known = known(&[row]);
        let again = cells(row);
        assert_eq!(
            known.standing(&again, Fact::Payments),
            Standing::Same("A1".into())
        );
        assert_eq!(known.standing(&again, Fact::Payments), Standing::New);
    }
}
