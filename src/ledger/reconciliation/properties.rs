//! What holds of every reconciliation.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::model::{ApplicationIndex, Balance};

use super::{Match, Movement, Status, reconcile};

/// `date amount reference applications`, with `-` for what is not known.
pub(super) fn movement(line: &str) -> Movement {
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = |nth: usize| Some(words[nth]).filter(|word| *word != "-");
    let applications = known(3).into_iter().flat_map(|list| list.split(','));
    Movement {
        date: known(0).map(|date| date.parse().unwrap()),
        amount: Balance::from_minor(words[1].parse().unwrap()),
        reference: known(2).map(str::to_owned),
        applications: applications
            .map(|nth| ApplicationIndex::new(nth.parse().unwrap()))
            .collect(),
    }
}

fn any_movement() -> impl Strategy<Value = Movement> {
    let first: NaiveDate = "2024-06-01".parse().unwrap();
    (
        prop::option::weighted(0.9, 0_u64..20),
        prop_oneof![1_i128..6, Just(-2), Just(-1)],
        prop::option::of(0_usize..4),
        prop::collection::btree_set(0_usize..3, 0..3),
    )
        .prop_map(move |(day, amount, reference, applications)| Movement {
            date: day.map(|day| first + Days::new(day)),
            amount: Balance::from_minor(amount),
            reference: reference.map(|nth| ["7", "007", "A 8", "a8"][nth].to_owned()),
            applications: applications
                .into_iter()
                .map(ApplicationIndex::new)
                .collect(),
        })
}

/// Lines that may be of the same applications share them, or do not.
pub(super) fn movements() -> impl Strategy<Value = Vec<Movement>> {
    prop::collection::vec((any_movement(), any::<bool>()), 0..9).prop_map(|lines| {
        let mut known: BTreeMap<Vec<ApplicationIndex>, Rc<[ApplicationIndex]>> = BTreeMap::new();
        let mut sharing = |(mut line, shares): (Movement, bool)| {
            if shares {
                let key = line.applications.to_vec();
                line.applications = known.entry(key).or_insert(line.applications).clone();
            }
            line
        };
        lines.into_iter().map(&mut sharing).collect()
    })
}

/// Payments as the ledger has them: of one application, on a day.
pub(super) fn here() -> impl Strategy<Value = Vec<Movement>> {
    let of_one = any_movement().prop_map(|mut movement| {
        let first = movement.applications.first().copied();
        movement.applications = [first.unwrap_or(ApplicationIndex::new(0))].into();
        movement.date = movement.date.or("2024-06-10".parse().ok());
        movement
    });
    prop::collection::vec(of_one, 0..9)
}

fn sum(lines: &[Movement], positions: &[usize]) -> Balance {
    positions.iter().map(|&nth| lines[nth].amount).sum()
}

/// What became of each line, whichever of equal lines it was.
fn told(matches: &[Match], here: &[Movement], there: &[Movement]) -> Vec<String> {
    let words = |lines: &[Movement], positions: &[usize]| {
        let mut words: Vec<String> = positions
            .iter()
            .map(|&nth| format!("{:?}", lines[nth]))
            .collect();
        words.sort();
        words
    };
    let mut told: Vec<String> = matches
        .iter()
        .map(|each| {
            let (ours, theirs) = (words(here, &each.here), words(there, &each.there));
            format!("{:?} {:?} {ours:?} {theirs:?}", each.status, each.by)
        })
        .collect();
    told.sort();
    told
}

proptest! {
    #[test]
    fn every_line_is_in_exactly_one_match(here in here(), there in movements(), days in 0_u32..9) {
        let matches = reconcile(&here, &there, days);
        let mut ours: Vec<usize> = matches.iter().flat_map(|each| each.here.clone()).collect();
        let mut theirs: Vec<usize> = matches.iter().flat_map(|each| each.there.clone()).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        prop_assert_eq!(ours, (0..here.len()).collect::<Vec<_>>());
        prop_assert_eq!(theirs, (0..there.len()).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_matched_is_the_same_money(here in here(), there in movements(), days in 0_u32..9) {
        for each in reconcile(&here, &there, days) {
            let (ours, theirs) = (sum(&here, &each.here), sum(&there, &each.there));
            match each.status {
                Status::Matched => prop_assert_eq!(ours, theirs),
                Status::MissingHere => prop_assert!(each.here.is_empty()),
                Status::MissingThere => prop_assert!(each.there.is_empty()),
                Status::Differs | Status::Ambiguous => {
                    prop_assert!(!each.here.is_empty() && !each.there.is_empty());
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_lines_does_not_matter(
        here in here(), there in movements(), days in 0_u32..9, turn in 0_usize..9,
    ) {
        let straight = told(&reconcile(&here, &there, days), &here, &there);
        let turned = |lines: &[Movement]| {
            let mut lines = lines.to_vec();
            let by = turn.checked_rem(lines.len()).unwrap_or(0);
            lines.rotate_left(by);
            lines.reverse();
            lines
        };
        let (here, there) = (turned(&here), turned(&there));
        prop_assert_eq!(straight, told(&reconcile(&here, &there, days), &here, &there));
    }

    #[test]
    fn an_account_held_against_itself_is_matched_or_not_told_apart(lines in here()) {
        for each in reconcile(&lines, &lines, 0) {
            prop_assert!(matches!(each.status, Status::Matched | Status::Ambiguous), "{each:?}");
        }
    }
}
