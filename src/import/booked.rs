//! What a finance system's export says of money: its lines, as they stand there.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::diagnostic::{Code, Findings};
use crate::model::{Balance, Currency, Money, NotMoney, folded};

use super::cell::{Cell, Content};
use super::convert::as_id;
use super::date::Dates;
use super::number::Numbers;
use super::table::{Row, Table};
use super::unclear::Unclear;
use super::{Assignment, Reading, Target, codes};

/// One line of a finance system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The row of the sheet, or the line of the file.
    pub row: usize,
    /// On which day, where the line says so.
    pub date: Option<NaiveDate>,
    /// How much went out; below zero when it came back.
    pub amount: Balance,
    /// The finance system's reference.
    pub reference: Option<String>,
    /// The application that is named; with the scheme before it where the file
    /// says that: `village-2024/V-01`.
    pub application: Option<String>,
    /// The recipient's number.
    pub org_number: Option<String>,
    /// The recipient's name.
    pub recipient: Option<String>,
    /// In words.
    pub note: Option<String>,
}

/// The lines of an export, and what is said of it.
#[derive(Debug, Default)]
pub struct Bookings {
    /// The lines that move money.
    pub lines: Vec<Booked>,
    /// How the columns were read, a few words each.
    pub said: Vec<String>,
    /// How many rows have no amount, or one of zero.
    pub without_amount: usize,
    /// What is wrong, at its cell.
    pub found: Findings,
}

/// Which way money goes, in the words of finance systems.
const OUT: [&str; 9] = [
    "payment",
    "utbetaling",
    "udbetaling",
    "utbetalt",
    "udbetalt",
    "betaling",
    "utbetalning",
    "paid",
    "out",
];
const BACK: [&str; 12] = [
    "repayment",
    "tilbakebetaling",
    "tilbagebetaling",
    "tilbakebetalt",
    "tilbagebetalt",
    "innbetaling",
    "indbetaling",
    "refusjon",
    "refundering",
    "återbetalning",
    "refund",
    "in",
];

/// How a finance system writes.
#[derive(Debug, Clone, Copy)]
pub struct FinanceForm<'a> {
    /// In which its amounts are.
    pub currency: Currency,
    /// How the file is read.
    pub reading: &'a Reading,
    /// Whether money that goes out is below zero, as banks have it.
    pub out_is_negative: bool,
    /// The ids of all schemes: `village-2024/V-01` names an application with
    /// its scheme, `24/17` is only an id.
    pub schemes: &'a [String],
}

/// Reads the lines of a table.
pub fn booked(table: &Table, assignment: &Assignment, form: FinanceForm<'_>) -> Bookings {
    let mut bookings = Bookings::default();
    let Some(columns) = Columns::of(table, assignment, form, &mut bookings.found) else {
        return bookings;
    };
    for row in table.rows() {
        match columns.line(row, &mut bookings.found) {
            Some(line) if !line.amount.is_zero() => bookings.lines.push(line),
            Some(_) => bookings.without_amount += 1,
            None => {}
        }
    }
    bookings.said = columns.said();
    bookings
}

/// Where in a row each thing stands, and how its column is understood.
struct Columns<'a> {
    table: &'a Table,
    assignment: &'a Assignment,
    form: FinanceForm<'a>,
    amount: (usize, Numbers),
    date: Option<(usize, Dates)>,
}

impl<'a> Columns<'a> {
    /// `None` where the forms of the columns cannot be told, or no column has
    /// the amounts.
    fn of(
        table: &'a Table,
        assignment: &'a Assignment,
        form: FinanceForm<'a>,
        found: &mut Findings,
    ) -> Option<Self> {
        let at = |name: &str| assignment.column(&Target::Column(name.to_owned()));
        let amount = at("amount")?;
        let mut said = |unclear: Box<Unclear>, code: &'static Code| {
            let finding = table.finding(code, &unclear.cell, &unclear.message);
            found.add(finding.help(unclear.help));
        };
        let numbers = Numbers::of(table.column(amount), form.currency, form.reading.decimal)
            .map_err(|unclear| said(unclear, &codes::NUMBER_FORM));
        let dates = at("date").map(|nth| {
            let dates = Dates::of(table.column(nth), form.reading.day_first);
            let dates = dates.map_err(|unclear| said(unclear, &codes::DATE_FORM));
            dates.map(|dates| (nth, dates))
        });
        Some(Self {
            amount: (amount, numbers.ok()?),
            date: dates.transpose().ok()?,
            table,
            assignment,
            form,
        })
    }

    /// `None` where a cell was not understood, which was then said.
    fn line(&self, row: &Row, found: &mut Findings) -> Option<Booked> {
        let mut wrong = |cell: &Cell, code: &'static Code, why: &str| {
            // That a formula came to nothing was said when the table was read.
            if !matches!(cell.content, Content::Error(_)) {
                found.add(self.table.finding(code, cell, why));
            }
        };
        let (nth, numbers) = &self.amount;
        let cell = &row.cells[*nth];
        let number = numbers
            .read(cell)
            .map_err(|why| wrong(cell, &codes::NUMBER_FORM, &why));
        let amount = number.and_then(|number| {
            let amount = self.amount(number.unwrap_or_default());
            amount.map_err(|why| wrong(cell, &codes::NUMBER_FORM, &why))
        });
        let date = self.date.as_ref().map(|(nth, dates)| {
            let cell = &row.cells[*nth];
            let date = dates.read(cell);
            date.map_err(|why| wrong(cell, &codes::DATE_FORM, &why))
        });
        let date = date.transpose().ok()?.flatten().map(|(day, _)| day);
        let mut amount = amount.ok()?;
        if self.form.out_is_negative {
            amount = -amount;
        }
        if self.comes_back(row) == Some(true) && !amount.is_negative() {
            amount = -amount;
        }
        let by = |by: &str| self.words(row, &Target::Application(by.to_owned()));
        Some(Booked {
            row: row.number,
            date,
            amount,
            reference: self.column(row, "reference"),
            application: self.column(row, "application").map(|id| self.named(&id)),
            org_number: by("org_number"),
            recipient: by("applicant"),
            note: self.column(row, "note"),
        })
    }

    fn words(&self, row: &Row, target: &Target) -> Option<String> {
        let cell = &row.cells[self.assignment.column(target)?];
        (!cell.is_blank()).then(|| cell.text().into_owned())
    }

    fn column(&self, row: &Row, name: &str) -> Option<String> {
        self.words(row, &Target::Column(name.to_owned()))
    }

    /// Whether the line is of money back; `None` where its words do not tell,
    /// so that the sign does.
    fn comes_back(&self, row: &Row) -> Option<bool> {
        let word = self.column(row, "entry")?;
        let key = folded(&word);
        let mut values = self.assignment.values.get("entry").into_iter().flatten();
        let key = match values.find(|(their, _)| folded(their) == key) {
            Some((_, our)) => our.clone(),
            None => key,
        };
        if BACK.contains(&key.as_str()) {
            Some(true)
        } else {
            OUT.contains(&key.as_str()).then_some(false)
        }
    }

    fn amount(&self, number: Decimal) -> Result<Balance, String> {
        let money = Money::from_decimal(number.abs(), self.form.currency);
        let amount = money
            .map(Balance::from)
            .map_err(|why| sentence(number, why))?;
        Ok(if number.is_sign_negative() {
            -amount
        } else {
            amount
        })
    }

    /// The id of an application, with the scheme before it where there is one.
    fn named(&self, text: &str) -> String {
        match text.split_once('/') {
            Some((scheme, id)) if self.form.schemes.iter().any(|known| known == scheme) => {
                format!("{scheme}/{}", as_id(id))
            }
            _ => as_id(text),
        }
    }

    /// How the columns were read, where that is worth saying.
    fn said(&self) -> Vec<String> {
        let dates = self.date.and_then(|(_, dates)| dates.said());
        let said = self.amount.1.said().into_iter().chain(dates);
        said.map(str::to_owned).collect()
    }
}

fn sentence(number: Decimal, why: NotMoney) -> String {
    format!("`{number}` is no amount: {why}")
}
