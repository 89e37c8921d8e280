//! A grid of typed cells, and one printer for each format.
//!
//! Views put values in; only the printers here know how a format writes them.
//! Nothing here computes.

mod cell;
mod csv;
mod dialect;
mod digits;
mod document;
mod format;
mod grid;
mod html;
mod json;
mod layout;
mod long;
mod markdown;
mod measure;
mod misread;
#[cfg(not(feature = "spreadsheets"))]
mod no_xlsx;
mod number;
mod page;
mod plan;
#[cfg(test)]
mod properties;
mod shown;
mod style;
mod survey;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod tsv;
mod wrap;
#[cfg(feature = "spreadsheets")]
mod xlsx;

pub use cell::Cell;
pub use dialect::Dialect;
pub use document::Document;
pub use format::{Format, Unwritable};
pub use grid::{Column, Grid};
pub use long::Shows;
#[cfg(not(feature = "spreadsheets"))]
use no_xlsx as xlsx;
pub use survey::Survey;
#[cfg(test)]
pub(crate) use tests::render;
pub use text::render as text_table;
pub use wrap::wrap;
