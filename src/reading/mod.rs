//! Text to facts: the only door in.
//!
//! What cannot be understood is said here, at its place, all of it in one run;
//! what is understood but wrong is said by `audit`. A [`Book`] comes out only
//! when nothing was unreadable.

mod amendments;
mod applications;
mod canonical;
mod assessments;
mod allocation;
mod amounts;
mod awards;
mod block_file;
mod blocks;
mod codes;
mod csv;
mod header;
mod row_form;
mod rows;
mod quotes;
mod document;
mod entries;
mod in_part;
mod item;
mod meant;
mod journal_blocks;
mod facts;
mod file_text;
mod folder;
mod form;
mod glance;
mod ids;
mod marks;
mod memory;
mod movements;
mod payments;
mod person;
mod plain_amount;
mod pieces;
mod references;
mod reports;
mod rules;
mod requirements;
mod schema;
mod scheme_files;
mod schemes;
mod scoring;
mod signs;
mod terms;
mod text;
mod value;
mod amount;
mod number;
mod misread;
mod date;
mod waivers;
mod word;

use crate::diagnostic::Findings;
use crate::model::{Book, Scheme};

use assessments::{read_assessments, read_recusals};

pub use allocation::share_by_word;
pub use amendments::rules;
pub use amount::{ForeignNumber, amount, foreign_number};
pub use amounts::{amounts, take_amounts};
pub use awards::reason_code;
pub use canonical::{canonical_csv, mended_csv, tidy};
pub use codes::{CODES, hinders_form, is_tidied};
pub use date::foreign_day;
pub use entries::{Given, GivenColumn, entries, without_amount};
pub use facts::{Facts, Texts};
pub use folder::{Folder, Trouble};
pub use form::Form;
pub use glance::{application_ids, scheme_ids};
pub use in_part::{InPart, in_part};
pub use journal_blocks::ShortId;
pub use memory::FileKind;
pub use misread::Misread;
pub use movements::{Movement, OF_MONEY, movements};
pub use number::{DecimalMark, number_with};
pub use person::{cover_persons, names_a_person};
pub use schema::schema;
pub use waivers::check_name;

/// Which facts are read: part of what this room is asked for.
pub use crate::model::Fact;

/// The columns of a kind of facts, in the order in which new files are written.
pub fn columns(scheme: &Scheme, fact: Fact) -> Vec<String> {
    let layout = layout(scheme, fact).into_iter();
    layout.map(|column| column.name.into_owned()).collect()
}

/// Those of its columns that each row must fill in.
pub fn required_columns(scheme: &Scheme, fact: Fact) -> Vec<String> {
    let layout = layout(scheme, fact).into_iter();
    let required = layout.filter(|column| column.required);
    required.map(|column| column.name.into_owned()).collect()
}

fn layout(scheme: &Scheme, fact: Fact) -> Vec<csv::Column> {
    match fact {
        Fact::Applications => applications::columns(scheme),
        Fact::Assessments => assessments::ASSESSMENTS.to_vec(),
        Fact::Recusals => assessments::RECUSALS.to_vec(),
        Fact::Awards => awards::COLUMNS.to_vec(),
        Fact::Payments => payments::COLUMNS.to_vec(),
        Fact::Reports => reports::COLUMNS.to_vec(),
        Fact::Waivers => waivers::COLUMNS.to_vec(),
    }
}

/// Reads one scheme's facts. `None` when anything could not be understood:
/// half a book would give a plausible, wrong total.
pub fn book<'t>(
    scheme: &'t Scheme,
    texts: &Texts<'t>,
    checks: &[&str],
    found: &mut Findings,
) -> Option<Book<'t>> {
    let errors = found.errors();
    let applied = applications::read_all(scheme, texts, found);
    let ids = applied.ids();
    let mut assessors = Vec::new();
    let assessments = read_assessments(scheme, texts, &ids, &mut assessors, found);
    let recusals = read_recusals(scheme, texts, &ids, &mut assessors, found);
    let awards = awards::read_all(scheme, texts, &ids, found);
    let payments = payments::read_all(scheme, texts, &ids, found);
    let reports = reports::read_all(scheme, texts, &ids, found);
    let waivers = waivers::read_all(scheme, texts, &ids, checks, found);
    let is_understood = texts.whole && found.errors() == errors;
    is_understood.then_some(Book {
        scheme,
        applications: applied.applications,
        field_values: applied.field_values,
        assessors,
        assessments,
        recusals,
        awards,
        payments,
        reports,
        waivers,
    })
}
