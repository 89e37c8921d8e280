//! One assessor scored one criterion of one application twice.

use crate::diagnostic::{Code, Finding, Findings};
use crate::model::Assessment;

use super::case::Case;
use super::checks::{Check, Scored};

const CODE: Code = Code::error("assessed-twice", include_str!("assessed_twice.md"));

pub(super) const CHECK: Check = Check::of_scores(&CODE, find);

fn find(case: &Case<'_>, scored: &Scored<'_>, found: &mut Findings) {
    let assessments = scored.assessments;
    let is_same = |a: &Assessment, b: &Assessment| a.application == b.application;
    if assessments.is_sorted_by_key(|score| score.application) {
        for run in assessments.chunk_by(is_same) {
            if !surely_differ(run.iter()) {
                find_in(&mut run.iter().collect::<Vec<_>>(), case, found);
            }
        }
    } else {
        let mut gathered = gathered(assessments, case.book.applications.len());
        for run in gathered.chunk_by_mut(|a, b| is_same(a, b)) {
            if !surely_differ(run.iter().copied()) {
                find_in(run, case, found);
            }
        }
    }
}

/// The scores of each application together, in the order of the file: counted
/// first, and then each put in its place.
fn gathered(assessments: &[Assessment], applications: usize) -> Vec<&Assessment> {
    let mut places = vec![0_u32; applications + 1];
    for score in assessments {
        places[score.application.position() + 1] += 1;
    }
    for nth in 0..applications {
        places[nth + 1] += places[nth];
    }
    let mut gathered: Vec<&Assessment> = assessments.iter().collect();
    for score in assessments {
        let place = &mut places[score.application.position()];
        gathered[*place as usize] = score;
        *place += 1;
    }
    gathered
}

/// Whether no two of these scores of one application are of one assessor under
/// one criterion: a bit for each. More than eight of either are not told apart.
fn surely_differ<'a>(mut scores: impl Iterator<Item = &'a Assessment>) -> bool {
    let mut assessors = [None; 8];
    let mut place = 0;
    let mut seen = 0_u64;
    scores.all(|score| {
        let who = Some(score.assessor);
        if assessors[place] != who {
            let mut known = assessors.iter();
            let next = known.position(|known| known.is_none() || *known == who);
            let Some(next) = next else {
                return false;
            };
            (place, assessors[next]) = (next, who);
        }
        if score.criterion >= 8 {
            return false;
        }
        let bit = 1 << (8 * place) << score.criterion;
        let is_new = seen & bit == 0;
        seen |= bit;
        is_new
    })
}

fn find_in<'a>(scores: &mut [&'a Assessment], case: &Case<'_>, found: &mut Findings) {
    let what = |score: &'a Assessment| (score.application, score.assessor, score.criterion);
    scores.sort_by_key(|score| what(score));
    for same in scores.chunk_by(|a, b| what(a) == what(b)) {
        for again in &same[1..] {
            let finding = Finding::new(
                &CODE,
                again.origin.cell("score"),
                "a second score by the same assessor under the same criterion",
            )
            .label("scored again")
            .because(same[0].origin.cell("score"), "scored here first")
            .help("keep one of the two");
            case.add(found, again.application, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::testing::{book, criterion, found, score, waive};
    use crate::model::testing::scheme;

    #[test]
    fn many_assessors_and_criteria_are_told_apart() {
        let of = |count: u32| -> Vec<_> {
            let all = (0..count).flat_map(|assessor| (0..count).map(move |what| (assessor, what)));
            let scores = all.map(|(assessor, criterion)| crate::model::Assessment {
                criterion,
                ..score(0, 0, assessor + 70, 3)
            });
            scores.collect()
        };
        assert!(super::surely_differ(of(8).iter()));
        let mut again = of(8);
        again.push(again[63].clone());
        assert!(!super::surely_differ(again.iter()));
        assert!(!super::surely_differ(of(9).iter()), "these are sorted");
    }

    #[test]
    fn a_score_again_is_found_near_and_far() {
        let mut scheme = scheme("digital");
        scheme.criteria = vec![criterion()];
        let mut book = book(&scheme, &[None, None], &[]);
        book.assessors = vec!["kari".into(), "ola".into()];
        let again = |nth| ("assessed-twice", Some(nth), "scored again".to_owned());
        book.assessments = vec![
            score(0, 1, 0, 3),
            score(1, 1, 1, 3),
            score(2, 1, 0, 4),
            score(3, 0, 0, 4),
        ];
        assert_eq!(found(&book), [again(2)]);
        book.assessments.push(score(4, 1, 1, 2));
        assert_eq!(found(&book), [again(2), again(4)]);
        waive(&mut book, 1, "assessed-twice");
        assert!(found(&book).is_empty());
    }
}
