//! The finding that an award breaks a rule of its scheme: the award's row, the
//! cell that breaks the rule, and the rule with its clause.

use crate::diagnostic::{Code, Finding, Findings};
use crate::eligibility::{Answer, Basis, Detail, Outcome, Rule};
use crate::model::{ApplicationIndex, Scheme, StandardField, Value, Waiver};
use crate::source::Place;

use super::case::Case;
use super::checks;

/// How a check begins its message.
pub(super) struct Words {
    /// Where the rule is not met.
    pub(super) not_met: &'static str,
    /// Where that is not known.
    pub(super) unknown: &'static str,
}

impl Words {
    /// Finds the awards that break a rule of one kind, or may break it.
    pub(super) fn find(
        &self,
        code: &'static Code,
        case: &Case<'_>,
        is_of_kind: impl Fn(Rule<'_>) -> bool,
        found: &mut Findings,
    ) {
        for (index, answer) in case.unsettled() {
            if is_of_kind(answer.rule) {
                found.add(finding(case, index, answer, code, self.of(answer)));
            }
        }
    }

    fn of(&self, answer: &Answer<'_>) -> &'static str {
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
        finding = finding.because(span, clause(answer.rule).to_owned());
    }
    let check = answer.rule.check_name();
    finding.help(case.or_waive(Some(help), index, &check))
}

/// A waiver that lifts a rule, as a finding of the check that it keeps silent.
pub(super) fn lifted(scheme: &Scheme, waiver: &Waiver<'_>, answer: &Answer<'_>) -> Finding {
    let check = answer.rule.check_name();
    let name = match (answer.rule, answer.outcome) {
        (Rule::Requirement(_), Outcome::Unknown) => "unknown-requirement",
        (Rule::Requirement(_), _) => "ineligible-award",
        _ => check.as_ref(),
    };
    let code = checks::codes().find(|code| code.name == name);
    let code = code.expect("every rule has a check");
    let detail = answer.detail.as_ref();
    let message = detail.map_or_else(
        || format!("`{check}` is not met"),
        |detail| detail.sentence(scheme.currency, scheme.language),
    );
    let mut finding = Finding::new(code, waiver.origin.cell("check"), message).label("waived");
    if let Some(span) = answer.rule.span(scheme) {
        finding = finding.because(span, clause(answer.rule).to_owned());
    }
    finding
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
    let award = case.first_award(index);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::audit::Context;
    use crate::audit::testing::{book, findings, found, waive};
    use crate::model::testing::{constant, day, kroner, scheme, span};
    use crate::model::{
        Book, Bound, Elsewhere, FieldRef, Reference, Requirement, SchemeId, TestKind,
    };

    #[test]
    fn every_rule_that_an_award_breaks_is_a_finding_with_its_cells() {
        let mut scheme = scheme("digital");
        scheme.applicants.types = vec!["municipality".to_owned()];
        scheme.requirements = vec![requirement("size", 100), requirement("size-too", 10)];
        let awards = [("2024-09-01", 0, "award 80"), ("2024-09-01", 1, "award 80")];
        let mut book = book(&scheme, &[Some(80), Some(120), None], &awards);
        book.applications[1].applicant_type = Some("association".into());
        book.applications[2].applicant_type = Some("association".into());
        let found = findings(&book);
        let messages: Vec<&str> = found.iter().map(|finding| &*finding.message).collect();
        assert_eq!(
            messages,
            [
                "an award to an applicant whose type is not known: applicant_type is blank",
                "an award to an applicant of a type that is not funded: the applicant is of \
                 type `association`, only `municipality` may apply",
                "an award to an application that does not meet `size`: requested is 80 NOK, \
                 the floor is 100 NOK: 20 NOK too little",
            ]
        );
        let ineligible = &found[2];
        assert_eq!(ineligible.code.name, "ineligible-award");
        let application = &book.applications[0];
        assert_eq!(
            ineligible.because[0],
            (
                application.origin.cell("requested"),
                "20 NOK too little".into()
            )
        );
        assert_eq!(ineligible.because[1].1, "the clause of size");
        assert_eq!(
            ineligible.help.as_deref(),
            Some(
                "release the award, or record a waiver: \
                 grants waive digital/A-0 requirement:size"
            )
        );
    }

    #[test]
    fn a_blank_is_not_known_and_a_waiver_lifts_either() {
        let mut scheme = scheme("digital");
        scheme.requirements = vec![requirement("size", 100)];
        let awards = [("2024-09-01", 0, "award 80"), ("2024-09-01", 1, "award 80")];
        let names = |book: &Book<'_>| {
            let mut found = found(book);
            found.retain(|(name, ..)| *name != "unused-waiver");
            let found = found.into_iter();
            found.map(|(name, row, _)| (name, row)).collect::<Vec<_>>()
        };
        let mut book = book(&scheme, &[None, Some(99)], &awards);
        let unknown = ("unknown-requirement", Some(0));
        assert_eq!(names(&book), [("ineligible-award", Some(1)), unknown]);
        waive(&mut book, 1, "requirement:size");
        assert_eq!(names(&book), [unknown]);
        waive(&mut book, 0, "ineligible-award");
        assert_eq!(names(&book), [unknown], "unknown is another outcome");
        waive(&mut book, 0, "unknown-requirement");
        assert!(names(&book).is_empty());
    }

    #[test]
    fn a_recipient_of_another_scheme_is_found() {
        let mut scheme = scheme("digital");
        let earlier = SchemeId::new("earlier").expect("an id");
        scheme.applicants.not_funded_by = vec![Reference {
            id: earlier.clone(),
            span: span(),
        }];
        let book = book(&scheme, &[None], &[("2024-09-01", 0, "award 80")]);
        assert!(found(&book).is_empty());
        let mut elsewhere = Elsewhere::default();
        elsewhere.insert(earlier, BTreeSet::from(["a-0".to_owned()]));
        let context = Context {
            today: day("2024-12-31"),
            elsewhere: &elsewhere,
        };
        let mut found = Findings::new();
        crate::audit::scheme(&book, &context, &mut found);
        assert_eq!(found.as_slice()[0].code.name, "funded-before");
    }

    fn requirement(id: &str, least: i64) -> Requirement {
        let least = Bound::Constant(constant(Value::Money(kroner(least))));
        Requirement {
            id: id.to_owned(),
            field: FieldRef::Standard(StandardField::Requested),
            tests: vec![TestKind::Min(least)],
            when: None,
            cite: Some(format!("the clause of {id}")),
            message: None,
            span: span(),
        }
    }
}
