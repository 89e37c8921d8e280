//! The file of the finance system, to lines that can be compared.

use std::rc::Rc;

use anyhow::bail;

use crate::cli::importing::{Given, say_missing};
use crate::cli::session::Session;
use crate::cli::writing::Look;
use crate::diagnostic::Findings;
use crate::import::{self, Assignment, Booked, FinanceForm, Table, Target, keys};
use crate::ledger::Movement;
use crate::model::{ApplicationIndex, Book, counted};
use crate::reading;
use crate::view::FinanceLine;

use super::asked::Reconciling;
use super::attribution::{Attribution, Recipients, Unknown};

/// One line, and whether it could be recorded.
pub(super) struct Line {
    pub(super) line: FinanceLine,
    pub(super) note: Option<String>,
    /// Why it cannot be recorded, where it cannot.
    pub(super) why_not: Option<WhyNot>,
}

/// Why a line cannot be recorded.
pub(super) enum WhyNot {
    /// It is not known to which application it belongs.
    Unknown(Unknown),
    /// It has no date.
    Undated,
}

impl WhyNot {
    /// Why, for people.
    pub(super) fn sentence(&self, book: &Book<'_>) -> String {
        match self {
            Self::Unknown(unknown) => unknown.sentence(book),
            Self::Undated => "it has no date".to_owned(),
        }
    }
}

/// What the file says.
pub(super) struct Finance {
    pub(super) lines: Vec<Line>,
    /// How it was read and what was left out, a line each.
    pub(super) notes: Vec<String>,
    /// Whether which column is which was only guessed from the names.
    pub(super) is_proposed: bool,
}

impl Finance {
    pub(super) fn movements(&self) -> impl Iterator<Item = &Movement> {
        self.lines.iter().map(|line| &line.line.movement)
    }

    /// Reads the file. `None` when it was not understood, which was then said.
    pub(super) fn read(
        session: &Session,
        book: &Book<'_>,
        asked: &Reconciling<'_>,
        look: Look,
    ) -> anyhow::Result<Option<Self>> {
        let given = Given::of(&asked.task)?;
        let name = asked.task.file.display().to_string();
        let table = match given.table(&asked.task)? {
            Ok(table) => table,
            Err(refused) => {
                let (sources, found) = *refused;
                session.says_errors(&sources, found);
                return Ok(None);
            }
        };
        let assignment = import::assign_finance(&table, &given.mapping, book.scheme);
        let assignment = match assignment {
            Ok(assignment) => assignment,
            Err(wrong) => bail!("{}", wrong.join("\n")),
        };
        let amount = "amount".to_owned();
        if assignment.column(&Target::Column(amount.clone())).is_none() {
            let theirs = reading::cover_persons(&keys(&table).join(", "));
            let theirs = format!("the columns of {name} are: {theirs}");
            say_missing(&[amount], "payment", "nothing was compared", &[theirs]);
            return Ok(None);
        }
        let schemes = session.folder.schemes().iter();
        let schemes: Vec<String> = schemes.map(|scheme| scheme.id.to_string()).collect();
        let form = FinanceForm {
            currency: book.scheme.currency,
            reading: &given.reading,
            out_is_negative: asked.out_is_negative,
            schemes: &schemes,
        };
        let bookings = import::booked(&table, &assignment, form);
        let mut found = Findings::new();
        found.extend(table.found_in(|nth| assignment.is_read(nth)));
        found.extend(bookings.found.as_slice().iter().cloned());
        if look == Look::First && session.says_errors(table.sources(), found) {
            return Ok(None);
        }
        if look == Look::First && table.rows().is_empty() {
            session.say(&format!(
                "grants: {name} has no row to compare below its header"
            ));
        }
        let mut finance = Self {
            lines: Vec::new(),
            notes: read_as(&name, &table, &assignment, &bookings.said),
            is_proposed: assignment.is_proposed(),
        };
        finance.attribute(book, bookings.lines, asked);
        finance.left_out(bookings.without_amount, "without an amount");
        finance.doubt(asked);
        Ok(Some(finance))
    }

    /// Takes in the lines that are to be compared, each with whose it is.
    fn attribute(&mut self, book: &Book<'_>, lines: Vec<Booked>, asked: &Reconciling<'_>) {
        let recipients = Recipients::of(book);
        let (mut elsewhere, mut outside) = (0, 0);
        for booked in lines {
            match recipients.attribution(&booked) {
                Attribution::Elsewhere => elsewhere += 1,
                _ if !asked.compares(booked.date) => outside += 1,
                Attribution::Here(applications, unknown) => {
                    let undated = booked.date.is_none().then_some(WhyNot::Undated);
                    let why_not = unknown.map(WhyNot::Unknown).or(undated);
                    self.lines.push(line(booked, applications, why_not));
                }
            }
        }
        self.left_out(elsewhere, "of other schemes");
        self.left_out(outside, "of days that are not compared");
    }

    fn left_out(&mut self, count: usize, what: &str) {
        if count > 0 {
            let rows = counted(count, "row");
            self.notes.push(format!("Left out: {rows} {what}"));
        }
    }

    /// Banks write what goes out with a minus.
    fn doubt(&mut self, asked: &Reconciling<'_>) {
        let backs = self
            .movements()
            .filter(|movement| movement.is_back())
            .count();
        if 2 * backs > self.lines.len() && !asked.out_is_negative {
            self.notes.push(
                "Most lines of the file are money back: if they are payments, add --out-is-negative"
                    .to_owned(),
            );
        }
    }
}

fn line(booked: Booked, applications: Rc<[ApplicationIndex]>, why_not: Option<WhyNot>) -> Line {
    let recipient = booked.recipient.or(booked.org_number);
    Line {
        line: FinanceLine {
            movement: Movement {
                date: booked.date,
                amount: booked.amount,
                reference: booked.reference,
                applications,
            },
            row: booked.row,
            // A number that may be a person's is not repeated.
            recipient: recipient.map(|name| reading::cover_persons(&name)),
        },
        note: booked.note,
        why_not,
    }
}

/// How the file was read, and which of its columns is which.
fn read_as(name: &str, table: &Table, assignment: &Assignment, said: &[String]) -> Vec<String> {
    let mut words = table.said().to_vec();
    words.extend_from_slice(said);
    let pairs = keys(table).into_iter().zip(&assignment.targets);
    let (left_out, used): (Vec<_>, Vec<_>) =
        pairs.partition(|(_, (target, _))| *target == Target::LeftOut);
    let used: Vec<String> = used
        .iter()
        .map(|(key, (target, _))| format!("{key} = {}", target.words()))
        .collect();
    let mut notes = vec![
        format!("{name} is read as: {}", words.join(", ")),
        format!("Columns: {}", used.join("; ")),
    ];
    if !left_out.is_empty() {
        let names: Vec<String> = left_out.into_iter().map(|(key, _)| key).collect();
        notes.push(format!("Columns left out: {}", names.join("; ")));
    }
    if !table.skipped().is_empty() {
        notes.push(format!("Left out: {}", table.skipped().join("; ")));
    }
    notes
}
