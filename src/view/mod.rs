//! One question, one file, one table.
//!
//! A view puts what the other rooms know into a grid; it computes nothing that
//! a second view would have to compute again.

mod allocation;
mod allocation_lines;
mod allocation_table;
mod budget;
mod changes;
mod compare;
mod compare_summary;
mod budget_by;
mod due;
mod effect;
mod filter;
mod list;
mod list_fields;
mod list_order;
mod outlook;
mod method_words;
mod no_candidate;
mod rank;
mod reckoning;
mod reckoning_money;
mod reconcile;
mod requirement_words;
mod scheme_words;
mod score_words;
mod section;
mod term_words;
mod variant;
mod recipients;
mod show;
mod show_rows;
mod situation;
mod story;

pub use allocation::{Row, is_news, rows};
pub use allocation_lines::{explanation, nothing_left, refusal};
pub use allocation_table::{allocation, allocation_survey, recorded};
pub use budget::{budget, budget_notes};
pub use budget_by::{Grouping, budget_by, budget_by_note};
pub use changes::{Version, changed_balances, changed_entries};
pub use compare::compare;
pub use compare_summary::{compare_lines, compare_notes, compare_summary};
pub use due::{Due, due, due_notes, dues};
pub use effect::effect;
pub use filter::Filter;
pub use list::{Listed, list};
pub use list_order::ListOrder;
pub use no_candidate::no_candidate;
pub use rank::{rank, ties};
pub use recipients::{RecipientOrder, is_of, recipient, recipients, recipients_notes};
pub use reckoning::reckoning;
pub use reconcile::{FinanceLine, Reconciliation, reconcile, reconcile_counts};
pub use scheme_words::scheme_words;
pub use section::{Section, sections};
pub use show::{show, story};
pub use situation::Situation;
pub use variant::{Variant, has_cutoff};
