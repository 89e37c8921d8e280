//! More is given back to the budget than was awarded.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{AwardEntry, AwardKind, Balance};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("released-too-much", include_str!("released_too_much.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        if case.account(index).released.is_zero() {
            continue;
        }
        let decisions = case.decisions(index);
        let Some((release, over)) = first_excess(decisions.clone()) else {
            continue;
        };
        let over = case.amount(over);
        let mut finding = Finding::new(
            &CODE,
            release.origin.cell("amount"),
            "more is released than was awarded",
        )
        .label(format!("{over} too much"))
        .help("correct the amount");
        for award in awards_by(release, decisions) {
            finding = finding.because(award.origin.cell("amount"), "awarded here");
        }
        case.add(found, index, finding);
    }
}

/// The first release that takes more than all awards up to its day, and by how
/// much. A release without any award is out of order instead.
fn first_excess<'a>(
    decisions: impl Iterator<Item = &'a AwardEntry<'a>> + Clone,
) -> Option<(&'a AwardEntry<'a>, Balance)> {
    let mut awards = decisions.clone().filter_map(award).peekable();
    let mut awarded = Balance::ZERO;
    let mut released = Balance::ZERO;
    for entry in decisions {
        let AwardKind::Release(amount) = entry.kind else {
            continue;
        };
        while let Some((_, more)) = awards.next_if(|(award, _)| award.date <= entry.date) {
            awarded += more;
        }
        released += amount;
        if released > awarded && !awarded.is_zero() {
            return Some((entry, released - awarded));
        }
    }
    None
}

fn awards_by<'a>(
    release: &AwardEntry,
    decisions: impl Iterator<Item = &'a AwardEntry<'a>>,
) -> impl Iterator<Item = &'a AwardEntry<'a>> {
    decisions
        .filter_map(award)
        .map(|(entry, _)| entry)
        .take_while(|entry| entry.date <= release.date)
}

fn award<'a>(entry: &'a AwardEntry<'a>) -> Option<(&'a AwardEntry<'a>, Balance)> {
    match entry.kind {
        AwardKind::Award(amount) => Some((entry, amount.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::testing::scheme;

    #[test]
    fn a_release_takes_at_most_what_was_awarded_by_its_day() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-03", 0, "release 60"),
            ("2024-09-03", 0, "award 100"),
            ("2024-09-04", 0, "release 50"),
            ("2024-09-05", 0, "award 100"),
        ];
        let found_in = |awards: &[_]| found(&book(&scheme, &[None], awards));
        assert!(found_in(&awards[..2]).is_empty());
        assert_eq!(
            found_in(&awards),
            [("released-too-much", Some(2), "10 NOK too much".to_owned())]
        );
    }
}
