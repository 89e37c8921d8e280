//! Somebody scored an application that they may not assess.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::{Assessment, Recusal};

use super::case::Case;
use super::checks::Check;

const CODE: Code = Code::error("recused-assessor", include_str!("recused_assessor.md"));

pub(super) const CHECK: Check = Check::of_facts(&CODE, find);

fn find(case: &Case<'_>, found: &mut Findings) {
    let mut recusals: Vec<&Recusal> = case.book.recusals.iter().collect();
    if recusals.is_empty() {
        return;
    }
    recusals.sort_by_key(|recusal| (recusal.application, recusal.assessor));
    for assessment in &case.book.assessments {
        if let Some(recusal) = recusal_of(assessment, &recusals) {
            let assessor = &case.book.assessors[assessment.assessor as usize];
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
