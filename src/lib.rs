//! `grants`: a grant ledger over plain files.
//!
//! Text becomes facts, facts are judged, and only then does money move; each
//! room below imports only rooms above it.

pub mod audit;
pub mod diagnostic;
pub mod ledger;
pub mod model;
pub mod source;
