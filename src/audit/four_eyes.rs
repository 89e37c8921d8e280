//! One person did what two have to do.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{
    ApplicationIndex, Assessment, AwardEntry, AwardKind, PaymentEntry, PaymentKind, Span,
};
use crate::source::Origin;

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("four-eyes", include_str!("four_eyes.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some(rule) = case.scheme.decision.four_eyes else {
        return;
    };
    let mut scores: Vec<&Assessment> = case.book.assessments.iter().collect();
    scores.sort_by_key(|score| score.application);
    for index in case.decided() {
        for award in awards(case, index) {
            if let Some(finding) = of_award(case, &scores, award, rule) {
                case.add(found, index, finding);
            }
        }
    }
    for index in case.paid() {
        let payments = case.payments(index);
        for payment in payments.filter(|entry| entry.kind == PaymentKind::Payment) {
            if let Some(finding) = of_payment(case, index, payment, rule) {
                case.add(found, index, finding);
            }
        }
    }
}

fn awards<'a>(
    case: &Case<'a>,
    index: ApplicationIndex,
) -> impl Iterator<Item = &'a AwardEntry<'a>> {
    let decisions = case.decisions(index);
    decisions.filter(|entry| matches!(entry.kind, AwardKind::Award(_)))
}

/// Who awards did not assess the application.
fn of_award(
    case: &Case<'_>,
    sorted: &[&Assessment],
    award: &AwardEntry<'_>,
    rule: Span,
) -> Option<Finding> {
    let Some(by) = award.by() else {
        return Some(nameless(award.origin, "an award by nobody", rule));
    };
    let first = sorted.partition_point(|score| score.application < award.application);
    let mut scores = sorted[first..]
        .iter()
        .take_while(|score| score.application == award.application);
    let score = scores.find(|score| is_same(&case.book.assessors[score.assessor as usize], &by))?;
    Some(
        Finding::new(
            &CODE,
            award.origin.cell("by"),
            format!("{by} has assessed the application and awards it"),
        )
        .label("awards")
        .because(score.origin.cell("assessor"), "assesses")
        .because(rule, "the scheme asks for four eyes")
        .help("let somebody else decide"),
    )
}

/// Who pays did not award.
fn of_payment(
    case: &Case<'_>,
    index: ApplicationIndex,
    payment: &PaymentEntry<'_>,
    rule: Span,
) -> Option<Finding> {
    let Some(by) = payment.by() else {
        return Some(nameless(payment.origin, "a payment by nobody", rule));
    };
    let mut awards = awards(case, index);
    let award = awards.find(|award| award.by().is_some_and(|other| is_same(&other, &by)))?;
    Some(
        Finding::new(
            &CODE,
            payment.origin.cell("by"),
            format!("{by} has made the award and pays it"),
        )
        .label("pays")
        .because(award.origin.cell("by"), "awards")
        .because(rule, "the scheme asks for four eyes")
        .help("let somebody else pay"),
    )
}

/// Where nobody is named, nobody can tell whether it was another.
fn nameless(origin: Origin, message: &'static str, rule: Span) -> Finding {
    Finding::new(&CODE, origin.cell("by"), message)
        .label("who?")
        .because(rule, "the scheme asks for four eyes")
        .help("write into `by` who did it")
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, criterion, findings, score};
    use crate::model::Book;
    use crate::model::testing::{payment, row, scheme, span};
    use crate::source::Source;

    fn messages(book: &Book<'_>) -> Vec<String> {
        let findings = findings(book).into_iter();
        findings
            .map(|finding| finding.message.into_owned())
            .collect()
    }

    #[test]
    fn who_assesses_awards_and_pays_are_three() {
        let mut scheme = scheme("digital");
        scheme.criteria = vec![criterion()];
        scheme.decision.four_eyes = Some(span());
        let awards = [("2024-09-01", 0, "award 100"), ("2024-09-01", 1, "award 5")];
        let mut book = book(&scheme, &[None, None], &awards);
        book.assessors = vec!["Kari".into()];
        book.assessments = vec![score(0, 1, 0, 3)];
        book.payments = vec![payment("2024-10-01", 0, PaymentKind::Payment, 100)];
        (book.awards[0].source, book.awards[0].origin) = row(&[("by", "kari")]);
        (book.awards[1].source, book.awards[1].origin) = row(&[("by", "ola")]);
        (book.payments[0].source, book.payments[0].origin) = row(&[("by", "ola")]);
        assert!(messages(&book).is_empty(), "each applied for another");
        (book.payments[0].source, book.payments[0].origin) = row(&[("by", "Kari ")]);
        (book.awards[1].source, book.awards[1].origin) = row(&[("by", "kari")]);
        assert_eq!(
            messages(&book),
            [
                "kari has assessed the application and awards it",
                "Kari  has made the award and pays it"
            ]
        );
        book.payments[0].source = Source::nowhere();
        book.awards[1].source = Source::nowhere();
        assert_eq!(
            messages(&book),
            ["an award by nobody", "a payment by nobody"]
        );
        let mut without = scheme.clone();
        without.decision.four_eyes = None;
        book.scheme = &without;
        assert!(messages(&book).is_empty());
    }
}
