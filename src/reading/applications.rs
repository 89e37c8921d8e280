//! applications.csv

use std::borrow::Cow;
use std::collections::HashMap;

use crate::diagnostic::{Finding, Findings};
use crate::model::{
    Application, ApplicationId, Fact, Field, FieldKind, OrganisationNumber, Scheme, StandardField,
    Text, Value,
};
use crate::source::Origin;

use super::codes;
use super::csv::{self, Column, Row};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::pieces::{Joined, read_in_pieces};
use super::value::{self, Unread, need};

/// What applications.csv says, or a piece of it.
pub(super) struct Applied<'t> {
    /// Those that were understood.
    pub(super) applications: Vec<Application<'t>>,
    /// Of the scheme's own fields, application by application.
    pub(super) field_values: Vec<Value<'t>>,
    /// The ids of the others, and where these stand.
    lost: Vec<(&'t str, Origin)>,
    /// Whether there are rows without an id.
    incomplete: bool,
}

impl Applied<'_> {
    /// All ids, for the facts that name them.
    pub(super) fn ids(&self) -> Ids<'_> {
        let lost = self.lost.iter().map(|(id, _)| *id).collect();
        Ids::with_lost(&self.applications, lost, self.incomplete)
    }
}

/// Reads the applications.
pub(super) fn read_all<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    found: &mut Findings,
) -> Applied<'t> {
    let Some(source) = texts.get(Fact::Applications) else {
        // A missing file is one finding, not one for each fact.
        return Applied {
            incomplete: true,
            ..Applied::with_room(0)
        };
    };
    let each = |made: &mut Applied<'t>, row: &Row<'_, 't>, found: &mut Findings| {
        let id = id(row, found);
        // Read even without an id, so that every cell of the row is heard.
        let application = application(row, id, scheme, &mut made.field_values, found);
        match (application, id) {
            (Ok(application), _) => made.applications.push(application),
            (Err(Unread), Ok(id)) => made.lost.push((id.as_str(), row.origin)),
            (Err(Unread), Err(Unread)) => made.incomplete = true,
        }
    };
    let (mut made, is_whole) = read_in_pieces(source, &columns(scheme), found, each);
    unique(&made, found);
    made.incomplete |= !is_whole;
    made
}

impl Joined for Applied<'_> {
    fn with_room(rows: usize) -> Self {
        Self {
            applications: Vec::with_room(rows),
            field_values: Vec::new(),
            lost: Vec::new(),
            incomplete: false,
        }
    }

    fn join(&mut self, next: Self) {
        self.applications.join(next.applications);
        self.field_values.join(next.field_values);
        self.lost.join(next.lost);
        self.incomplete |= next.incomplete;
    }
}

pub(super) fn columns(scheme: &Scheme) -> Vec<Column> {
    let standard = StandardField::ALL.into_iter().map(|field| {
        let required = matches!(field, StandardField::Id | StandardField::Applicant);
        csv::column(field.name(), required)
    });
    let declared = scheme.fields.iter().map(|field| Column {
        name: Cow::Owned(field.name.clone()),
        required: field.required,
    });
    standard.chain(declared).collect()
}

fn id<'t>(row: &Row<'_, 't>, found: &mut Findings) -> Result<ApplicationId<'t>, Unread> {
    let cell = need(row, StandardField::Id as usize, found)?;
    ApplicationId::new(cell.raw).ok_or_else(|| {
        found.add(
            Finding::new(
                &codes::ID_FORMAT,
                cell.place(),
                format!("`{}` cannot be an id", cell.text()),
            )
            .help("an id has letters a-z and A-Z, digits, `.`, `_` and `-`, and begins with a letter or digit"),
        );
        Unread
    })
}

fn application<'t>(
    row: &Row<'_, 't>,
    id: Result<ApplicationId<'t>, Unread>,
    scheme: &Scheme,
    values: &mut Vec<Value<'t>>,
    found: &mut Findings,
) -> Result<Application<'t>, Unread> {
    let cell = |field: StandardField| row.cell(field as usize);
    let money = |field, found: &mut Findings| value::money(cell(field), scheme.currency, found);
    let received = date::received(cell(StandardField::Received), found);
    let applicant = need(row, StandardField::Applicant as usize, found);
    let org_number = org_number(row, scheme, found);
    let requested = money(StandardField::Requested, found);
    let total_cost = money(StandardField::TotalCost, found);
    let own_contribution = money(StandardField::OwnContribution, found);
    let before = values.len();
    let mut understood = true;
    for (nth, field) in scheme.fields.iter().enumerate() {
        match declared(row, StandardField::ALL.len() + nth, field, scheme, found) {
            Ok(value) => values.push(value),
            Err(Unread) => understood = false,
        }
    }
    if !understood {
        values.truncate(before);
        return Err(Unread);
    }
    Ok(Application {
        id: id?,
        received: received?,
        applicant: applicant?.raw.into(),
        org_number: org_number?,
        applicant_type: Text::of_cell(cell(StandardField::ApplicantType).raw),
        place: Text::of_cell(cell(StandardField::Place).raw),
        requested: requested?,
        total_cost: total_cost?,
        own_contribution: own_contribution?,
        origin: row.origin,
        source: row.source,
    })
}

fn org_number<'t>(
    row: &Row<'_, 't>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Option<OrganisationNumber<'t>>, Unread> {
    let cell = row.cell(StandardField::OrgNumber as usize);
    if cell.is_blank() {
        return Ok(None);
    }
    let number = OrganisationNumber::new(cell.raw, scheme.register);
    if number.is_none() {
        let register = scheme
            .register
            .map_or("its register", |register| register.code());
        let compact: String = cell.raw.chars().filter(char::is_ascii_digit).collect();
        let meant = scheme
            .register
            .is_some_and(|register| register.accepts(&compact));
        let message = format!("`{}` is no organisation number of {register}", cell.text());
        let mut finding = Finding::new(&codes::ORGANISATION_NUMBER, cell.place(), message);
        if meant {
            finding = finding
                .help(format!("write {compact}"))
                .replacement(compact);
        } else {
            let help = "its length or its check digit is wrong: look it up in the register";
            finding = finding.help(help);
        }
        found.add(finding);
        return Err(Unread);
    }
    Ok(number)
}

/// A field that the scheme adds.
fn declared<'t>(
    row: &Row<'_, 't>,
    nth: usize,
    field: &Field,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Value<'t>, Unread> {
    let cell = row.cell(nth);
    if cell.is_blank() {
        if field.required {
            need(row, nth, found)?;
        }
        return Ok(Value::Blank);
    }
    let blank = || Value::Blank;
    Ok(match field.kind {
        FieldKind::Bool => value::bool(cell, found)?.map_or_else(blank, Value::Bool),
        FieldKind::Number => value::number(cell, found)?.map_or_else(blank, Value::Number),
        FieldKind::Money => {
            value::money(cell, scheme.currency, found)?.map_or_else(blank, Value::Money)
        }
        FieldKind::Date => date::date(cell, found)?.map_or_else(blank, Value::Date),
        FieldKind::Text | FieldKind::List => Value::Text(cell.text()),
        FieldKind::Choice => {
            let choices: Vec<&str> = field.choices.iter().map(String::as_str).collect();
            let among = |text: &str| choices.contains(&text).then_some(());
            value::word(cell, "choice of this field", &choices, among, found)?;
            Value::Text(cell.text())
        }
    })
}

/// Ids are given once.
fn unique(made: &Applied<'_>, found: &mut Findings) {
    let ids = made
        .applications
        .iter()
        .map(|it| (it.id.as_str(), it.origin));
    if made.lost.is_empty() && ids.clone().is_sorted_by(|(a, _), (b, _)| a < b) {
        return;
    }
    let mut ids: Vec<(&str, Origin)> = ids.chain(made.lost.iter().copied()).collect();
    ids.sort_by_key(|(_, origin)| origin.start());
    let mut first: HashMap<&str, Origin> = HashMap::with_capacity(ids.len());
    for (id, origin) in ids {
        let earlier = *first.entry(id).or_insert(origin);
        if earlier != origin {
            found.add(
                Finding::new(
                    &codes::DUPLICATE_ID,
                    origin.cell("id"),
                    format!("the id `{id}` is given a second time"),
                )
                .because(earlier.cell("id"), "first given here")
                .help("give this application an id of its own"),
            );
        }
    }
}
