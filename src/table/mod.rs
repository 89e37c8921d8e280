//! A grid of typed cells, and one printer for each format.
//!
//! Views put values in; only the printers here know how a format writes them.
//! Nothing here computes.

mod cell;
mod csv;
mod format;
mod grid;
mod json;
mod layout;
mod plan;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod wrap;

pub use cell::Cell;
pub use format::{Format, render};
pub use grid::{Column, Grid};
pub use wrap::wrap;
