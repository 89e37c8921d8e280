//! Which column of a finance system's export is what.

use crate::model::Scheme;
use crate::reading::Fact;

use super::assignment::{Assignment, assign};
use super::mapping::{Mapping, keys};
use super::synonyms;
use super::table::Table;
use super::target::{How, Target};

/// The names that finance systems give to whom they pay, beside those that
/// applicants have elsewhere.
const RECIPIENT: [&str; 12] = [
    "leverandør",
    "leverandørnavn",
    "kreditor",
    "kreditornavn",
    "betalingsmottaker",
    "modtager",
    "modtagernavn",
    "mottagare",
    "leverantör",
    "payee",
    "supplier",
    "vendor",
];

/// What each column of an export is: as for payments.csv, and the columns that
/// tell whom the money went to.
///
/// # Errors
/// What is wrong with the mapping, a sentence each.
pub fn assign_finance(
    table: &Table,
    mapping: &Mapping,
    scheme: &Scheme,
) -> Result<Assignment, Vec<String>> {
    let mut assignment = assign(table, mapping, Fact::Payments, scheme)?;
    for (nth, key) in keys(table).iter().enumerate() {
        let is_open = assignment.targets[nth] == (Target::LeftOut, How::Proposed);
        let Some(by) = recipient(key, scheme).filter(|_| is_open) else {
            continue;
        };
        let target = Target::Application(by.to_owned());
        if assignment.column(&target).is_none() {
            assignment.targets[nth].0 = target;
        }
    }
    Ok(assignment)
}

/// Whether a column tells the recipient's number, or the name.
fn recipient(key: &str, scheme: &Scheme) -> Option<&'static str> {
    if RECIPIENT.contains(&synonyms::folded(key).as_str()) {
        return Some("applicant");
    }
    let column = synonyms::column(key, Fact::Applications, scheme)?;
    let known = ["org_number", "applicant"];
    known.into_iter().find(|known| *known == column)
}
