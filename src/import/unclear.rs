//! A column whose cells leave open what they mean.

use super::cell::Cell;

/// A column whose cells leave open what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Unclear {
    /// What is open, as a sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The cell that shows it best.
    pub cell: Cell,
}

impl Unclear {
    pub(super) fn new(message: String, help: &str, cell: &Cell) -> Box<Self> {
        Box::new(Self {
            message,
            help: help.to_owned(),
            cell: cell.clone(),
        })
    }
}
