//! One of their cells to one of ours: understood from the whole column, written
//! in the one form that files have.

use chrono::{DateTime, NaiveTime, TimeZone};

use crate::diagnostic::Findings;
use crate::model::{FieldKind, OrganisationNumber, Scheme, folded};
use crate::reading::{Fact, Form};

use super::cell::{Cell, Content};
use super::codes;
use super::date::Dates;
use super::number::Numbers;
use super::table::Table;
use super::unclear::Unclear;
use super::{Assignment, Reading};

/// What a cell became.
pub(super) enum Converted {
    /// This.
    Text(String),
    /// Nothing that can be recorded; why was said.
    Wrong,
    /// One of two things: the column leaves open which.
    Open,
}

/// How the cells of one column are understood.
pub(super) struct Converter<'a> {
    column: String,
    form: Form<'a>,
    kind: Kind,
    scheme: &'a Scheme,
    values: Vec<(String, String)>,
    /// How many times of day were left out.
    pub(super) times_left_out: usize,
    /// The first id that was written anew, and how.
    pub(super) renamed: Option<(String, String)>,
}

enum Kind {
    Numbers(Numbers),
    Dates(Dates),
    Bool,
    Choice(Vec<String>),
    Id,
    Organisation,
    Text,
    /// Of columns that leave open what some of their cells mean, which was said:
    /// one form and the other.
    OpenNumbers([Numbers; 2]),
    OpenDates([Dates; 2]),
}

impl<'a> Converter<'a> {
    /// Of one column of a table, for one of ours.
    pub(super) fn of(
        table: &Table,
        nth: usize,
        column: &str,
        (fact, scheme): (Fact, &'a Scheme),
        assignment: &Assignment,
        reading: &Reading,
        asked: &mut Findings,
    ) -> Self {
        let values = assignment.values.get(column);
        let values = values.into_iter().flatten();
        let mut values: Vec<(String, String)> = values
            .map(|(their, our)| (folded(their), our.clone()))
            .collect();
        if column == "criterion" {
            // A criterion goes by its name as well, which the scheme gives.
            let criteria = scheme.criteria.iter();
            values.extend(criteria.map(|one| (folded(&one.name), one.id.clone())));
        }
        // A word that is mapped tells nothing about numbers.
        let is_mapped = |cell: &&Cell| {
            let key = folded(&cell.text());
            values.iter().any(|(their, _)| *their == key)
        };
        let cells = table.column(nth).filter(|cell| !is_mapped(cell));
        let form = Form::of(fact, Some(scheme));
        let kind = form.kind(column);
        let mut ask = |unclear: Box<Unclear>, code| {
            let finding = table.finding(code, &unclear.cell, &unclear.message);
            asked.add(finding.help(unclear.help));
        };
        let kind = match kind {
            Some(FieldKind::Money | FieldKind::Number) => {
                match Numbers::of(cells, scheme.currency, reading.decimal) {
                    Ok(numbers) => Kind::Numbers(numbers),
                    Err(unclear) => {
                        ask(unclear, &codes::NUMBER_FORM);
                        Kind::OpenNumbers(Numbers::both(scheme.currency))
                    }
                }
            }
            Some(FieldKind::Date) => match Dates::of(cells, reading.day_first) {
                Ok(dates) => Kind::Dates(dates),
                Err(unclear) => {
                    ask(unclear, &codes::DATE_FORM);
                    Kind::OpenDates(Dates::both())
                }
            },
            Some(FieldKind::Bool) => Kind::Bool,
            Some(FieldKind::Choice) => Kind::Choice(choices(scheme, column)),
            _ => match column {
                "id" | "application" => Kind::Id,
                "org_number" => Kind::Organisation,
                "applicant_type" => Kind::Choice(scheme.applicants.types.clone()),
                _ => Kind::Text,
            },
        };
        Self {
            column: column.to_owned(),
            form,
            kind,
            scheme,
            values,
            times_left_out: 0,
            renamed: None,
        }
    }

    /// How the numbers or dates of the column were read, where that is worth
    /// saying.
    pub(super) fn said(&self) -> Option<&'static str> {
        match &self.kind {
            Kind::Numbers(numbers) => numbers.said(),
            Kind::Dates(dates) => dates.said(),
            _ => None,
        }
    }

    /// Whether the column leaves open what its cells mean.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.kind, Kind::OpenNumbers(_) | Kind::OpenDates(_))
    }

    /// With which option the form of its cells is said.
    pub(super) fn option(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Numbers(_) | Kind::OpenNumbers(_) => Some("--decimal"),
            Kind::Dates(_) | Kind::OpenDates(_) => Some("--dates"),
            _ => None,
        }
    }

    /// What a cell is in our form.
    pub(super) fn convert(
        &mut self,
        cell: &Cell,
        table: &Table,
        found: &mut Findings,
    ) -> Converted {
        let text = cell.text();
        let key = folded(&text);
        if let Some((_, our)) = self.values.iter().find(|(their, _)| *their == key) {
            return Converted::Text(our.clone());
        }
        let wrong = |code, message: &str, found: &mut Findings| {
            let help = correct(None, &self.column);
            found.add(table.finding(code, cell, message).help(help));
            Converted::Wrong
        };
        match &self.kind {
            _ if cell.is_blank() => Converted::Text(String::new()),
            // That was said when the table was read.
            _ if matches!(cell.content, Content::Error(_)) => Converted::Wrong,
            Kind::OpenNumbers(both) if differ(both.map(|form| form.read(cell))) => Converted::Open,
            Kind::OpenDates(both) if differ(both.map(|form| form.read(cell))) => Converted::Open,
            Kind::Numbers(numbers) | Kind::OpenNumbers([numbers, _]) => match numbers.read(cell) {
                Ok(Some(number)) => {
                    let plain = number.normalize().to_string();
                    Converted::Text(self.form.cell(&self.column, &plain))
                }
                Ok(None) => Converted::Text(String::new()),
                Err(why) => wrong(&codes::NUMBER_FORM, &why, found),
            },
            Kind::Dates(dates) | Kind::OpenDates([dates, _]) => match dates.read(cell) {
                Ok(Some((day, time))) if self.column == "received" => {
                    match self.instant(day, time.as_deref()) {
                        Ok(text) => Converted::Text(text),
                        Err(why) => wrong(&codes::DATE_FORM, &why, found),
                    }
                }
                Ok(Some((day, time))) => {
                    self.times_left_out += usize::from(time.is_some());
                    Converted::Text(day.to_string())
                }
                Ok(None) => Converted::Text(String::new()),
                Err(why) => wrong(&codes::DATE_FORM, &why, found),
            },
            Kind::Bool => Converted::Text(bool_word(&text)),
            Kind::Choice(choices) => {
                let known = choices.iter().find(|choice| folded(choice) == key);
                Converted::Text(known.cloned().unwrap_or_else(|| text.into_owned()))
            }
            Kind::Id => {
                let id = as_id(&text);
                if id != text && self.renamed.is_none() {
                    self.renamed = Some((text.into_owned(), id.clone()));
                }
                Converted::Text(id)
            }
            Kind::Organisation => {
                Converted::Text(OrganisationNumber::plain(&text, self.scheme.register))
            }
            Kind::Text => Converted::Text(text.into_owned()),
        }
    }

    /// A time of day by the clock of the scheme's time zone, or by its own offset.
    fn instant(&self, day: chrono::NaiveDate, time: Option<&str>) -> Result<String, String> {
        let Some(time) = time.map(str::trim) else {
            return Ok(day.to_string());
        };
        let whole = format!("{day}T{}", time.replace(' ', ""));
        if let Ok(instant) = DateTime::parse_from_rfc3339(&whole) {
            return Ok(instant.to_rfc3339());
        }
        let clock = ["%H:%M:%S%.f", "%H:%M"]
            .into_iter()
            .find_map(|form| NaiveTime::parse_from_str(time, form).ok())
            .ok_or_else(|| format!("`{time}` is no time of day"))?;
        let zone = self
            .scheme
            .timezone
            .ok_or("the time of day cannot be kept: the scheme names no time zone")?;
        let instant = zone.from_local_datetime(&day.and_time(clock)).single();
        let instant = instant.ok_or_else(|| {
            format!("on {day} the clock showed {time} twice, or not at all, in {zone}")
        })?;
        Ok(instant.to_rfc3339())
    }
}

/// What is done about a cell that says nothing of ours, after `known`, which says
/// what it may be.
pub fn correct(known: Option<&str>, column: &str) -> String {
    let before = match known {
        Some(known) if known.ends_with('?') => format!("{known} "),
        Some(known) => format!("{known}; "),
        None => String::new(),
    };
    format!(
        "{before}correct it in the table, or say in the mapping what it stands for, \
         under [values.{column}]"
    )
}

/// Whether a cell is one thing in one form and another, or nothing, in the other.
fn differ<T: PartialEq>(both: [Result<T, String>; 2]) -> bool {
    match both {
        [Err(_), Err(_)] => false,
        [one, other] => one != other,
    }
}

fn bool_word(text: &str) -> String {
    let word = match folded(text).as_str() {
        "ja" | "j" | "yes" | "y" | "sann" | "sand" | "true" | "1" | "x" | "✓" | "✔" => "true",
        "nei" | "nej" | "n" | "no" | "usann" | "falsk" | "false" | "0" => "false",
        _ => text,
    };
    word.to_owned()
}

fn choices(scheme: &Scheme, column: &str) -> Vec<String> {
    let field = scheme.fields.iter().find(|field| field.name == column);
    field.map_or_else(Vec::new, |field| field.choices.clone())
}

/// An id with `-` for what no id has: `24/1234` is `24-1234`.
pub(super) fn as_id(text: &str) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let is_mark = |letter: char| letter.is_ascii_punctuation() || letter.is_whitespace();
    text.chars()
        .map(|letter| {
            if !fits(letter) && is_mark(letter) {
                '-'
            } else {
                letter
            }
        })
        .collect()
}
