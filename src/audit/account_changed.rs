//! The account of a recipient is another one than before.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{AccountNumber, AwardEntry};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("account-changed", include_str!("account_changed.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    for index in case.decided() {
        let mut named: Option<(&AwardEntry, String)> = None;
        for entry in case.decisions(index) {
            let Some(account) = entry.account.map(|account| plain(&account.read())) else {
                continue;
            };
            if let Some((earlier, before)) = &named
                && *before != account
            {
                let finding = Finding::new(
                    &CODE,
                    entry.origin.cell("account"),
                    "the account to be paid is another one than before",
                )
                .label("another account")
                .because(
                    earlier.origin.cell("account"),
                    format!("named on {}", earlier.date),
                )
                .help("ask the recipient by a way that you know from before; correct the cell");
                case.add(found, index, finding);
            }
            named = Some((entry, account));
        }
    }
}

/// An account, however it is grouped.
fn plain(text: &str) -> String {
    AccountNumber::understood(text).unwrap_or_else(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, found};
    use crate::model::testing::scheme;

    #[test]
    fn another_account_is_found_and_another_grouping_is_not() {
        let scheme = scheme("digital");
        let awards = [
            ("2024-09-01", 0, "award 100"),
            ("2024-09-10", 0, "accept"),
            ("2024-09-20", 0, "award 10"),
        ];
        let mut book = book(&scheme, &[None], &awards);
        book.awards[0].account = Some("86011117947".into());
        book.awards[2].account = Some("8601.11.17947".into());
        assert!(found(&book).is_empty());
        book.awards[2].account = Some("NO9386011117947".into());
        assert_eq!(
            found(&book),
            [("account-changed", Some(2), "another account".to_owned())]
        );
    }
}
