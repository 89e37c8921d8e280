//! One question, one file, one table.
//!
//! A view puts what the other rooms know into a grid; it computes nothing that
//! a second view would have to compute again.

mod allocation;
mod budget;
mod budget_by;
mod due;
mod effect;
mod filter;
mod list;
mod outlook;
mod rank;
mod recipients;
mod show;
mod situation;
mod story;

pub use allocation::{
    Row, allocation, explanation, is_news, nothing_left, recorded, refusal, rows,
};
pub use budget::{budget, budget_notes};
pub use budget_by::{Grouping, budget_by, budget_by_note};
pub use due::{Due, due, due_notes, dues};
pub use effect::effect;
pub use filter::Filter;
pub use list::list;
pub use rank::{rank, ties};
pub use recipients::{is_of, recipient, recipients, recipients_notes};
pub use show::{show, story};
pub use situation::Situation;
