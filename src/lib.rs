//! `grants`: a grant ledger over plain files.
//!
//! Text becomes facts, facts are judged, and only then does money move. The
//! rooms stand in the order in which a line of a file walks through them; a
//! room imports only rooms above it (`tests/architecture.rs` holds the table).

pub mod parallel;
pub mod source;
pub mod diagnostic;
pub mod model;
pub mod reading;
pub mod import;
pub mod eligibility;
pub mod ranking;
pub mod allocation;
pub mod ledger;
pub mod audit;
pub mod collation;
pub mod table;
pub mod view;
pub mod export;
pub mod history;
pub mod recording;
pub mod cli;
