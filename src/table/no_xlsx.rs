//! In place of spreadsheets, in a build that writes none.

use super::document::Document;
use super::format::Unwritable;

pub(super) fn render(_: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    Err(Unwritable::NoSpreadsheets)
}
