//! A waiver that excuses nothing.

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::{CHECKS, Check};
use super::over_committed;

const CODE: Code = Code::warning("unused-waiver", include_str!("unused_waiver.md"));

pub(super) const CHECK: Check = Check::of_rules(&CODE, find);

/// Comes last in the list: a waiver is used when another check has met it.
fn find(case: &Case<'_>, found: &mut Findings) {
    for waiver in case.unused_waivers() {
        if is_passing(&waiver.check) || is_not_reached(&waiver.check, found) {
            continue;
        }
        let id = case.book.application(waiver.application).id;
        found.add(
            Finding::new(
                &CODE,
                waiver.origin.cell("check"),
                format!("the waiver of `{}` excuses nothing", waiver.check),
            )
            .label(format!("{id} does not need it"))
            .help("correct the application or the check, or leave it where it was needed once"),
        );
    }
}

/// What is done in the end was waived while it was not; and a check that is no
/// check of facts waits for a change that only a revision shows.
fn is_passing(check: &str) -> bool {
    let known = CHECKS.iter().find(|other| other.code.name == check);
    known.map_or(!check.starts_with("requirement:"), |known| known.is_passing)
}

/// The walk through the awards ends where they first go over the budget
/// without a waiver, so that later waivers are not met.
fn is_not_reached(check: &str, found: &Findings) -> bool {
    let name = over_committed::CODE.name;
    let mut findings = found.as_slice().iter();
    check == name && findings.any(|finding| finding.code.name == name)
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found, waive};
    use crate::audit::{Context, waived};
    use crate::model::testing::{day, scheme};
    use crate::model::{Elsewhere, Waiver};
    use crate::source::Origin;

    #[test]
    fn a_waiver_must_have_something_to_excuse() {
        let scheme = scheme("digital");
        let awards = [("2024-09-01", 0, "award 100"), ("2024-09-01", 1, "award 5")];
        let mut book = book(&scheme, &[Some(90), Some(5)], &awards);
        waive(&mut book, 0, "over-requested");
        assert!(found(&book).is_empty());
        waive(&mut book, 1, "over-requested");
        let last = book.waivers.len() - 1;
        book.waivers[last] = Waiver {
            origin: Origin::new(crate::model::testing::file(), 7),
            ..book.waivers[last].clone()
        };
        let label = "A-1 does not need it".to_owned();
        assert_eq!(found(&book), [("unused-waiver", Some(7), label)]);
        book.waivers[last].check = "payment-overdue".into();
        assert!(found(&book).is_empty(), "it may have been of use");

        let elsewhere = Elsewhere::default();
        let context = Context {
            today: day("2024-12-31"),
            elsewhere: &elsewhere,
        };
        let notes = waived(&book, &context);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].code.name, "over-requested");
        assert_eq!(notes[0].notes, ["waived on 2024-01-01: because"]);
    }
}
