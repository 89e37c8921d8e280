//! Which lines of two accounts hang together: each with all that it may be the
//! same as, and with what those may be.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use super::movement::Movement;
use super::open::{Open, Positions};

/// What two lines have in common that may be the same, beside that they are
/// not known to be of two applications.
#[derive(Clone, Copy)]
pub(super) enum Bond {
    /// The amount, whatever the day.
    Amount,
    /// The time, within so many days, whatever the amount.
    Days(u32),
}

impl Bond {
    /// Where a line stands on the scale of the bond; one that stands nowhere
    /// is near to all.
    fn at(self, line: &Movement) -> Option<i128> {
        match self {
            Self::Amount => Some(line.amount.minor()),
            Self::Days(_) => line.date.map(|date| date.num_days_from_ce().into()),
        }
    }

    /// How far apart two lines may stand.
    fn reach(self) -> i128 {
        match self {
            Self::Amount => 0,
            Self::Days(days) => days.into(),
        }
    }
}

impl Open<'_> {
    /// The lines of a bucket that hang together, each side in the order of its
    /// days; the cluster with the last of the lines here first.
    pub(super) fn clusters(
        &self,
        (here, there): &(Positions, Positions),
        bond: Bond,
    ) -> Vec<(Positions, Positions)> {
        let mut lists = self.lists(here, bond);
        let mut joined = Joined::none(here.len());
        // Each line there with one of those here that it may be the same as.
        let mut found = Vec::new();
        for &nth in there {
            let line = &self.there[nth];
            let mut like = None;
            for whose in self.looked_for(nth) {
                let Some(list) = lists.get_mut(&whose) else {
                    continue;
                };
                for range in list.near(bond.at(line), bond.reach()) {
                    like = list.join(range, like, &mut joined).or(like);
                }
            }
            found.extend(like.map(|one| (one, nth)));
        }
        let mut clusters: BTreeMap<usize, (Positions, Positions)> = BTreeMap::new();
        for (one, nth) in found {
            clusters.entry(joined.find(one)).or_default().1.push(nth);
        }
        for (one, &nth) in here.iter().enumerate() {
            if let Some((ours, _)) = clusters.get_mut(&joined.find(one)) {
                ours.push(nth);
            }
        }
        let mut clusters: Vec<(Positions, Positions)> = clusters.into_values().collect();
        clusters.sort_by_key(|(ours, _)| Reverse(ours.last().copied()));
        for (ours, theirs) in &mut clusters {
            ours.sort_by_key(|&nth| (&self.here[nth], nth));
            theirs.sort_by_key(|&nth| {
                let line = &self.there[nth];
                let kin = self.kin.of_there(nth);
                (line.date, line.amount, &line.reference, kin, nth)
            });
        }
        clusters
    }

    /// The lines here of a bucket, by their positions in it, by whose they are.
    fn lists(&self, bucket: &[usize], bond: Bond) -> BTreeMap<Whose, List> {
        let mut places: BTreeMap<Whose, Vec<_>> = BTreeMap::new();
        for (one, &nth) in bucket.iter().enumerate() {
            let line = &self.here[nth];
            for whose in self.kept_as(line) {
                let place = (bond.at(line), one);
                places.entry(whose).or_default().push(place);
            }
        }
        let list = |mut places: Vec<_>| {
            places.sort_unstable();
            let joined = Joined::none(places.len());
            List { places, joined }
        };
        let lists = places.into_iter();
        lists.map(|(whose, places)| (whose, list(places))).collect()
    }

    /// Among whose a line here is kept.
    fn kept_as(&self, line: &Movement) -> impl Iterator<Item = Whose> {
        let nobodys = line.applications.is_empty().then_some(Whose::Nobodys);
        let whose = nobodys
            .into_iter()
            .chain(self.kin.with(line).map(Whose::Of));
        std::iter::once(Whose::Anyones).chain(whose)
    }

    /// Among whose a line there looks for its like: who is nobody's may be
    /// anyone's.
    fn looked_for(&self, nth: usize) -> [Whose; 2] {
        let first = match self.there[nth].applications.is_empty() {
            true => Whose::Anyones,
            false => Whose::Nobodys,
        };
        [first, Whose::Of(self.kin.of_there(nth))]
    }
}

/// Whose lines are looked for together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// All there are.
    Anyones,
    /// Those of no known application.
    Nobodys,
    /// Those that may be of the applications with this number.
    Of(usize),
}

/// Lines in the order in which they stand on the scale, those that stand
/// nowhere first, and which neighbours are joined already.
struct List {
    places: Vec<(Option<i128>, usize)>,
    joined: Joined,
}

impl List {
    /// Those that stand nowhere, and those that are near to a place.
    fn near(&self, at: Option<i128>, reach: i128) -> [Range<usize>; 2] {
        let up_to = |is_before: &dyn Fn(Option<i128>) -> bool| {
            self.places.partition_point(|(place, _)| is_before(*place))
        };
        let nowhere = up_to(&|place| place.is_none());
        let somewhere = match at {
            None => nowhere..self.places.len(),
            Some(at) => {
                let start = up_to(&|place| place < Some(at - reach));
                start..up_to(&|place| place <= Some(at + reach))
            }
        };
        [0..nowhere, somewhere]
    }

    /// Joins lines to each other and to one more, and gives one of them.
    fn join(
        &mut self,
        range: Range<usize>,
        other: Option<usize>,
        lines: &mut Joined,
    ) -> Option<usize> {
        let mut last = self.joined.find(range.clone().next()?);
        while last + 1 < range.end {
            lines.join(self.places[last].1, self.places[last + 1].1);
            self.joined.join(last, last + 1);
            last = self.joined.find(last);
        }
        let (_, one) = self.places[range.start];
        if let Some(other) = other {
            lines.join(other, one);
        }
        Some(one)
    }
}

/// What hangs together, directly or by way of others.
struct Joined(Vec<usize>);

impl Joined {
    fn none(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The one that stands for all that are joined to this one: of neighbours
    /// that were joined each to its next, the last.
    fn find(&mut self, mut nth: usize) -> usize {
        while self.0[nth] != nth {
            self.0[nth] = self.0[self.0[nth]];
            nth = self.0[nth];
        }
        nth
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one] = other;
    }
}
