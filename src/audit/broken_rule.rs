//! The finding that an award breaks a rule of its scheme: the award's row, the
//! cell that breaks the rule, and the rule with its clause.

use crate::diagnostic::{Code, Finding};
use crate::eligibility::{Answer, Basis, Detail, Outcome, Rule};
use crate::model::{ApplicationIndex, AwardKind, StandardField, Value};
use crate::source::Place;

use super::case::Case;

/// How a check begins its message.
pub(super) struct Words {
    /// Where the rule is not met.
    pub(super) not_met: &'static str,
    /// Where that is not known.
    pub(super) unknown: &'static str,
}

impl Words {
    pub(super) fn of(&self, answer: &Answer<'_>) -> &'static str {
        match answer.outcome {
            Outcome::Unknown => self.unknown,
            Outcome::Met | Outcome::NotMet => self.not_met,
        }
    }
}

/// The finding of one unsettled answer about an awarded application; `begin`
/// begins its message.
pub(super) fn finding(
    case: &Case<'_>,
    index: ApplicationIndex,
    answer: &Answer<'_>,
    code: &'static Code,
    begin: &str,
) -> Finding {
    let scheme = case.scheme;
    let help = match answer.outcome {
        Outcome::Unknown => "fill in what is known",
        Outcome::Met | Outcome::NotMet => "release the award",
    };
    let detail = answer.detail.as_ref();
    let detail = detail.map(|detail| detail.sentence(scheme.currency, scheme.language));
    let message = match detail {
        Some(detail) => format!("{begin}: {detail}"),
        None => begin.to_owned(),
    };
    let mut finding = Finding::new(code, award_place(case, index), message).label("awarded here");
    for (place, label) in cells(case, index, answer) {
        finding = finding.because(place, label);
    }
    if let Some(span) = answer.rule.span(scheme) {
        finding = finding.because(span, clause(answer.rule));
    }
    let check = answer.rule.check_name();
    finding.help(case.or_waive(Some(help.to_owned()), index, &check))
}

/// The sentence of the announcement, or what the rule does.
fn clause<'b>(rule: Rule<'b>) -> &'b str {
    rule.cite().unwrap_or(match rule {
        Rule::Late => "the call closes here",
        Rule::ApplicantType => "these may apply",
        Rule::MaxApplications => "so many count",
        Rule::FundedBefore(_) => "whoever is funded here is ruled out",
        Rule::Requirement(_) => "asked for here",
    })
}

fn award_place(case: &Case<'_>, index: ApplicationIndex) -> Place {
    let mut decisions = case.decisions(index);
    let award = decisions.find(|entry| matches!(entry.kind, AwardKind::Award(_)));
    let award = award.expect("money is committed only by an award");
    award.origin.cell("application")
}

/// The cells of the application that the rule looks at.
fn cells(case: &Case<'_>, index: ApplicationIndex, answer: &Answer<'_>) -> Vec<(Place, String)> {
    let origin = case.book.application(index).origin;
    let cell = |name: &str| origin.cell(name.to_owned());
    let field = match (&answer.detail, answer.rule) {
        (Some(Detail::Missing { field }), _) => field,
        (_, Rule::Late) => StandardField::Received.name(),
        (_, Rule::ApplicantType) => StandardField::ApplicantType.name(),
        (_, Rule::MaxApplications | Rule::FundedBefore(_)) => StandardField::Applicant.name(),
        (_, Rule::Requirement(requirement)) => case.scheme.field_name(requirement.field),
    };
    let mut cells = vec![(cell(field), label(case, answer))];
    let measure = measure(answer).map(|other| (cell(other), "measured against this".to_owned()));
    cells.extend(measure);
    cells
}

fn label(case: &Case<'_>, answer: &Answer<'_>) -> String {
    let gap = answer.detail.as_ref().and_then(Detail::gap);
    let gap = match gap {
        Some(Value::Money(gap)) => case.amount(gap),
        Some(Value::Number(gap)) => case.scheme.language.format(gap),
        _ if answer.outcome == Outcome::Unknown => return "not enough is known".to_owned(),
        _ => return "because of this".to_owned(),
    };
    match answer.detail {
        Some(Detail::Below { .. }) => format!("{gap} too little"),
        _ => format!("{gap} too much"),
    }
}

/// The other field that a bound comes from.
fn measure<'b>(answer: &Answer<'b>) -> Option<&'b str> {
    let limit = match answer.detail.as_ref()? {
        Detail::Below { limit, .. } | Detail::Above { limit, .. } => limit,
        _ => return None,
    };
    match limit.basis {
        Basis::Share { of, .. } | Basis::Field(of) => Some(of),
        Basis::Constant => None,
    }
}
