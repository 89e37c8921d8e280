//! The rules that an application is held against, and their names.

use std::borrow::Cow;

use crate::model::{Reason, Reference, Requirement, Scheme, Span};

/// One rule of a scheme about who and what may be funded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule<'b> {
    /// Received before the call closed.
    Late,
    /// The applicant is of a type that is funded.
    ApplicantType,
    /// No more applications from one applicant than allowed.
    MaxApplications,
    /// The applicant has no award under that scheme.
    FundedBefore(&'b Reference),
    /// What the scheme asks of a field.
    Requirement(&'b Requirement),
}

impl<'b> Rule<'b> {
    /// The name of the check, and of the waiver, that belongs to it.
    pub fn check_name(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Late => "late-application",
            Self::ApplicantType => "applicant-type",
            Self::MaxApplications => "too-many-applications",
            Self::FundedBefore(_) => "funded-before",
            Self::Requirement(requirement) => {
                return Cow::Owned(format!("requirement:{}", requirement.id));
            }
        })
    }

    /// The code of a rejection that rests on it.
    pub fn reason(self) -> Reason {
        match self {
            Self::Late => Reason::Late,
            Self::ApplicantType => Reason::ApplicantType,
            Self::MaxApplications => Reason::Duplicate,
            Self::FundedBefore(_) => Reason::Other,
            Self::Requirement(requirement) => Reason::Requirement(requirement.id.clone()),
        }
    }

    /// Where the scheme states it.
    pub fn span(self, scheme: &Scheme) -> Option<Span> {
        match self {
            Self::Late => scheme.call.as_ref()?.closes.map(|(_, span)| span),
            Self::ApplicantType => scheme.applicants.types_span,
            Self::MaxApplications => scheme.applicants.max_applications.map(|(_, span)| span),
            Self::FundedBefore(reference) => Some(reference.span),
            Self::Requirement(requirement) => Some(requirement.span),
        }
    }

    /// The sentence of the announcement that it encodes.
    pub fn cite(self) -> Option<&'b str> {
        match self {
            Self::Requirement(requirement) => requirement.cite.as_deref(),
            _ => None,
        }
    }

    /// What to tell the applicant instead of the cited sentence.
    pub fn message(self) -> Option<&'b str> {
        match self {
            Self::Requirement(requirement) => requirement.message.as_deref(),
            _ => None,
        }
    }

    /// Every rule of a scheme: the call, the applicant, then the requirements
    /// in the order of the file.
    pub(super) fn all(scheme: &'b Scheme) -> Vec<Self> {
        let applicants = &scheme.applicants;
        let closes = scheme.call.as_ref().and_then(|call| call.closes);
        let mut rules = Vec::new();
        rules.extend(closes.map(|_| Self::Late));
        rules.extend((!applicants.types.is_empty()).then_some(Self::ApplicantType));
        rules.extend(applicants.max_applications.map(|_| Self::MaxApplications));
        rules.extend(applicants.not_funded_by.iter().map(Self::FundedBefore));
        rules.extend(scheme.requirements.iter().map(Self::Requirement));
        rules
    }
}
