//! The list of checks, and the two ways to run it.

use std::borrow::Cow;

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::Summary;
use crate::model::{Assessment, Book, Scheme};

use super::case::{Case, Context};
use super::folder::Folder;
use super::{
    above_max_award, acceptance_overdue, account_changed, account_missing, allocation_incomplete,
    applicant_type, assessed_twice, assessors_differ, bands_out_of_order, below_min_award,
    child_over_parent, closed_with_balance, closes_before_opens, deadline_cycle,
    decided_before_close, duplicate_payment, entry_after_close, entry_out_of_order,
    floor_above_ceiling, four_eyes, funded_before, ineligible_award, late_application, no_budget,
    no_tie_break, over_claimed, over_committed, over_paid, over_repaid, over_requested,
    over_written_off, paid_ahead, paid_before_acceptance, parent_currency, payment_overdue,
    recused_assessor, released_too_much, report_before_completion, report_overdue,
    score_out_of_range, score_out_of_reach, set_aside_impossible, settlement_due,
    shares_over_whole, skipped_local_time, too_many_applications, unknown_choice,
    unknown_requirement, unused_waiver,
};

/// Every check: first the rules of a scheme, then its facts in the order of
/// their lives.
pub const CHECKS: &[Check] = &[
    closes_before_opens::CHECK,
    skipped_local_time::CHECK,
    floor_above_ceiling::CHECK,
    no_tie_break::CHECK,
    unknown_choice::CHECK,
    allocation_incomplete::CHECK,
    bands_out_of_order::CHECK,
    score_out_of_reach::CHECK,
    set_aside_impossible::CHECK,
    deadline_cycle::CHECK,
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
    of_scores: Option<OfScores>,
    of_folder: Option<OfFolder>,
}

type OfScheme = fn(&Case<'_>, &mut Findings);
type OfScores = fn(&Case<'_>, &Scored<'_>, &mut Findings);
type OfFolder = fn(&Folder<'_>, &mut Findings);

impl Check {
    /// A check of the rules of a scheme.
    pub(super) const fn of_rules(code: &'static Code, find: OfScheme) -> Self {
        Self {
            code,
            is_waivable: false,
            is_passing: false,
            of_scheme: Some(find),
            of_scores: None,
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

    /// A check of the scores of each application.
    pub(super) const fn of_scores(code: &'static Code, find: OfScores) -> Self {
        Self {
            code,
            is_waivable: true,
            is_passing: false,
            of_scheme: None,
            of_scores: Some(find),
            of_folder: None,
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
            of_scores: None,
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
    Audit::of(book, context).all(found);
}

/// All that waivers keep silent in one scheme, as notes that say who waived it
/// and why.
pub fn waived(book: &Book<'_>, context: &Context<'_>) -> Vec<Finding> {
    let audit = Audit::of(book, context);
    audit.all(&mut Findings::new());
    audit.case.into_waived()
}

/// One scheme under audit.
pub struct Audit<'a> {
    case: Case<'a>,
}

impl<'a> Audit<'a> {
    /// Works out what the checks ask for.
    pub fn of(book: &'a Book<'a>, context: &Context<'a>) -> Self {
        let case = Case::of(book, context);
        Self { case }
    }

    /// The scheme as the others see it, without its recipients.
    pub fn summary(&self) -> Summary {
        self.case.summary()
    }

    /// Finds all that is wrong.
    pub fn all(&self, found: &mut Findings) {
        let book = self.case.book;
        let scored = Scored {
            assessments: &book.assessments,
            assessors: &book.assessors,
        };
        for check in CHECKS {
            self.run(check, &scored, found);
        }
    }

    /// Whether the scores may be handed to the audit in blocks, and need not
    /// be in the book.
    pub fn takes_blocks(scheme: &Scheme) -> bool {
        scheme.decision.four_eyes.is_none() && scheme.scoring.max_spread.is_none()
    }

    /// Finds what is wrong with a block of scores.
    pub fn block(&self, scored: &Scored<'_>, found: &mut Findings) {
        for check in CHECKS.iter().filter(|check| check.of_scores.is_some()) {
            self.run(check, scored, found);
        }
    }

    /// Finds what else is wrong. Where waivers may excuse what is found in blocks,
    /// after all of these.
    pub fn rest(&self, found: &mut Findings) {
        let none = Scored {
            assessments: &[],
            assessors: &[],
        };
        for check in CHECKS {
            self.run(check, &none, found);
        }
    }

    fn run(&self, check: &Check, scored: &Scored<'_>, found: &mut Findings) {
        if let Some(find) = check.of_scheme {
            find(&self.case, found);
        }
        if let Some(find) = check.of_scores {
            find(&self.case, scored, found);
        }
    }
}

/// Scores: all of a book's, or of some of its applications all of theirs.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// The scores.
    pub assessments: &'a [Assessment],
    /// The names to which they refer.
    pub assessors: &'a [Cow<'a, str>],
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
    use proptest::prelude::*;

    use super::*;
    use crate::audit::testing::{book, criterion, score, waive};
    use crate::model::testing::{day, scheme};
    use crate::model::{ApplicationIndex, Elsewhere, Recusal};

    proptest! {
        /// Blocks of scores, each of whole applications, and then the rest
        /// find what is found in the whole book.
        #[test]
        fn blocks_find_what_the_whole_book_has(
            runs in prop::collection::vec(prop::collection::vec((0..3_u32, -1..7_i64), 0..5), 4),
            cut in 0..4_usize,
            is_waived: bool,
        ) {
            let mut scheme = scheme("digital");
            scheme.criteria = vec![criterion()];
            let mut book = book(&scheme, &[None; 4], &[("2024-09-01", 1, "award 80")]);
            book.assessors = ["kari", "ola", "per"].map(Into::into).into();
            let mut row = 0;
            for (position, run) in runs.iter().enumerate() {
                for (assessor, value) in run {
                    book.assessments.push(score(row, position, *assessor, *value));
                    row += 1;
                }
            }
            let application = ApplicationIndex::new(2);
            let origin = book.application(application).origin;
            book.recusals = vec![Recusal { application, assessor: 1, reason: None, date: None, origin }];
            if is_waived {
                waive(&mut book, 0, "score-out-of-range");
            }
            let context = Context { today: day("2024-12-31"), elsewhere: &Elsewhere::default() };
            let told = |found: Findings| {
                let mut told: Vec<String> = found.into_iter().map(|it| format!("{it:?}")).collect();
                told.sort();
                told
            };
            let mut whole = Findings::new();
            Audit::of(&book, &context).all(&mut whole);
            let scores = std::mem::take(&mut book.assessments);
            let audit = Audit::of(&book, &context);
            let mut found = Findings::new();
            let cut = scores.partition_point(|score| score.application.position() < cut);
            for assessments in [&scores[..cut], &scores[cut..]] {
                audit.block(&Scored { assessments, assessors: &book.assessors }, &mut found);
            }
            audit.rest(&mut found);
            prop_assert_eq!(told(found), told(whole));
        }
    }

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
