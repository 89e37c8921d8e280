//! What the user says about a foreign file where it is not to be recognised.

use crate::reading::DecimalMark;

use super::{Encoding, Separator};

/// How a foreign file is to be read; what is `None` is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What stands between the cells of a CSV file.
    pub separator: Option<Separator>,
    /// How the letters of a CSV file are written.
    pub encoding: Option<Encoding>,
    /// Which sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// The row of the column names, from 1, as the spreadsheet or an editor
    /// counts them.
    pub header_row: Option<usize>,
    /// What stands before decimals.
    pub decimal: Option<DecimalMark>,
    /// Whether `03/04/2024` is in April.
    pub day_first: Option<bool>,
}
