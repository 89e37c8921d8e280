//! Where a mistake stands: spread evenly over all applications.

use super::plan::Plan;

/// What is wrong with an application's rows; each is one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mistake {
    /// The last digit of the organisation number.
    OrganisationNumber,
    /// An amount with blanks in it.
    Amount,
    /// A day in the Norwegian form.
    Day,
    /// A score under a criterion that is not there.
    Criterion,
    /// An assessment of an application that is not there.
    Reference,
    /// A score above the scale.
    Score,
    /// One assessor scores one criterion twice.
    Twice,
    /// An award above what was asked for.
    OverRequested,
    /// Payments above the award.
    OverPaid,
}

/// The mistake of an application, counted from zero over all schemes.
pub(super) fn at(plan: &Plan, nth: u64, is_awarded: bool) -> Option<Mistake> {
    const CELLS: [Mistake; 5] = [
        Mistake::OrganisationNumber,
        Mistake::Amount,
        Mistake::Day,
        Mistake::Criterion,
        Mistake::Reference,
    ];
    const RULES: [Mistake; 2] = [Mistake::Score, Mistake::Twice];
    const AWARDED: [Mistake; 4] = [
        Mistake::Score,
        Mistake::Twice,
        Mistake::OverRequested,
        Mistake::OverPaid,
    ];
    if let Some(turn) = turn(plan, plan.bad_cells, nth) {
        return Some(CELLS[turn % CELLS.len()]);
    }
    let turn = turn(plan, plan.broken_rules, nth)?;
    if is_awarded {
        return Some(AWARDED[turn % AWARDED.len()]);
    }
    Some(RULES[turn % RULES.len()])
}

/// The how-manieth of `count` mistakes falls on this application.
fn turn(plan: &Plan, count: u64, nth: u64) -> Option<usize> {
    let all = plan.size.all_applications();
    let before = nth * count / all;
    let falls_here = (nth + 1) * count / all > before;
    falls_here.then(|| usize::try_from(before).expect("a count of rows fits"))
}
