//! A foreign table to the rows that are to be recorded, each cell with the
//! foreign cell that it comes from.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Findings;
use crate::model::{Scheme, counted, folded};
use crate::reading::Fact;

use super::Reading;
use super::assignment::Assignment;
use super::cell::Cell;
use super::codes;
use super::convert::{Converted, Converter};
use super::settle::settle;
use super::table::{Row, Table};
use super::target::Target;

/// What an import is held against.
#[derive(Debug, Clone, Copy)]
pub struct Ledger<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Which of its files is added to.
    pub fact: Fact,
    /// What that file holds; `None` for no file.
    pub text: Option<&'a str>,
    /// The applications: id, organisation number, applicant.
    pub applications: &'a [(String, Option<String>, String)],
    /// With what new ids begin.
    pub id_prefix: Option<&'a str>,
}

/// One value of a new row.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// Our column.
    pub column: String,
    /// What is to be recorded.
    pub value: String,
    /// Where it comes from; `None` for what the file does not say.
    pub cell: Option<Cell>,
    /// Whether it could not be understood, which was said.
    pub is_wrong: bool,
}

/// One row that is to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// The foreign row.
    pub row: usize,
    /// Its values.
    pub cells: Vec<Drafted>,
}

impl DraftRow {
    /// The value under our column; blank where there is none.
    pub fn value(&self, column: &str) -> &str {
        let cell = self.cells.iter().find(|cell| cell.column == column);
        cell.map_or("", |cell| &cell.value)
    }

    /// Whether not all of it was understood.
    pub fn is_wrong(&self) -> bool {
        self.cells.iter().any(|cell| cell.is_wrong)
    }

    /// What was understood of it.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let cells = self.cells.iter().filter(|cell| !cell.is_wrong);
        cells
            .map(|cell| (cell.column.clone(), cell.value.clone()))
            .collect()
    }
}

/// What is to be recorded, and what is said of the rest.
#[derive(Debug, Default)]
pub struct Draft {
    /// Our columns that have a value, in the order of the ledger's file.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<DraftRow>,
    /// The foreign rows of which not all was understood.
    pub wrong: BTreeSet<usize>,
    /// How columns were read, a few words each.
    pub said: Vec<String>,
    /// The rows that stand in the ledger already, with all that they say; each
    /// with the id or the application under which it stands there.
    pub same: Vec<(usize, String)>,
    /// Whether the file itself names what each row is about by an id.
    pub names_ids: bool,
    /// What is wrong, at its cell.
    pub found: Findings,
}

/// Drafts the rows of a table.
pub fn draft(
    table: &Table,
    assignment: &Assignment,
    ledger: Ledger<'_>,
    reading: &Reading,
) -> Draft {
    let mut found = Findings::new();
    let mut work = Work::of(table, assignment, ledger, reading, &mut found);
    let mut rows = Vec::new();
    for row in table.rows() {
        work.rows(row, &mut rows, &mut found);
    }
    let mut draft = Draft {
        said: work.said(),
        names_ids: ["id", "application"]
            .iter()
            .any(|column| assignment.has(column)),
        wrong: rows
            .iter()
            .filter(|row| row.is_wrong())
            .map(|row| row.row)
            .collect(),
        found,
        ..Draft::default()
    };
    settle(&mut draft, rows, table, ledger);
    let columns = crate::reading::columns(ledger.scheme, ledger.fact).into_iter();
    let has = |column: &String| {
        let mut cells = draft.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.column == *column && !cell.value.is_empty())
    };
    draft.columns = columns.filter(has).collect();
    draft
}

/// The making of rows.
struct Work<'a> {
    table: &'a Table,
    assignment: &'a Assignment,
    ledger: Ledger<'a>,
    /// For each column of the table that is recorded.
    converters: Vec<(usize, Target, Converter<'a>)>,
    applications: Option<HashMap<String, Vec<&'a str>>>,
    repayments: usize,
}

impl<'a> Work<'a> {
    fn of(
        table: &'a Table,
        assignment: &'a Assignment,
        ledger: Ledger<'a>,
        reading: &Reading,
        found: &mut Findings,
    ) -> Self {
        let targets = assignment.targets.iter().enumerate();
        let converters = targets.filter_map(|(nth, (target, _))| {
            let column = match target {
                Target::Column(name) => name.as_str(),
                Target::Criterion(_) => "score",
                Target::Application(by) => by.as_str(),
                Target::LeftOut => return None,
            };
            let ours = (ledger.fact, ledger.scheme);
            let converter = Converter::of(table, nth, column, ours, assignment, reading, found);
            Some((nth, target.clone(), converter))
        });
        let converters: Vec<_> = converters.collect();
        let by = converters.iter().find_map(|(_, target, _)| match target {
            Target::Application(by) => Some(by.as_str()),
            _ => None,
        });
        Self {
            table,
            assignment,
            ledger,
            applications: by.map(|by| by_key(ledger.applications, by)),
            converters,
            repayments: 0,
        }
    }

    /// The rows that one of theirs becomes: one, or one for each criterion.
    fn rows(&mut self, row: &Row, rows: &mut Vec<DraftRow>, found: &mut Findings) {
        let set = self.assignment.set.iter();
        let mut cells: Vec<Drafted> = set.map(|(column, value)| given(column, value)).collect();
        let mut scores = Vec::new();
        for (nth, target, converter) in &mut self.converters {
            let cell = &row.cells[*nth];
            let (mut value, mut is_wrong) = match converter.convert(cell, self.table, found) {
                Converted::Text(text) => (text, false),
                Converted::Wrong => (String::new(), true),
            };
            let column = match target {
                Target::Criterion(id) => {
                    if !value.is_empty() || is_wrong {
                        scores.push((id.clone(), drafted("score", value, cell, is_wrong)));
                    }
                    continue;
                }
                Target::Application(_) => {
                    match application(self.applications.as_ref(), &value) {
                        Ok(id) => value = id,
                        Err(why) => {
                            is_wrong = true;
                            let code = &codes::WHICH_APPLICATION;
                            found.add(self.table.finding(code, cell, &why));
                        }
                    }
                    "application"
                }
                Target::Column(name) => name.as_str(),
                Target::LeftOut => continue,
            };
            cells.push(drafted(column, value, cell, is_wrong));
        }
        let is_wide = self
            .converters
            .iter()
            .any(|(_, target, _)| matches!(target, Target::Criterion(_)));
        if self.ledger.fact == Fact::Payments {
            self.repayments += usize::from(directed(&mut cells));
        }
        let number = row.number;
        if !is_wide {
            rows.push(DraftRow { row: number, cells });
            return;
        }
        for (criterion, score) in scores {
            let mut cells = cells.clone();
            cells.push(given("criterion", &criterion));
            cells.push(score);
            rows.push(DraftRow { row: number, cells });
        }
    }

    /// How the columns were read.
    fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        let mut forms: BTreeSet<&str> = BTreeSet::new();
        for (nth, _, converter) in &self.converters {
            forms.extend(converter.said());
            let name = &self.table.columns()[*nth].name;
            if converter.times_left_out > 0 {
                let times = counted(converter.times_left_out, "time");
                said.push(format!("`{name}`: {times} of day left out"));
            }
            if let Some((their, our)) = &converter.renamed {
                said.push(format!(
                    "marks that no id has become hyphens: `{their}` is {our}"
                ));
            }
        }
        if self.repayments > 0 {
            let are = match self.repayments {
                1 => "is a repayment",
                _ => "are repayments",
            };
            let amounts = counted(self.repayments, "amount");
            said.push(format!("{amounts} below zero {are}"));
        }
        let mut all: Vec<String> = forms.into_iter().map(str::to_owned).collect();
        all.append(&mut said);
        all
    }
}

pub(super) fn given(column: &str, value: &str) -> Drafted {
    Drafted {
        column: column.to_owned(),
        value: value.to_owned(),
        cell: None,
        is_wrong: false,
    }
}

fn drafted(column: &str, value: String, cell: &Cell, is_wrong: bool) -> Drafted {
    Drafted {
        column: column.to_owned(),
        value,
        cell: Some(cell.clone()),
        is_wrong,
    }
}

/// A payment without a kind is one; below zero it is a repayment. Whether it
/// was made one.
fn directed(cells: &mut Vec<Drafted>) -> bool {
    let has_kind = |cell: &Drafted| cell.column == "entry" && !cell.value.is_empty();
    if cells.iter().any(has_kind) {
        return false;
    }
    cells.retain(|cell| cell.column != "entry");
    let mut amounts = cells.iter_mut().filter(|cell| cell.column == "amount");
    let amount = amounts.next();
    let positive = amount.and_then(|amount| {
        let positive = amount.value.strip_prefix('-')?.to_owned();
        amount.value = positive;
        Some(())
    });
    let entry = if positive.is_some() {
        "repayment"
    } else {
        "payment"
    };
    cells.push(given("entry", entry));
    positive.is_some()
}

fn by_key<'a>(
    applications: &'a [(String, Option<String>, String)],
    by: &str,
) -> HashMap<String, Vec<&'a str>> {
    let mut known: HashMap<String, Vec<&str>> = HashMap::new();
    for (id, number, applicant) in applications {
        let key = match by {
            "org_number" => number.clone().unwrap_or_default(),
            _ => folded(applicant),
        };
        known.entry(key).or_default().push(id);
    }
    known.remove("");
    known
}

/// The only application that is known by a key.
fn application(known: Option<&HashMap<String, Vec<&str>>>, key: &str) -> Result<String, String> {
    if key.is_empty() {
        return Ok(String::new());
    }
    let ids = known.and_then(|known| known.get(key).or_else(|| known.get(&folded(key))));
    match ids.map(Vec::as_slice) {
        Some([id]) => Ok((*id).to_owned()),
        Some(ids) => Err(format!(
            "`{key}` has several applications: {}",
            ids.join(", ")
        )),
        None => Err(format!("no application is of `{key}`")),
    }
}
