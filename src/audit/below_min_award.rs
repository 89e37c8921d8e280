//! Less is awarded than the scheme allows for one application.

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::committed_by;
use crate::model::{AwardEntry, AwardKind, Balance, Reason};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("below-min-award", include_str!("below_min_award.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let rules = case.scheme.allocation.as_ref();
    let Some((least, rule)) = rules.and_then(|rules| rules.min_award) else {
        return;
    };
    for index in case.awarded() {
        let decided = || case.decisions(index).filter(|entry| is_decision(entry));
        let awarded: Balance = decided().map(|entry| committed_by(entry.kind)).sum();
        let Some(last) = decided().next_back().filter(|_| awarded < least.into()) else {
            continue;
        };
        let under = case.amount(Balance::from(least) - awarded);
        let finding = Finding::new(
            &CODE,
            last.origin.cell("amount"),
            "the award is smaller than the scheme allows",
        )
        .label(format!("{under} under the smallest award"))
        .because(
            rule,
            format!("no award is smaller than {}", case.amount(least)),
        )
        .help("raise the award or release all of it");
        case.add(found, index, finding);
    }
}

/// Whether an entry says how large the award is. A release of what was left
/// over, or used for something else, comes after the award and does not.
fn is_decision(entry: &AwardEntry) -> bool {
    match entry.kind {
        AwardKind::Award(_) => true,
        AwardKind::Release(_) => !matches!(entry.reason, Some(Reason::Unspent | Reason::Misused)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, found};
    use crate::model::testing::{kroner, scheme, span};
    use crate::model::{Allocation, Method};

    #[test]
    fn what_was_left_over_does_not_make_an_award_small() {
        let mut scheme = scheme("digital");
        scheme.allocation = Some(Allocation {
            min_award: Some((kroner(100), span())),
            max_award: Some((kroner(300), span())),
            ..Allocation::new(Method::Discretionary, span())
        });
        let awards = [
            ("2024-09-01", 0, "award 80"),
            ("2024-09-01", 1, "award 120"),
            ("2024-09-09", 1, "release 40"),
            ("2024-09-01", 2, "award 200"),
            ("2024-09-02", 2, "award 150"),
            ("2024-09-01", 3, "award 50"),
            ("2024-09-02", 3, "release 50"),
        ];
        let mut book = book(&scheme, &[None; 4], &awards);
        assert_eq!(
            found(&book),
            [
                (
                    "below-min-award",
                    Some(0),
                    "20 NOK under the smallest award".to_owned()
                ),
                (
                    "below-min-award",
                    Some(2),
                    "20 NOK under the smallest award".to_owned()
                ),
                (
                    "above-max-award",
                    Some(4),
                    "50 NOK over the largest award".to_owned()
                ),
            ]
        );
        book.awards[2].reason = Some(Reason::Unspent);
        assert_eq!(found(&book).len(), 2);
    }
}
