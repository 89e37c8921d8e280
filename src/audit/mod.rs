//! Understood, but wrong: one file per check, with its page beside it.
//!
//! Every check is one line in the list of `checks`. A check of a scheme looks
//! at its rules and its facts; a check of the folder at what crosses schemes.
//! A waiver of a check for an application keeps the check silent about that
//! application: the waiver itself is the record, and is read in waivers.csv.
//! What waivers keep silent is told only to those who ask (`waived`).

mod broken_rule;
mod case;
mod checks;
mod crossing;
mod folder;
mod overdue;
mod overrun;
mod waivers;

mod above_max_award;
mod acceptance_overdue;
mod account_changed;
mod account_missing;
mod allocation_incomplete;
mod applicant_type;
mod assessed_twice;
mod before_award;
mod assessors_differ;
mod bands_out_of_order;
mod below_min_award;
mod child_over_parent;
mod closed_with_balance;
mod closes_before_opens;
mod deadline_cycle;
mod decided_before_close;
mod duplicate_payment;
mod entry_after_close;
mod entry_out_of_order;
mod floor_above_ceiling;
mod four_eyes;
mod funded_before;
mod ineligible_award;
mod late_application;
mod no_budget;
mod no_tie_break;
mod over_claimed;
mod over_committed;
mod over_committed_programme;
mod over_paid;
mod over_repaid;
mod over_requested;
mod over_written_off;
mod paid_ahead;
mod paid_before_acceptance;
mod parent_currency;
mod payment_overdue;
mod recused_assessor;
mod released_too_much;
mod report_before_completion;
mod report_overdue;
mod score_out_of_range;
mod score_out_of_reach;
mod set_aside_impossible;
mod settlement_due;
mod shares_over_whole;
mod skipped_local_time;
mod too_many_applications;
mod unknown_choice;
mod unknown_requirement;
mod unused_waiver;

#[cfg(test)]
mod testing;

pub use case::Context;
pub use checks::{Audit, CHECKS, Check, Scored, codes, folder, scheme, waivable, waived};
