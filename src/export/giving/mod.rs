//! Open data by the 360Giving Data Standard 1.1: one grant for each application
//! that has money committed to it.
//!
//! The names of properties and columns, which of them must be there, and what
//! their values look like are the standard's
//! (<https://standard.threesixtygiving.org/>).

mod grant;
mod identifier;
mod left;
mod package;
mod table;
mod transaction;

pub use identifier::Prefix;
pub use left::{Left, Skipped};
pub use package::{Package, package};

/// The package as JSON, indented, its amounts as exact numbers.
pub fn package_json(package: &Package) -> String {
    let text = serde_json::to_string_pretty(package).expect("plain data has a JSON form");
    text + "\n"
}

/// The grants as CSV under the standard's column titles, one row each; every
/// movement of money in columns of its own.
pub fn package_csv(package: &Package) -> String {
    table::csv(package)
}
