//! `grants`: a grant ledger over plain files.
//!
//! Text becomes facts, facts are judged, and only then does money move; each
//! room below imports only rooms above it.

pub mod allocation;
pub mod diagnostic;
pub mod eligibility;
pub mod model;
pub mod ranking;
pub mod source;
