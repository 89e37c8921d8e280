//! What is due of a recipient or of the funder, and on which day.

use chrono::NaiveDate;

use crate::model::{Balance, Due, DueAnchor, Scheme};

use super::Account;

/// What a scheme may set a deadline for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// The recipient's yes.
    Accept,
    /// The payment.
    Pay,
    /// The end of the project.
    Complete,
    /// The report.
    Report,
}

impl Duty {
    /// Every duty, in the order of an award's life.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Pay, Self::Complete, Self::Report];

    /// The word that the scheme's `[deadline]` has for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Pay => "pay",
            Self::Complete => "complete",
            Self::Report => "report",
        }
    }

    /// The last day on which it is in time. `None` where nothing was awarded,
    /// where the scheme sets no such deadline, and while the day from which it
    /// counts is not known.
    pub fn due(self, scheme: &Scheme, account: &Account) -> Option<NaiveDate> {
        account.first_award?;
        let deadline = self.deadline(scheme)?;
        deadline.day(|anchor| match anchor {
            DueAnchor::Award => account.first_award,
            DueAnchor::Accept => account.accepted,
            DueAnchor::Complete => account.completed.or_else(|| completion(scheme, account)),
        })
    }

    /// Whether nothing is left to do: done, or the award is gone or closed.
    pub fn is_done(self, account: &Account) -> bool {
        if account.close.is_some() || !account.is_awarded() {
            return true;
        }
        match self {
            Self::Accept => account.accepted.is_some(),
            Self::Pay => account.outstanding() <= Balance::ZERO,
            Self::Complete => account.completed.is_some() || account.reported.is_some(),
            Self::Report => account.reported.is_some(),
        }
    }

    fn deadline(self, scheme: &Scheme) -> Option<Due> {
        let deadlines = &scheme.deadlines;
        let deadline = match self {
            Self::Accept => &deadlines.accept,
            Self::Pay => &deadlines.pay,
            Self::Complete => &deadlines.complete,
            Self::Report => &deadlines.report,
        };
        deadline.as_ref().map(|(due, _)| *due)
    }
}

/// The day by which the project is to be completed. A completion that counts
/// from a completion has no day.
fn completion(scheme: &Scheme, account: &Account) -> Option<NaiveDate> {
    Duty::Complete.deadline(scheme)?.day(|anchor| match anchor {
        DueAnchor::Award => account.first_award,
        DueAnchor::Accept => account.accepted,
        DueAnchor::Complete => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DueUnit;
    use crate::model::testing::{day, scheme, span};

    #[test]
    fn days_count_from_what_happened() {
        let mut scheme = scheme("digital");
        let after = |count, unit, anchor| Some((Due::After(count, unit, anchor), span()));
        scheme.deadlines.accept = after(3, DueUnit::Weeks, DueAnchor::Award);
        scheme.deadlines.complete = Some((Due::On(day("2026-06-30")), span()));
        scheme.deadlines.report = after(2, DueUnit::Months, DueAnchor::Complete);
        let mut account = Account::default();
        assert_eq!(Duty::Complete.due(&scheme, &account), None, "no award");

        account.first_award = Some(day("2024-09-02"));
        assert_eq!(Duty::Accept.due(&scheme, &account), Some(day("2024-09-23")));
        assert_eq!(Duty::Pay.due(&scheme, &account), None);
        assert_eq!(Duty::Report.due(&scheme, &account), Some(day("2026-08-30")));

        account.completed = Some(day("2025-12-31"));
        assert_eq!(Duty::Report.due(&scheme, &account), Some(day("2026-02-28")));

        scheme.deadlines.complete = after(1, DueUnit::Days, DueAnchor::Complete);
        account.completed = None;
        assert_eq!(Duty::Report.due(&scheme, &account), None, "no circle");
    }
}
