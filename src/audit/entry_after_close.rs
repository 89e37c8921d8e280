//! Something is recorded of an account that was closed before.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::AwardKind;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("entry-after-close", include_str!("entry_after_close.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        let mut decisions = case.decisions(index);
        let Some(close) = decisions.find(|entry| entry.kind == AwardKind::Close) else {
            continue;
        };
        let later = case.entries_after(index, close.date);
        let Some((_, origin)) = later.min_by_key(|(date, _)| *date) else {
            continue;
        };
        let finding = Finding::new(
            &CODE,
            origin.cell("date"),
            "an entry after the account was closed",
        )
        .label("too late")
        .because(close.origin.cell("date"), "closed here")
        .help("correct the date, or close the account only after its last entry");
        case.add(found, index, finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::PaymentKind::{Claim, Payment};
    use crate::model::testing::{payment, scheme};

    #[test]
    fn the_day_of_the_closing_is_the_last() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-01", 0, "award 100"),
            ("2024-12-01", 0, "close"),
            ("2024-12-01", 0, "accept"),
            ("2024-12-02", 0, "close"),
        ];
        let mut early = book(&scheme, &[None], &awards[..3]);
        early.payments = vec![payment("2024-12-01", 0, Payment, 100)];
        assert!(found(&early).is_empty());
        let rows = |book: &_| {
            let found = found(book).into_iter();
            found.map(|(code, row, _)| (code, row)).collect::<Vec<_>>()
        };
        early.payments.push(payment("2024-12-05", 0, Claim, 0));
        assert_eq!(rows(&early), [("entry-after-close", Some(0))]);
        let mut twice = book(&scheme, &[None], &awards);
        twice.payments = vec![payment("2024-12-01", 0, Payment, 100)];
        assert_eq!(rows(&twice), [("entry-after-close", Some(3))]);
    }
}
