//! One row of each file.

use super::bytes::{put_amount, put_cell, put_day, put_number};
use super::facts::Application;
use super::mistakes::Mistake;
use super::names;
use super::scheme::{CRITERIA, Scheme};

pub(super) const APPLICATIONS: &str = "id,received,applicant,org_number,applicant_type,place,title,\
    requested,total_cost,own_contribution\n";
pub(super) const ASSESSMENTS: &str = "application,assessor,criterion,score,date\n";
pub(super) const AWARDS: &str = "date,application,entry,amount,by\n";
pub(super) const PAYMENTS: &str = "date,application,entry,amount,reference,by\n";

/// `T0001-0042`: no two schemes share an id, which is more than the program
/// asks for, and spares the others a column.
pub(super) fn put_id(out: &mut Vec<u8>, scheme: &Scheme, number: u64) {
    out.push(b'T');
    put_number(out, scheme.number, 4);
    out.push(b'-');
    put_number(out, number, 4.max(digits(scheme.applications)));
}

fn digits(number: u64) -> usize {
    number.to_string().len()
}

pub(super) fn application(
    out: &mut Vec<u8>,
    scheme: &Scheme,
    of: &Application,
    mistake: Option<Mistake>,
) {
    put_id(out, scheme, of.number);
    out.push(b',');
    put_day(out, of.received);
    out.push(b',');
    put_cell(out, &names::organisation(of.organisation));
    out.push(b',');
    let number = names::organisation_number(of.organisation);
    let is_wrong = mistake == Some(Mistake::OrganisationNumber);
    put_number(out, if is_wrong { number ^ 1 } else { number }, 9);
    let is_municipality = names::is_municipality(of.organisation);
    out.extend_from_slice(if is_municipality {
        b",municipality,"
    } else {
        b",association,"
    });
    put_cell(out, &names::place(of.organisation));
    out.push(b',');
    put_cell(out, names::title(of.number));
    out.push(b',');
    if mistake == Some(Mistake::Amount) {
        put_number(out, of.requested / 100_000, 1);
        out.extend_from_slice(b" 000");
    } else {
        put_amount(out, of.requested);
    }
    out.push(b',');
    put_amount(out, of.total_cost);
    out.push(b',');
    put_amount(out, of.total_cost - of.requested);
}

/// The `nth` of an application's ten assessments.
pub(super) fn assessment(
    out: &mut Vec<u8>,
    scheme: &Scheme,
    of: &Application,
    nth: u64,
    mistake: Option<Mistake>,
) {
    let mistake = mistake.filter(|_| nth == 9);
    let is_lost = mistake == Some(Mistake::Reference);
    let lost = of.number + scheme.applications;
    put_id(out, scheme, if is_lost { lost } else { of.number });
    out.push(b',');
    let assessor = nth / 5;
    let is_twice = mistake == Some(Mistake::Twice);
    let person = of.number + if is_twice { 0 } else { assessor * 5 };
    out.extend_from_slice(person_name(person).as_bytes());
    out.push(b',');
    let criterion = nth % 5;
    let name = CRITERIA[usize::try_from(criterion).expect("it is below five")];
    let is_unknown = mistake == Some(Mistake::Criterion);
    out.extend_from_slice(if is_unknown { b"nead" } else { name.as_bytes() });
    out.push(b',');
    let score = of.score(scheme, criterion, assessor);
    let is_high = mistake == Some(Mistake::Score);
    put_number(out, if is_high { 7 } else { score }, 1);
    out.push(b',');
    let day = scheme.closes + 1 + of.number * 30 / (scheme.applications + 1);
    if mistake == Some(Mistake::Day) {
        out.extend_from_slice(b"14.06.2024");
    } else {
        put_day(out, day);
    }
}

pub(super) fn award(out: &mut Vec<u8>, scheme: &Scheme, of: &Application, amount: u64) {
    put_day(out, award_day(scheme, of));
    out.push(b',');
    put_id(out, scheme, of.number);
    out.extend_from_slice(b",award,");
    put_amount(out, amount);
    out.push(b',');
    out.extend_from_slice(person_name(scheme.number).as_bytes());
}

/// A payment of a round from zero, or a repayment.
pub(super) fn payment(
    out: &mut Vec<u8>,
    scheme: &Scheme,
    of: &Application,
    (round, entry): (u64, &str),
    amount: u64,
) {
    put_day(out, payment_day(scheme, of, round));
    out.push(b',');
    put_id(out, scheme, of.number);
    out.push(b',');
    out.extend_from_slice(entry.as_bytes());
    out.push(b',');
    put_amount(out, amount);
    out.extend_from_slice(b",U");
    put_number(out, round, 1);
    out.push(b'-');
    put_number(out, of.number, 1);
    out.push(b',');
    out.extend_from_slice(person_name(scheme.number + 1).as_bytes());
}

pub(super) fn award_day(scheme: &Scheme, of: &Application) -> u64 {
    scheme.closes + 35 + of.number * 10 / (scheme.applications + 1)
}

pub(super) fn payment_day(scheme: &Scheme, of: &Application, round: u64) -> u64 {
    scheme.closes + 50 + round * 50 + of.number * 20 / (scheme.applications + 1)
}

fn person_name(nth: u64) -> &'static str {
    let nth = nth % names::PEOPLE.len() as u64;
    names::PEOPLE[usize::try_from(nth).expect("it is below twelve")]
}
