//! What the three checks of deadlines have in common: an award, something that
//! is still to be done about it, and the day on which that was due.

use crate::diagnostic::{Code, Finding, Findings};
use crate::ledger::{Obligation, What, obligations};
use crate::model::{Balance, Due, Span, counted};

use super::case::Case;

/// What one check of a deadline looks for, and how it says so.
pub(super) struct Overdue {
    /// The check.
    pub(super) code: &'static Code,
    /// What should have been done.
    pub(super) is_meant: fn(What) -> bool,
    /// The message, given the amount that is overdue.
    pub(super) message: fn(Option<String>) -> String,
    /// How to mend it.
    pub(super) help: &'static str,
}

impl Overdue {
    /// Warns of every award for which it was due before today.
    pub(super) fn find(
        &self,
        case: &Case<'_>,
        deadline: Option<&(Due, Span)>,
        found: &mut Findings,
    ) {
        let Some((due, span)) = deadline else {
            return;
        };
        for index in case.awarded() {
            let late: Vec<Obligation> = obligations(case.scheme, case.account(index))
                .into_iter()
                .filter(|each| (self.is_meant)(each.what) && each.is_overdue(case.today))
                .collect();
            let day = late.iter().filter_map(|each| each.day).min();
            let (Some(day), Some(award)) = (day, case.first_award(index)) else {
                continue;
            };
            let amounts: Option<Balance> = late.iter().map(|each| each.amount).sum();
            let amount = amounts.map(|amount| case.amount(amount));
            let finding =
                Finding::new(self.code, award.origin.cell("date"), (self.message)(amount))
                    .label(format!(
                        "{} overdue since {day}",
                        counted((case.today - day).num_days(), "day")
                    ))
                    .because(*span, format!("due {due}"))
                    .help(self.help);
            case.add(found, index, finding);
        }
    }
}
