//! The method of allocation lacks what it needs.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Allocation, Method, TieBreak};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error(
    "allocation-incomplete",
    include_str!("allocation_incomplete.md"),
);

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rules) = &case.scheme.allocation else {
        return;
    };
    let is_scored = !case.scheme.criteria.is_empty();
    for (message, help) in lacks(rules, is_scored) {
        found.add(
            Finding::new(&CODE, rules.span, message)
                .label(rules.method.word())
                .help(help),
        );
    }
    if !is_scored {
        without_scores(rules, found);
    }
}

/// Scores that the scheme asks for although it scores nothing.
fn without_scores(rules: &Allocation, found: &mut Findings) {
    let least = ("min_score", "a least score is asked for", rules.min_score);
    let points = (
        "guaranteed",
        "a score goes before the draw",
        rules.guaranteed,
    );
    for (key, begin, score) in [least, points] {
        if let Some((_, span)) = score {
            let message = format!("{begin}, and nothing is scored");
            let help = format!("add a criterion: [criterion.<id>], or leave `{key}` out");
            found.add(Finding::new(&CODE, span, message).help(help));
        }
    }
}

/// What is missing, and what to write.
fn lacks(rules: &Allocation, is_scored: bool) -> Vec<(&'static str, &'static str)> {
    let mut lacks = Vec::new();
    let mut needs = |is_missing: bool, message, help| {
        if is_missing {
            lacks.push((message, help));
        }
    };
    let is_drawn = rules.method == Method::Lottery || rules.tie_break.contains(&TieBreak::Draw);
    needs(
        is_drawn && rules.seed.is_none(),
        "lots are drawn, and there is no seed",
        "write one before the draw that nobody could have picked for its outcome: seed = \"…\"",
    );
    needs(
        rules.method == Method::Share && rules.by.is_none(),
        "the pot is shared, and it is not said by what",
        "add by = \"requested\", by = \"equal\", or by = the name of a number or money field",
    );
    needs(
        rules.method == Method::Graded && rules.bands.is_empty(),
        "scores give parts of the demand, and it is not said which",
        "add [[allocation.band]] with min_score = … and share = \"…%\"",
    );
    needs(
        rules.method == Method::Graded && !is_scored,
        "scores give parts of the demand, and nothing is scored",
        "add a criterion: [criterion.<id>]",
    );
    lacks
}
