//! Why? One application: its rules with their clauses, scores, entries, and
//! what is due.

use crate::eligibility::{Answer, Outcome, Rule};
use crate::ledger::Duty;
use crate::model::{ApplicationIndex, AwardEntry, FieldRef, PaymentEntry, StandardField, Value};
use crate::table::{Cell, Column, Grid};

use super::Situation;

/// One row for each thing known of the application, for programs.
pub fn show(situation: &Situation<'_>, index: ApplicationIndex) -> Grid {
    let mut grid = Grid::new(
        situation.book.scheme.language,
        [
            Column::new("part", "Part"),
            Column::new("item", "What"),
            Column::new("value", "Value"),
            Column::new("detail", "Detail"),
            Column::new("cite", "Clause"),
        ],
    );
    for (part, row) in rows(situation, index) {
        let mut cells = vec![Cell::text(part.word())];
        cells.extend(row);
        grid.push(cells);
    }
    grid
}

/// The same, part by part, for people: each part with a table of its own.
pub fn story(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<Grid> {
    let rows = rows(situation, index);
    rows.chunk_by(|(one, _), (other, _)| one == other)
        .map(|rows| {
            let [item, value, detail] = rows[0].0.titles();
            let mut grid = Grid::new(
                situation.book.scheme.language,
                [
                    Column::new("item", item),
                    Column::new("value", value).elastic(),
                    Column::new("detail", detail).elastic().optional(),
                    Column::new("cite", "Clause").elastic().optional(),
                ],
            );
            for (_, row) in rows {
                grid.push(row.clone());
            }
            grid
        })
        .collect()
}

/// What is told of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Application,
    Requirement,
    Score,
    Entry,
    Waiver,
    Due,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Requirement => "requirement",
            Self::Score => "score",
            Self::Entry => "entry",
            Self::Waiver => "waiver",
            Self::Due => "due",
        }
    }

    fn titles(self) -> [&'static str; 3] {
        match self {
            Self::Application => ["Application", "", ""],
            Self::Requirement => ["Requirement", "Outcome", "Why"],
            Self::Score => ["Criterion", "Score", "Name"],
            Self::Entry => ["Entry", "Amount", "Detail"],
            Self::Waiver => ["Waiver", "By", "Reason"],
            Self::Due => ["Due", "Day", ""],
        }
    }
}

type Row = [Cell; 4];

fn rows(situation: &Situation<'_>, index: ApplicationIndex) -> Vec<(Part, Row)> {
    let mut page = Page {
        situation,
        index,
        rows: Vec::new(),
        part: Part::Application,
    };
    page.application();
    page.rules();
    page.scores();
    page.entries();
    page.due();
    page.rows
}

struct Page<'s, 'b> {
    situation: &'s Situation<'b>,
    index: ApplicationIndex,
    rows: Vec<(Part, Row)>,
    part: Part,
}

impl Page<'_, '_> {
    fn add(&mut self, item: impl Into<String>, value: Cell, detail: Cell, cite: Cell) {
        self.rows
            .push((self.part, [Cell::text(item), value, detail, cite]));
    }

    fn plain(&mut self, item: impl Into<String>, value: Cell) {
        self.add(item, value, Cell::Blank, Cell::Blank);
    }

    fn application(&mut self) {
        let situation = self.situation;
        let (book, scheme) = (situation.book, situation.book.scheme);
        self.part = Part::Application;
        let standard = StandardField::ALL.into_iter().map(FieldRef::Standard);
        let declared = (0..scheme.fields.len()).map(FieldRef::Declared);
        for field in standard.chain(declared) {
            let value = match (field, book.application(self.index).received) {
                (FieldRef::Standard(StandardField::Received), Some(received)) => {
                    super::list::received(received)
                }
                _ => cell(book.value(self.index, field), scheme.currency),
            };
            // A blank that a rule asks about says so below, with its clause;
            // that nobody knows what was asked for is worth a line.
            let is_request = field == FieldRef::Standard(StandardField::Requested);
            if !value.is_blank() || is_request {
                self.plain(scheme.field_name(field), value);
            }
        }
        let account = situation.account(self.index);
        self.plain("state", Cell::text(situation.state(self.index).word()));
        if account.first_award.is_some() {
            let currency = scheme.currency;
            self.plain("committed", Cell::Amount(account.committed(), currency));
            self.plain("paid", Cell::Amount(account.net_paid(), currency));
            self.plain("outstanding", Cell::Amount(account.outstanding(), currency));
        }
    }

    fn rules(&mut self) {
        self.part = Part::Requirement;
        let standing = self.situation.eligibility.standing(self.index);
        for answer in standing.answers() {
            self.rule(answer);
        }
    }

    fn rule(&mut self, answer: &Answer<'_>) {
        let scheme = self.situation.book.scheme;
        let item = match answer.rule {
            Rule::Requirement(requirement) => requirement.id.clone(),
            rule => rule.check_name().into_owned(),
        };
        let outcome = match answer.outcome {
            Outcome::Met => "met",
            Outcome::NotMet => "not met",
            Outcome::Unknown => "unknown",
        };
        let outcome = if answer.waived {
            format!("{outcome}, waived")
        } else {
            outcome.to_owned()
        };
        let detail = answer
            .detail
            .as_ref()
            .map(|detail| Cell::text(detail.sentence(scheme.currency, scheme.language)));
        let clause = answer.rule.message().or(answer.rule.cite());
        // Who meets a rule need not be told its clause.
        let cite = clause.filter(|_| answer.outcome != Outcome::Met);
        self.add(
            item,
            Cell::text(outcome),
            detail.into(),
            cite.map(Cell::text).into(),
        );
    }

    fn scores(&mut self) {
        self.part = Part::Score;
        let situation = self.situation;
        let scheme = situation.book.scheme;
        for (nth, criterion) in scheme.criteria.iter().enumerate() {
            let mean = situation.scores.mean(self.index, nth);
            let value = mean.map(|mean| Cell::Decimal(mean.rounded(2), 2));
            let name = Cell::text(criterion.name.as_str());
            self.add(criterion.id.as_str(), value.into(), name, Cell::Blank);
        }
        if !scheme.criteria.is_empty() {
            let total = situation.scores.total(self.index);
            let value = total
                .score()
                .map(|score| Cell::Decimal(score.rounded(2), 2));
            self.add(
                "total",
                value.into(),
                Cell::text(total.sentence(scheme)),
                Cell::Blank,
            );
        }
        if let Some(below) = situation.scores.below_score(self.index) {
            self.plain("below-score", Cell::text(below.sentence(scheme)));
        }
    }

    fn entries(&mut self) {
        self.part = Part::Entry;
        let book = self.situation.book;
        let index = self.index;
        let awards = book
            .awards
            .iter()
            .filter(|entry| entry.application == index);
        let payments = book
            .payments
            .iter()
            .filter(|entry| entry.application == index);
        let mut entries: Vec<(chrono::NaiveDate, Entry<'_, '_>)> = awards
            .map(|entry| (entry.date, Entry::Award(entry)))
            .chain(payments.map(|entry| (entry.date, Entry::Payment(entry))))
            .collect();
        entries.sort_by_key(|(date, _)| *date);
        for (date, entry) in entries {
            let (word, amount, detail) = entry.words();
            let value = amount.map(|amount| Cell::amount(amount, book.scheme.currency));
            self.add(format!("{date} {word}"), value.into(), detail, Cell::Blank);
        }
        let reports = book
            .reports
            .iter()
            .filter(|report| report.application == index);
        for report in reports {
            let spent = report
                .spent
                .map(|spent| Cell::amount(spent, book.scheme.currency));
            self.add(
                format!("{} report", report.date),
                spent.into(),
                Cell::text("spent"),
                Cell::Blank,
            );
        }
        self.part = Part::Waiver;
        let waivers = book
            .waivers
            .iter()
            .filter(|waiver| waiver.application == index);
        for waiver in waivers {
            self.add(
                format!("{} {}", waiver.date, waiver.check),
                waiver.by.as_deref().map(Cell::text).into(),
                Cell::text(waiver.reason.as_ref()),
                Cell::Blank,
            );
        }
    }

    fn due(&mut self) {
        self.part = Part::Due;
        let situation = self.situation;
        let account = situation.account(self.index);
        for duty in Duty::ALL {
            if duty.is_done(account) {
                continue;
            }
            if let Some(day) = duty.due(situation.book.scheme, account) {
                let late = (day < situation.day).then(|| Cell::text("overdue"));
                self.add(duty.word(), Cell::Date(day), late.into(), Cell::Blank);
            }
        }
    }
}

enum Entry<'e, 't> {
    Award(&'e AwardEntry<'t>),
    Payment(&'e PaymentEntry<'t>),
}

impl Entry<'_, '_> {
    fn words(&self) -> (&'static str, Option<crate::model::Money>, Cell) {
        match self {
            Self::Award(entry) => {
                let parts = [
                    entry.reason.as_ref().map(ToString::to_string),
                    entry.by.as_ref().map(|by| format!("by {by}")),
                    entry.note.as_ref().map(ToString::to_string),
                ];
                (entry.kind.word(), entry.kind.amount(), sentence(parts))
            }
            Self::Payment(entry) => {
                let parts = [
                    entry.reference.as_ref().map(ToString::to_string),
                    entry.by.as_ref().map(|by| format!("by {by}")),
                    entry.note.as_ref().map(ToString::to_string),
                ];
                (entry.kind.word(), Some(entry.amount), sentence(parts))
            }
        }
    }
}

fn sentence(parts: [Option<String>; 3]) -> Cell {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        Cell::Blank
    } else {
        Cell::text(parts.join(", "))
    }
}

fn cell(value: Value<'_>, currency: crate::model::Currency) -> Cell {
    match value {
        Value::Blank => Cell::Blank,
        Value::Bool(value) => Cell::Bool(value),
        Value::Text(text) => Cell::text(text),
        Value::Number(number) => Cell::Decimal(number, number.scale()),
        Value::Money(money) => Cell::amount(money, currency),
        Value::Date(date) => Cell::Date(date),
    }
}
