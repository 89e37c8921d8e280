//! More is awarded than was asked for.

use crate::diagnostic::{Code, Finding, Findings};

use super::case::Case;
use super::checks::Check;
use super::crossing::last_crossing;

const CODE: Code = Code::error("over-requested", include_str!("over_requested.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.awarded() {
        let application = case.book.application(index);
        let Some(requested) = application.requested else {
            continue;
        };
        let over = case.account(index).committed() - requested;
        let Some(award) = last_crossing(case.decisions(index), requested.into()) else {
            continue;
        };
        let over = case.amount(over);
        let finding = Finding::new(
            &CODE,
            award.origin.cell("amount"),
            "the award is more than was asked for",
        )
        .label(format!("{over} over the request"))
        .because(application.origin.cell("requested"), "asked for here")
        .help(format!("lower the amount or release {over}"));
        case.add(found, index, finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found, waive};
    use crate::model::testing::scheme;

    #[test]
    fn the_award_that_goes_over_the_request_is_shown() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-01", 0, "award 150"),
            ("2024-09-02", 0, "award 125"),
            ("2024-09-02", 1, "award 999"),
        ];
        let mut over = book(&scheme, &[Some(200), None], &awards);
        assert_eq!(
            found(&over),
            [(
                "over-requested",
                Some(1),
                "75 NOK over the request".to_owned()
            )]
        );
        waive(&mut over, 1, "over-requested");
        waive(&mut over, 0, "over-paid");
        let names = |book: &_| {
            let found = found(book).into_iter();
            found.map(|(name, ..)| name).collect::<Vec<_>>()
        };
        assert_eq!(
            names(&over),
            ["over-requested", "unused-waiver", "unused-waiver"],
            "another application, another check"
        );
        over.waivers.clear();
        waive(&mut over, 0, "over-requested");
        assert!(found(&over).is_empty());
    }

    #[test]
    fn a_release_mends_it() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-01", 0, "award 275"),
            ("2024-09-05", 0, "release 75"),
        ];
        assert!(found(&book(&scheme, &[Some(200)], &awards)).is_empty());
    }
}
