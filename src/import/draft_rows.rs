//! What rows of ours a foreign row becomes, each cell with the foreign cell that
//! it comes from.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Findings;
use crate::model::counted;
use crate::reading::Fact;

use super::applicants::Applicants;
use super::assignment::Assignment;
use super::convert::{Converted, Converter};
use super::draft::{DraftRow, Drafted, Ledger};
use super::table::{Row, Table};
use super::target::Target;
use super::{Reading, codes};

/// The making of rows.
pub(super) struct Work<'a> {
    table: &'a Table,
    assignment: &'a Assignment,
    ledger: Ledger<'a>,
    /// For each column of the table that is recorded.
    converters: Vec<(usize, Target, Converter<'a>)>,
    applicants: Applicants<'a>,
    repayments: usize,
}

impl<'a> Work<'a> {
    pub(super) fn of(
        table: &'a Table,
        assignment: &'a Assignment,
        ledger: Ledger<'a>,
        reading: &Reading,
        asked: &mut Findings,
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
            let converter = Converter::of(table, nth, column, ours, assignment, reading, asked);
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
            applicants: Applicants::of(ledger.applications, by),
            converters,
            repayments: 0,
        }
    }

    /// The rows that one of theirs becomes: one, or one for each criterion.
    pub(super) fn rows(&mut self, row: &Row, rows: &mut Vec<DraftRow>, found: &mut Findings) {
        let set = self.assignment.set.iter();
        let mut cells: Vec<Drafted> = set
            .map(|(column, value)| Drafted::given(column, value))
            .collect();
        let mut scores = Vec::new();
        for (nth, target, converter) in &mut self.converters {
            let cell = &row.cells[*nth];
            let converted = converter.convert(cell, self.table, found);
            let is_open = matches!(converted, Converted::Open);
            let (mut value, mut is_wrong) = match converted {
                Converted::Text(text) => (text, false),
                Converted::Wrong | Converted::Open => (String::new(), true),
            };
            let drafted = |column: &str, value, is_wrong| Drafted {
                column: column.to_owned(),
                value,
                cell: Some(cell.clone()),
                is_wrong,
                is_open,
            };
            let column = match target {
                Target::Criterion(id) => {
                    if !value.is_empty() || is_wrong {
                        scores.push((id.clone(), drafted("score", value, is_wrong)));
                    }
                    continue;
                }
                Target::Application(_) => {
                    match self.applicants.find(&value) {
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
            cells.push(drafted(column, value, is_wrong));
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
            cells.push(Drafted::given("criterion", &criterion));
            cells.push(score);
            rows.push(DraftRow { row: number, cells });
        }
    }

    /// How the columns were read.
    pub(super) fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        for (nth, _, converter) in &self.converters {
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
        let mut all = self.forms();
        all.append(&mut said);
        all
    }

    /// The forms of numbers and dates; of which columns, where others differ.
    fn forms(&self) -> Vec<String> {
        let mut forms: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (nth, (_, _, converter)) in self.converters.iter().enumerate() {
            if let Some(form) = converter.said() {
                forms.entry(form).or_default().push(nth);
            }
        }
        let name = |nth: &usize| {
            let (column, ..) = self.converters[*nth];
            format!("`{}`", self.table.columns()[column].name)
        };
        let forms = forms.iter().map(|(form, of)| {
            let option = self.converters[of[0]].2.option();
            let mut others = self.converters.iter().map(|(_, _, it)| it);
            let differ = others.any(|it| {
                it.option() == option && (it.is_open() || it.said().is_some_and(|it| it != *form))
            });
            match differ {
                true => {
                    let names: Vec<String> = of.iter().map(name).collect();
                    format!("{form} in {}", names.join(" and "))
                }
                false => (*form).to_owned(),
            }
        });
        forms.collect()
    }

    /// The options that say what columns leave open.
    pub(super) fn options(&self) -> BTreeSet<&'static str> {
        let converters = self.converters.iter().map(|(_, _, it)| it);
        let open = converters.filter(|it| it.is_open());
        open.filter_map(Converter::option).collect()
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
    cells.push(Drafted::given("entry", entry));
    positive.is_some()
}
