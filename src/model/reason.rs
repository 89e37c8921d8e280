//! Why an application was rejected, or money given back.

use std::borrow::Cow;
use std::fmt;

/// A reason code, as `awards.csv` writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Received after the call closed.
    Late,
    /// The applicant is of a type that the scheme does not fund.
    ApplicantType,
    /// A requirement is not met: its id.
    Requirement(String),
    /// A score below a threshold.
    BelowScore,
    /// The pot did not reach that far.
    OutOfMoney,
    /// Others ranked higher.
    LowerPriority,
    /// The same project, or one application too many.
    Duplicate,
    /// Papers are missing.
    Incomplete,
    /// The recipient said no.
    Declined,
    /// Not accepted in time.
    Lapsed,
    /// Taken back by the applicant.
    Withdrawn,
    /// The decision was annulled.
    Annulled,
    /// The award was made smaller.
    Reduced,
    /// Money was left over.
    Unspent,
    /// Money was not used for its purpose.
    Misused,
    /// Another reason, which the note gives.
    Other,
}

impl Reason {
    /// The codes without an argument.
    pub const PLAIN: [(&'static str, Self); 15] = [
        ("late", Self::Late),
        ("applicant-type", Self::ApplicantType),
        ("below-score", Self::BelowScore),
        ("out-of-money", Self::OutOfMoney),
        ("lower-priority", Self::LowerPriority),
        ("duplicate", Self::Duplicate),
        ("incomplete", Self::Incomplete),
        ("declined", Self::Declined),
        ("lapsed", Self::Lapsed),
        ("withdrawn", Self::Withdrawn),
        ("annulled", Self::Annulled),
        ("reduced", Self::Reduced),
        ("unspent", Self::Unspent),
        ("misused", Self::Misused),
        ("other", Self::Other),
    ];

    /// The code; `requirement:` and the id for a requirement.
    pub fn code(&self) -> Cow<'static, str> {
        if let Self::Requirement(id) = self {
            return Cow::Owned(format!("requirement:{id}"));
        }
        let (code, _) = Self::PLAIN
            .iter()
            .find(|(_, reason)| reason == self)
            .expect("every other reason is plain");
        Cow::Borrowed(code)
    }

    /// Whether only an application can have it, before an award.
    pub fn is_of_applications(&self) -> bool {
        matches!(
            self,
            Self::Late
                | Self::ApplicantType
                | Self::Requirement(_)
                | Self::BelowScore
                | Self::OutOfMoney
                | Self::LowerPriority
        )
    }

    /// Whether only an award can have it.
    pub fn is_of_awards(&self) -> bool {
        matches!(
            self,
            Self::Declined | Self::Lapsed | Self::Reduced | Self::Unspent | Self::Misused
        )
    }

    /// The reason of a code; `None` for a code that does not exist.
    pub fn from_code(code: &str) -> Option<Self> {
        if let Some(id) = code.strip_prefix("requirement:") {
            return (!id.is_empty()).then(|| Self::Requirement(id.to_owned()));
        }
        Self::PLAIN
            .into_iter()
            .find_map(|(known, reason)| (known == code).then_some(reason))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.code())
    }
}
