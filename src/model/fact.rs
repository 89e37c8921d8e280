//! The kinds of facts that a scheme gathers.

/// The kinds of facts, each with a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// applications.csv
    Applications,
    /// assessments.csv
    Assessments,
    /// recusals.csv
    Recusals,
    /// awards.csv
    Awards,
    /// payments.csv
    Payments,
    /// reports.csv
    Reports,
    /// waivers.csv
    Waivers,
}

impl Fact {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Applications,
        Self::Assessments,
        Self::Recusals,
        Self::Awards,
        Self::Payments,
        Self::Reports,
        Self::Waivers,
    ];

    /// Every kind but the scores, of which there are by far the most.
    pub const ALL_BUT_SCORES: [Self; 6] = [
        Self::Applications,
        Self::Recusals,
        Self::Awards,
        Self::Payments,
        Self::Reports,
        Self::Waivers,
    ];

    /// What it takes to propose who gets money: neither payments nor reports.
    pub const BEFORE_AWARD: [Self; 5] = [
        Self::Applications,
        Self::Assessments,
        Self::Recusals,
        Self::Awards,
        Self::Waivers,
    ];

    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Applications => "applications.csv",
            Self::Assessments => "assessments.csv",
            Self::Recusals => "recusals.csv",
            Self::Awards => "awards.csv",
            Self::Payments => "payments.csv",
            Self::Reports => "reports.csv",
            Self::Waivers => "waivers.csv",
        }
    }

    /// The file's name without its ending.
    pub fn name(self) -> &'static str {
        self.file_name().trim_end_matches(".csv")
    }
}
