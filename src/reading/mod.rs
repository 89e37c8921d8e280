//! Text to facts: the only door in.
//!
//! What cannot be understood is said here, at its place, all of it in one run;
//! what is understood but wrong is said by `audit`. A [`Book`] comes out only
//! when nothing was unreadable.

mod applications;
mod assessments;
mod amounts;
mod awards;
mod codes;
mod csv;
mod header;
mod row_form;
mod quotes;
mod document;
mod folder;
mod payments;
mod person;
mod references;
mod reports;
mod rules;
mod requirements;
mod schema;
mod schemes;
mod terms;
mod text;
mod value;
mod amount;
mod date;
mod waivers;

use crate::diagnostic::Findings;
use crate::model::{Book, Scheme};

pub use amount::amount;
pub use amounts::{amounts, take_amounts};
pub use codes::CODES;
pub use folder::{Fact, Folder, Texts};
pub use schema::schema;

/// Reads one scheme's facts. `None` when anything could not be understood:
/// half a book would give a plausible, wrong total.
pub fn book<'t>(
    scheme: &'t Scheme,
    texts: &Texts<'t>,
    checks: &[&str],
    found: &mut Findings,
) -> Option<Book<'t>> {
    let errors = found.errors();
    let mut book = Book::empty(scheme);
    let ids = applications::read(&mut book, texts, found);
    assessments::read_assessments(&mut book, texts, &ids, found);
    assessments::read_recusals(&mut book, texts, &ids, found);
    awards::read(&mut book, texts, &ids, found);
    payments::read(&mut book, texts, &ids, found);
    reports::read(&mut book, texts, &ids, found);
    waivers::read(&mut book, texts, &ids, checks, found);
    (texts.whole && found.errors() == errors).then_some(book)
}
