//! The same in plain words: every line is held against every other.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::clusters::Bond;
use super::movement::Movement;
use super::open::{Open, Positions};
use super::properties::{here, movements};

fn may_be_of(one: &Movement, other: &Movement) -> bool {
    let is_unknown = one.applications.is_empty() || other.applications.is_empty();
    let mut applications = one.applications.iter();
    is_unknown || applications.any(|application| other.applications.contains(application))
}

fn is_near(one: &Movement, other: &Movement, days: u32) -> bool {
    let dates = one.date.zip(other.date);
    dates.is_none_or(|(one, other)| (one - other).num_days().unsigned_abs() <= days.into())
}

fn is_same(one: &Movement, other: &Movement, bond: Bond) -> bool {
    let has_bond = match bond {
        Bond::Amount => one.amount == other.amount,
        Bond::Days(days) => is_near(one, other, days),
    };
    has_bond && may_be_of(one, other)
}

/// What hangs together, by looking through all that is left for each line.
fn clusters(here: &[Movement], there: &[Movement], bond: Bond) -> Vec<(Positions, Positions)> {
    let mut left_here: Positions = (0..here.len()).collect();
    let mut left_there: Positions = (0..there.len()).collect();
    let mut clusters = Vec::new();
    while let Some(last) = left_here.pop() {
        let (mut ours, mut theirs) = (vec![last], Vec::new());
        let mut size = 0;
        while size < ours.len() + theirs.len() {
            size = ours.len() + theirs.len();
            for &nth in &ours {
                let is_like = |other: &mut usize| is_same(&here[nth], &there[*other], bond);
                theirs.extend(left_there.extract_if(.., is_like));
            }
            for &nth in &theirs {
                let is_like = |one: &mut usize| is_same(&here[*one], &there[nth], bond);
                ours.extend(left_here.extract_if(.., is_like));
            }
        }
        if !theirs.is_empty() {
            ours.sort_by_key(|&nth| (&here[nth], nth));
            theirs.sort_by_key(|&nth| (&there[nth], nth));
            clusters.push((ours, theirs));
        }
    }
    clusters
}

/// Each day's payments with the only run that comes to them, where that run
/// comes to no other day's.
fn runs(here: &[Movement], there: &[Movement], days: u32) -> Vec<(Positions, Positions)> {
    let mut of_days: BTreeMap<_, Positions> = BTreeMap::new();
    for (nth, line) in here.iter().enumerate() {
        let day = (line.is_back(), line.date);
        of_days.entry(day).or_default().push(nth);
    }
    of_days.retain(|_, ours| ours.len() > 1);
    let is_run_of = |ours: &Positions, run: usize| {
        let amounts = ours.iter().map(|&nth| here[nth].amount);
        there[run].applications.is_empty()
            && there[run].amount == amounts.sum()
            && is_near(&here[ours[0]], &there[run], days)
    };
    let mut found = Vec::new();
    for ours in of_days.values() {
        let of_it = (0..there.len()).filter(|&run| is_run_of(ours, run));
        let of_it: Positions = of_it.collect();
        let claims = |run| of_days.values().filter(|ours| is_run_of(ours, run)).count();
        if of_it.len() == 1 && claims(of_it[0]) == 1 {
            found.push((ours.clone(), of_it));
        }
    }
    found
}

/// Runs, of which those of [`movements`] are seldom one.
fn some_runs() -> impl Strategy<Value = Vec<Movement>> {
    movements().prop_map(|mut lines| {
        for line in &mut lines {
            line.amount = line.amount + line.amount;
            let half = line.applications.len() / 2;
            line.applications = line.applications[..half].into();
        }
        lines
    })
}

proptest! {
    #[test]
    fn lines_hang_together_as_each_held_against_each(
        here in movements(), there in movements(), days in 0_u32..9,
    ) {
        let open = Open::of(&here, &there, days);
        let all = ((0..here.len()).collect(), (0..there.len()).collect());
        for bond in [Bond::Amount, Bond::Days(days), Bond::Days(u32::MAX)] {
            prop_assert_eq!(open.clusters(&all, bond), clusters(&here, &there, bond));
        }
    }

    #[test]
    fn runs_are_those_of_one_day_alone(
        here in here(), there in some_runs(), days in 0_u32..9,
    ) {
        let mut open = Open::of(&here, &there, days);
        open.by_sum_of_day();
        let seen = open.matches.into_iter().map(|each| (each.here, each.there));
        prop_assert_eq!(seen.collect::<Vec<_>>(), runs(&here, &there, days));
    }
}
