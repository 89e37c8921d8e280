//! The list of checks, and the two ways to run it.

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::Summary;
use crate::model::{Book, Scheme};

use super::case::{Case, Context};
use super::folder::Folder;
use super::{
    above_max_award, acceptance_overdue, account_changed, account_missing, allocation_incomplete,
    applicant_type, assessed_twice, assessors_differ, bands_out_of_order, below_min_award,
    child_over_parent, closed_with_balance, closes_before_opens, decided_before_close,
    duplicate_payment, entry_after_close, entry_out_of_order, floor_above_ceiling, four_eyes,
    funded_before, ineligible_award, late_application, no_budget, no_tie_break, over_claimed,
    over_committed, over_paid, over_repaid, over_requested, over_written_off, paid_ahead,
    paid_before_acceptance, parent_currency, payment_overdue, recused_assessor, released_too_much,
    report_before_completion, report_overdue, score_out_of_range, set_aside_impossible,
    settlement_due, shares_over_whole, skipped_local_time, too_many_applications,
    unknown_requirement, unused_waiver,
};

/// Every check: first the rules of a scheme, then its facts in the order of
/// their lives.
pub const CHECKS: &[Check] = &[
    closes_before_opens::CHECK,
    skipped_local_time::CHECK,
    floor_above_ceiling::CHECK,
    no_tie_break::CHECK,
    allocation_incomplete::CHECK,
    bands_out_of_order::CHECK,
    set_aside_impossible::CHECK,
    report_before_completion::CHECK,
    shares_over_whole::CHECK,
    child_over_parent::CHECK,
    parent_currency::CHECK,
    no_budget::CHECK,
    score_out_of_range::CHECK,
    assessed_twice::CHECK,
    assessors_differ::CHECK,
    recused_assessor::CHECK,
    decided_before_close::CHECK,
    entry_out_of_order::CHECK,
    late_application::CHECK,
    applicant_type::CHECK,
    too_many_applications::CHECK,
    funded_before::CHECK,
    ineligible_award::CHECK,
    unknown_requirement::CHECK,
    over_requested::CHECK,
    below_min_award::CHECK,
    above_max_award::CHECK,
    over_committed::CHECK,
    released_too_much::CHECK,
    paid_before_acceptance::CHECK,
    paid_ahead::CHECK,
    over_paid::CHECK,
    over_repaid::CHECK,
    over_claimed::CHECK,
    over_written_off::CHECK,
    duplicate_payment::CHECK,
    account_missing::CHECK,
    account_changed::CHECK,
    four_eyes::CHECK,
    settlement_due::CHECK,
    closed_with_balance::CHECK,
    entry_after_close::CHECK,
    acceptance_overdue::CHECK,
    payment_overdue::CHECK,
    report_overdue::CHECK,
    unused_waiver::CHECK,
];

/// One check: its name and page, and what it looks at.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// The name, how bad a finding is, and the page.
    pub code: &'static Code,
    /// Whether it speaks about single applications: a waiver may then keep it
    /// silent about one of them.
    pub is_waivable: bool,
    /// Whether its findings go away when what they ask for is done: a waiver
    /// of it is then no longer of use, and not wrong for that.
    pub is_passing: bool,
    of_scheme: Option<OfScheme>,
    of_folder: Option<OfFolder>,
}

type OfScheme = fn(&Case<'_>, &mut Findings);
type OfFolder = fn(&Folder<'_>, &mut Findings);

impl Check {
    /// A check of the rules of a scheme.
    pub(super) const fn of_rules(code: &'static Code, find: OfScheme) -> Self {
        Self {
            code,
            is_waivable: false,
            is_passing: false,
            of_scheme: Some(find),
            of_folder: None,
        }
    }

    /// A check of the facts about applications.
    pub(super) const fn of_facts(code: &'static Code, find: OfScheme) -> Self {
        Self {
            is_waivable: true,
            ..Self::of_rules(code, find)
        }
    }

    /// A check of what is not done yet.
    pub(super) const fn of_duties(code: &'static Code, find: OfScheme) -> Self {
        Self {
            is_passing: true,
            ..Self::of_facts(code, find)
        }
    }

    /// A check of what crosses schemes.
    pub(super) const fn of_folder(code: &'static Code, find: OfFolder) -> Self {
        Self {
            code,
            is_waivable: false,
            is_passing: false,
            of_scheme: None,
            of_folder: Some(find),
        }
    }

    /// A check of a scheme that also looks across schemes.
    pub(super) const fn and_folder(self, find: OfFolder) -> Self {
        Self {
            of_folder: Some(find),
            ..self
        }
    }
}

/// Every check by name, with its page.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    CHECKS.iter().map(|check| check.code)
}

/// The names of checks that a waiver may name; `requirement:<id>` is one for
/// each requirement of a scheme beside them.
pub fn waivable() -> Vec<&'static str> {
    let waivable = CHECKS.iter().filter(|check| check.is_waivable);
    waivable.map(|check| check.code.name).collect()
}

/// Finds all that is wrong with one scheme and its facts. Where the facts
/// cannot be read, `Book::empty` still has the scheme's rules checked.
pub fn scheme(book: &Book<'_>, context: &Context<'_>, found: &mut Findings) {
    let case = Case::of(book, context);
    for find in CHECKS.iter().filter_map(|check| check.of_scheme) {
        find(&case, found);
    }
}

/// All that waivers keep silent in one scheme, as notes that say who waived it
/// and why.
pub fn waived(book: &Book<'_>, context: &Context<'_>) -> Vec<Finding> {
    let case = Case::of(book, context);
    let mut found = Findings::new();
    for find in CHECKS.iter().filter_map(|check| check.of_scheme) {
        find(&case, &mut found);
    }
    case.into_waived()
}

/// Finds all that is wrong between schemes: budgets that their programmes
/// cannot hold, and currencies that differ. A scheme whose facts could not be
/// read has no summary.
pub fn folder(schemes: &[Scheme], summaries: &[Summary], found: &mut Findings) {
    let folder = Folder::of(schemes, summaries);
    for find in CHECKS.iter().filter_map(|check| check.of_folder) {
        find(&folder, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_a_name_and_a_page_of_its_own() {
        for (nth, check) in CHECKS.iter().enumerate() {
            let Code { name, page, .. } = check.code;
            let title = page.lines().next();
            assert_eq!(title, Some(format!("# {name}").as_str()));
            assert!(!check.code.summary().is_empty(), "{name} says nothing");
            for section in ["## Why", "## Wrong", "## Right", "## How to mend it"] {
                assert!(page.contains(section), "{name} lacks {section}");
            }
            assert!(
                CHECKS[..nth].iter().all(|other| other.code != check.code),
                "{name} stands twice"
            );
        }
    }
}
