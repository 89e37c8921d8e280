//! A data package (`datapackage.json`) that describes the folder's CSV: types,
//! keys and constraints of every column, for the programs that know the Data
//! Package standard (<https://datapackage.org/standard/>), in the form that
//! both its versions read.
//!
//! It holds no cell of any file.

mod columns;
mod field;
mod package;

pub use package::{DataFile, data_package};
