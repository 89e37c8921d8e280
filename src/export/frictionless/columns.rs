//! What each column of the folder's files holds.

use crate::export::amount;
use crate::model::{
    AwardKind, Balance, Fact, FieldKind, FieldRef, Money, PaymentKind, Reason, Scheme,
    StandardField,
};

use super::field::Field;

const ID: &str = "^[A-Za-z0-9][A-Za-z0-9._-]*$";
/// A day, or a day, a time and how far that is from UTC.
const RECEIVED: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$";
const CHECK: &str = "^[a-z][a-z0-9-]*(:[A-Za-z0-9._-]+)?$";

/// The columns that tell the rows of a file apart; none for journals, in which
/// one row may stand twice.
pub(super) fn key(fact: Fact) -> &'static [&'static str] {
    match fact {
        Fact::Applications => &["id"],
        Fact::Assessments => &["application", "assessor", "criterion"],
        _ => &[],
    }
}

/// One column of a file of facts.
pub(super) fn column(fact: Fact, name: &str, scheme: &Scheme) -> Field {
    if fact == Fact::Applications {
        return of_applications(name, scheme);
    }
    match name {
        "application" => Field::text(name).required(true),
        "date" => Field::date(name).required(is_dated(fact)),
        "completed" => Field::date(name),
        "assessor" => Field::text(name).required(true).personal(true),
        "by" | "account" => Field::text(name).personal(true),
        "note" | "comment" => Field::text(name).personal(true),
        "criterion" => Field::text(name)
            .required(true)
            .one_of(scheme.criteria.iter().map(|criterion| &criterion.id)),
        "score" => score(name, scheme),
        "entry" => Field::text(name).required(true).one_of(entries(fact)),
        "amount" => amount(name, scheme).required(fact == Fact::Payments),
        "spent" | "own_contribution" => money(name, scheme),
        "reason" => reason(fact, name, scheme),
        "check" => Field::text(name).required(true).pattern(CHECK),
        _ => Field::text(name),
    }
}

/// Whether no row can do without its day.
fn is_dated(fact: Fact) -> bool {
    !matches!(fact, Fact::Assessments | Fact::Recusals)
}

fn entries(fact: Fact) -> Vec<&'static str> {
    match fact {
        Fact::Payments => PaymentKind::WORDS.to_vec(),
        _ => AwardKind::WORDS.to_vec(),
    }
}

/// A code in awards.csv; in words elsewhere, and those may be about persons.
fn reason(fact: Fact, name: &str, scheme: &Scheme) -> Field {
    if fact != Fact::Awards {
        return Field::text(name)
            .required(fact == Fact::Waivers)
            .personal(true);
    }
    let plain = Reason::PLAIN.iter().map(|(code, _)| (*code).to_owned());
    let requirements = scheme.requirements.iter();
    let cited = requirements.map(|requirement| format!("requirement:{}", requirement.id));
    Field::text(name).one_of(plain.chain(cited))
}

fn of_applications(name: &str, scheme: &Scheme) -> Field {
    match scheme.field(name) {
        Some(FieldRef::Standard(field)) => standard(field, scheme),
        Some(FieldRef::Declared(nth)) => {
            let field = &scheme.fields[nth];
            typed(name, field.kind, scheme, &field.choices)
                .required(field.required)
                .titled(field.label.as_deref())
                .personal(field.personal)
        }
        None => Field::text(name),
    }
}

fn standard(field: StandardField, scheme: &Scheme) -> Field {
    let name = field.name();
    match field {
        StandardField::Id => Field::text(name).required(true).unique().pattern(ID),
        StandardField::Received => Field::text(name).pattern(RECEIVED),
        StandardField::Applicant => Field::text(name).required(true),
        _ => typed(name, field.kind(), scheme, &[]),
    }
}

fn typed(name: &str, kind: FieldKind, scheme: &Scheme, choices: &[String]) -> Field {
    match kind {
        FieldKind::Bool => Field::bool(name),
        FieldKind::Text | FieldKind::List => Field::text(name),
        FieldKind::Number => Field::number(name),
        FieldKind::Money => money(name, scheme),
        FieldKind::Date => Field::date(name),
        FieldKind::Choice => Field::text(name).one_of(choices),
    }
}

fn money(name: &str, scheme: &Scheme) -> Field {
    Field::number(name).at_least(amount::number(Balance::ZERO, scheme.currency))
}

/// An amount of an entry: at least the currency's smallest unit.
fn amount(name: &str, scheme: &Scheme) -> Field {
    let smallest = Money::from_minor(1).expect("one is an amount");
    Field::number(name).at_least(amount::number(smallest.into(), scheme.currency))
}

fn score(name: &str, scheme: &Scheme) -> Field {
    let field = Field::number(name).required(true);
    let field = field.at_least(amount::raw("0".to_owned()));
    match scheme.criteria.iter().map(|criterion| criterion.max).max() {
        Some(highest) => field.at_most(amount::raw(highest.normalize().to_string())),
        None => field,
    }
}
