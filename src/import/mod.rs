//! Foreign tables: the spreadsheets and exports of other programs, to rows of
//! typed cells that remember where a person finds them.
//!
//! What can be recognised is recognised and said (the separator, the encoding,
//! the sheet, the header, the form of the numbers); what cannot be told for
//! certain is a finding that asks. Nothing here is recorded, and the original
//! is never written to.

mod cell;
mod codes;
mod decode;
mod delimited;
mod header;
mod summary;
mod sums;
mod number;
mod date;
mod unclear;
mod options;
mod sheet;
mod separator;
#[cfg(feature = "spreadsheets")]
mod spreadsheet;
#[cfg(feature = "spreadsheets")]
mod workbook;
#[cfg(feature = "spreadsheets")]
mod archive;
#[cfg(feature = "spreadsheets")]
mod unshown;
mod table;
mod synonyms;
mod mapping;
mod target;
mod assignment;
mod convert;
mod ids;
mod known;
mod applicants;
mod draft;
mod draft_rows;
mod settle;
mod finance_columns;
mod booked;
#[cfg(all(test, feature = "spreadsheets"))]
mod properties;
#[cfg(all(test, feature = "spreadsheets"))]
mod tests;

use std::borrow::Cow;

use crate::diagnostic::{Finding, Findings};
use crate::source::{Place, Sources};

pub use assignment::{Assignment, assign};
pub use booked::{Booked, Bookings, FinanceForm, booked};
pub use cell::{Cell, Content, letters};
pub use codes::{CODES, no_such_column};
pub use convert::correct;
pub use date::Dates;
pub use decode::Encoding;
pub use draft::{Draft, DraftRow, Drafted, Ledger, draft};
pub use finance_columns::assign_finance;
pub use mapping::{Mapping, keys};
pub use number::Numbers;
pub use options::{READ_KEYS, Reading};
pub use separator::Separator;
pub use table::{Heading, Row, Table};
pub use target::{How, Target};
pub use unclear::Unclear;

use sheet::Sheet;

/// A file of more bytes than this is none that a person made.
const MOST_BYTES: usize = 256 << 20;

/// Reads the bytes of a foreign file, which findings call `name`. The table
/// owns the text that its findings point into ([`Table::sources`]).
///
/// # Errors
/// The findings that say why there is no table, with the text they point into.
/// A table that is there may have findings too: `Table::found`.
pub fn read(
    name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
) -> Result<Table, Box<(Sources, Findings)>> {
    let mut sources = Sources::new();
    let mut found = Findings::new();
    let sheet = open(&mut sources, name, bytes, reading, &mut found);
    match sheet.and_then(|sheet| header::table(sheet, reading, &mut found)) {
        Some(table) => Ok(table.with(sources, found)),
        None => Err(Box::new((sources, found))),
    }
}

fn open(
    sources: &mut Sources,
    name: &str,
    bytes: Vec<u8>,
    reading: &Reading,
    found: &mut Findings,
) -> Option<Sheet> {
    if bytes.len() > MOST_BYTES {
        let message = "the file is larger than 256 MB, which no table made by people is";
        unreadable(sources, name, message, "split it", found);
        return None;
    }
    if is_spreadsheet(&bytes) {
        #[cfg(feature = "spreadsheets")]
        return spreadsheet::open(sources, name, bytes, reading, found);
        #[cfg(not(feature = "spreadsheets"))]
        {
            let message = "this is a spreadsheet, and this program was built without them";
            unreadable(sources, name, message, "save it as CSV", found);
            return None;
        }
    }
    delimited::open(sources, name, &bytes, reading, found)
}

/// The words of [`READ_KEYS`] that mean nothing for a file of these bytes, each
/// with what such a file has not.
pub fn lacking(bytes: &[u8]) -> &'static [(&'static str, &'static str)] {
    match is_spreadsheet(bytes) {
        true => &[
            ("separator", "is a spreadsheet and has no separator"),
            (
                "encoding",
                "is a spreadsheet and has no encoding of its own",
            ),
        ],
        false => &[("sheet", "is no spreadsheet and has no sheets")],
    }
}

/// A ZIP archive (xlsx, ods) or a compound file (xls), by its first bytes.
fn is_spreadsheet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

fn unreadable(
    sources: &mut Sources,
    name: &str,
    message: impl Into<Cow<'static, str>>,
    help: &'static str,
    found: &mut Findings,
) {
    let file = sources.add(name.to_owned(), String::new());
    found.add(Finding::new(&codes::FOREIGN_FILE, Place::File(file), message).help(help));
}
