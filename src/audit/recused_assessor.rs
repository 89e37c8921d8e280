//! Somebody scored an application that they may not assess.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Assessment, Recusal};

use super::case::Case;
use super::checks::{Check, Scored};

const CODE: Code = Code::error("recused-assessor", include_str!("recused_assessor.md"));

pub(super) const CHECK: Check = Check::of_scores(&CODE, find);

fn find(case: &Case<'_>, scored: &Scored<'_>, found: &mut Findings) {
    let mut recusals: Vec<&Recusal> = case.book.recusals.iter().collect();
    if recusals.is_empty() {
        return;
    }
    recusals.sort_by_key(|recusal| (recusal.application, recusal.assessor));
    for assessment in scored.assessments {
        if let Some(recusal) = recusal_of(assessment, &recusals) {
            let assessor = &scored.assessors[assessment.assessor as usize];
            let finding = Finding::new(
                &CODE,
                assessment.origin.cell("assessor"),
                format!("{assessor} is recused and has scored the application"),
            )
            .label("may not assess it")
            .because(recusal.origin.cell("assessor"), "recused here")
            .help("take the score out");
            case.add(found, assessment.application, finding);
        }
    }
}

/// The first recusal that was in force when the score was given. Where one of
/// the two days is not known, it was.
fn recusal_of<'a>(assessment: &Assessment, sorted: &[&'a Recusal<'a>]) -> Option<&'a Recusal<'a>> {
    let who = (assessment.application, assessment.assessor);
    let key = |recusal: &Recusal| (recusal.application, recusal.assessor);
    let first = sorted.partition_point(|recusal| key(recusal) < who);
    sorted[first..]
        .iter()
        .take_while(|recusal| key(recusal) == who)
        .find(|recusal| match (recusal.date, assessment.date) {
            (Some(recused), Some(scored)) => recused <= scored,
            _ => true,
        })
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::testing::{book, criterion, found, score};
    use crate::model::ApplicationIndex;
    use crate::model::testing::{day, file, scheme};
    use crate::source::Origin;

    #[test]
    fn only_who_is_recused_by_then_is_found() {
        let mut scheme = scheme("digital");
        scheme.criteria = vec![criterion()];
        let mut book = book(&scheme, &[None, None], &[]);
        book.assessors = vec!["kari".into(), "ola".into()];
        book.recusals = vec![Recusal {
            application: ApplicationIndex::new(1),
            assessor: 0,
            reason: None,
            date: Some(day("2024-06-20")),
            origin: Origin::new(file(), 0),
        }];
        let mut early = score(0, 1, 0, 3);
        early.date = Some(day("2024-06-19"));
        book.assessments = vec![score(1, 0, 0, 3), early.clone(), score(2, 1, 1, 3)];
        assert!(found(&book).is_empty());
        early.date = Some(day("2024-06-20"));
        book.assessments = vec![early];
        assert_eq!(
            found(&book),
            [("recused-assessor", Some(0), "may not assess it".to_owned())]
        );
        book.assessments[0].date = None;
        assert_eq!(found(&book).len(), 1);
    }
}
