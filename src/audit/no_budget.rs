//! Money is committed, and nowhere is there a budget to commit it from.

use crate::diagnostic::{Code, Finding, Findings};
use crate::source::Place;

use super::checks::Check;
use super::folder::Folder;

const CODE: Code = Code::error("no-budget", include_str!("no_budget.md"));

pub(super) const CHECK: Check = Check::of_folder(&CODE, find);

fn find(folder: &Folder<'_>, found: &mut Findings) {
    // From the root down to the present node: has one of them a budget of its own?
    let mut budgets_above: Vec<bool> = Vec::new();
    for node in folder.facts.nodes() {
        let scheme = folder.scheme_of(node);
        budgets_above.truncate(node.depth);
        budgets_above.push(!scheme.budget.is_empty());
        let committed = folder.summary_of(node).balances.committed;
        if committed.is_zero() || budgets_above.contains(&true) {
            continue;
        }
        let message = format!(
            "{} has committed {} and has no budget, nor has a programme above it",
            scheme.id,
            scheme.written(committed)
        );
        found.add(
            Finding::new(&CODE, Place::File(scheme.file), message)
                .help("add to the scheme: [[budget]] with an amount"),
        );
    }
}
