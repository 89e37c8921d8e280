//! One question, one file, one table.
//!
//! A view puts what the other rooms know into a grid; it computes nothing that
//! a second view would have to compute again.

mod allocation;
mod budget;
mod changes;
mod list;
mod rank;
mod show;
mod situation;

pub use allocation::{
    Row, allocation, explanation, is_news, nothing_left, recorded, refusal, rows,
};
pub use budget::{budget, budget_notes};
pub use changes::{Version, changed_balances, changed_entries};
pub use list::list;
pub use rank::{rank, ties};
pub use show::{show, story};
pub use situation::Situation;
