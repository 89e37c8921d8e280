//! Two assessors see one application very differently.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Assessment, Span};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::warning("assessors-differ", include_str!("assessors_differ.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

/// The lowest and the highest score of one application under one criterion;
/// of equal ones the first in the file.
type Ends = (u32, u32);

fn find(case: &Case<'_>, found: &mut Findings) {
    let Some((most, span)) = case.scheme.scoring.max_spread else {
        return;
    };
    let assessments = &case.book.assessments;
    for (lowest, highest) in ends(case).into_iter().flatten() {
        let (low, high) = (
            &assessments[lowest as usize],
            &assessments[highest as usize],
        );
        let spread = high.score.checked_sub(low.score);
        // A score again by the same assessor is a finding of its own.
        if low.assessor == high.assessor || spread.is_none_or(|spread| spread <= most) {
            continue;
        }
        let (earlier, later) = if lowest < highest {
            (low, high)
        } else {
            (high, low)
        };
        case.add(
            found,
            later.application,
            finding(case, earlier, later, (most, span)),
        );
    }
}

/// The ends of every cell that has a score; recused assessors do not count.
fn ends(case: &Case<'_>) -> Vec<Option<Ends>> {
    let width = case.scheme.criteria.len();
    let recusals = case.book.recusals.iter();
    let recused: BTreeSet<_> = recusals
        .map(|recusal| (recusal.application, recusal.assessor))
        .collect();
    let mut ends: Vec<Option<Ends>> = vec![None; width * case.book.applications.len()];
    for (nth, assessment) in (0_u32..).zip(&case.book.assessments) {
        let who = (assessment.application, assessment.assessor);
        if !recused.is_empty() && recused.contains(&who) {
            continue;
        }
        let score = |row: u32| case.book.assessments[row as usize].score;
        let at = assessment.application.position() * width + assessment.criterion as usize;
        let (lowest, highest) = ends[at].get_or_insert((nth, nth));
        if assessment.score < score(*lowest) {
            *lowest = nth;
        }
        if assessment.score > score(*highest) {
            *highest = nth;
        }
    }
    ends
}

fn finding(
    case: &Case<'_>,
    earlier: &Assessment,
    later: &Assessment,
    (most, span): (Decimal, Span),
) -> Finding {
    let number = |number: Decimal| case.scheme.language.format(number.normalize());
    let name = |assessment: &Assessment| &case.book.assessors[assessment.assessor as usize];
    let criterion = &case.scheme.criteria[later.criterion as usize].id;
    let spread = (later.score - earlier.score).abs();
    Finding::new(
        &CODE,
        later.origin.cell("score"),
        format!(
            "{} and {} are {} apart under {criterion}",
            name(earlier),
            name(later),
            number(spread)
        ),
    )
    .label(format!("{} by {}", number(later.score), name(later)))
    .because(
        earlier.origin.cell("score"),
        format!("{} by {}", number(earlier.score), name(earlier)),
    )
    .because(span, format!("at most {} is expected", number(most)))
    .help("have the two assessors compare what they saw")
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, criterion, findings, found, score, waive};
    use crate::model::testing::{file, scheme, span};
    use crate::model::{ApplicationIndex, Recusal, Scheme};
    use crate::source::Origin;

    fn strict() -> Scheme {
        let mut scheme = scheme("digital");
        scheme.criteria = vec![criterion()];
        scheme.scoring.max_spread = Some((2.into(), span()));
        scheme
    }

    #[test]
    fn only_more_than_the_spread_is_found_once_and_at_the_later_row() {
        let scheme = strict();
        let mut book = book(&scheme, &[None; 3], &[]);
        book.assessors = vec!["kari".into(), "ola".into(), "per".into()];
        book.assessments = vec![
            score(0, 0, 0, 3),
            score(1, 0, 1, 5),
            score(2, 1, 0, 5),
            score(3, 1, 2, 4),
            score(4, 1, 1, 1),
            score(5, 2, 0, 0),
        ];
        assert_eq!(
            found(&book),
            [("assessors-differ", Some(4), "1 by ola".to_owned())]
        );
        let message = &findings(&book)[0].message;
        assert_eq!(message, "kari and ola are 4 apart under need");
        waive(&mut book, 1, "assessors-differ");
        assert!(found(&book).is_empty());
    }

    #[test]
    fn who_is_recused_or_scores_twice_does_not_differ() {
        let scheme = strict();
        let mut book = book(&scheme, &[None], &[]);
        book.assessors = vec!["kari".into(), "ola".into()];
        book.assessments = vec![score(0, 0, 0, 0), score(1, 0, 0, 5)];
        assert_eq!(found(&book).len(), 1, "only assessed-twice");
        book.assessments = vec![score(0, 0, 0, 0), score(1, 0, 1, 5)];
        assert_eq!(found(&book).len(), 1);
        book.recusals = vec![Recusal {
            application: ApplicationIndex::new(0),
            assessor: 1,
            reason: None,
            date: None,
            origin: Origin::new(file(), 0),
        }];
        let names: Vec<_> = found(&book).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names, ["recused-assessor"]);
    }
}
