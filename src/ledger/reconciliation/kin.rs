//! Which lines there may be of which applications: worked out once, however
//! many applications a recipient has.

use std::collections::HashMap;
use std::rc::Rc;

use crate::model::ApplicationIndex;

use super::movement::Movement;

/// Lines there that may be of the same applications have one number, in the
/// order of their applications.
pub(super) struct Kin {
    of_there: Vec<usize>,
    with: HashMap<ApplicationIndex, Vec<usize>>,
}

impl Kin {
    pub(super) fn of(there: &[Movement]) -> Self {
        // The lines of a recipient share a list, which is looked through once.
        let shared = there.iter().map(|line| &line.applications);
        let shared: HashMap<_, _> = shared.map(|list| (Rc::as_ptr(list), &**list)).collect();
        let mut lists: Vec<&[ApplicationIndex]> = shared.values().copied().collect();
        lists.sort_unstable();
        lists.dedup();
        let number = |list: &[ApplicationIndex]| lists.partition_point(|other| *other < list);
        let numbers: HashMap<_, _> = shared
            .iter()
            .map(|(shared, list)| (*shared, number(list)))
            .collect();
        let mut with: HashMap<ApplicationIndex, Vec<usize>> = HashMap::new();
        for (number, list) in lists.iter().enumerate() {
            for application in *list {
                with.entry(*application).or_default().push(number);
            }
        }
        let of_there = there.iter();
        let of_there = of_there.map(|line| numbers[&Rc::as_ptr(&line.applications)]);
        Self {
            of_there: of_there.collect(),
            with,
        }
    }

    /// The number of a line there.
    pub(super) fn of_there(&self, nth: usize) -> usize {
        self.of_there[nth]
    }

    /// The numbers of the lines there that may be of an application of this one.
    pub(super) fn with(&self, line: &Movement) -> impl Iterator<Item = usize> {
        let applications = line.applications.iter();
        let with = applications.filter_map(|application| self.with.get(application));
        with.flatten().copied()
    }
}
