//! How often one applicant may apply.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{ApplicationIndex, AwardKind, Book, Received};

use super::Detail;
use super::answer::Tested;

/// The applications of those who sent more than allowed.
///
/// Those received first count. An application is refused only when enough of
/// the others are known to have come before it, and passes only when too few
/// of them can have; between the two (same day, same instant, unknown) nobody
/// knows, and the place in the file is not asked. A withdrawn application does
/// not count.
#[derive(Debug, Clone)]
pub(super) struct Crowds(BTreeMap<ApplicationIndex, Tested<'static>>);

impl Crowds {
    pub(super) fn of(book: &Book<'_>) -> Self {
        let Some((allowed, _)) = book.scheme.applicants.max_applications else {
            return Self(BTreeMap::new());
        };
        let mut crowded = BTreeMap::new();
        for crowd in crowds(book, allowed) {
            let arrivals: Vec<_> = crowd.iter().map(|&index| arrival(book, index)).collect();
            for (index, tested) in crowd.into_iter().zip(in_order(&arrivals, allowed)) {
                crowded.insert(index, tested);
            }
        }
        Self(crowded)
    }

    pub(super) fn test<'b>(&self, index: ApplicationIndex) -> Tested<'b> {
        self.0.get(&index).cloned().unwrap_or(Tested::MET)
    }
}

/// The applications of each applicant who sent more than allowed.
fn crowds<'b>(book: &'b Book<'_>, allowed: u32) -> Vec<Vec<ApplicationIndex>> {
    let withdrawn = withdrawn(book);
    let counted = || book.indexes().filter(|index| !withdrawn[index.position()]);
    let key = |index| book.application(index).applicant_key();
    let mut sent: HashMap<Cow<'b, str>, u32> = HashMap::with_capacity(book.applications.len());
    let mut crowds: BTreeMap<Cow<'b, str>, Vec<ApplicationIndex>> = BTreeMap::new();
    for index in counted() {
        let sent = sent.entry(key(index)).or_default();
        *sent += 1;
        if *sent > allowed {
            crowds.insert(key(index), Vec::new());
        }
    }
    if crowds.is_empty() {
        return Vec::new();
    }
    for index in counted() {
        if let Some(crowd) = crowds.get_mut(&key(index)) {
            crowd.push(index);
        }
    }
    crowds.into_values().collect()
}

fn withdrawn(book: &Book<'_>) -> Vec<bool> {
    let mut withdrawn = vec![false; book.applications.len()];
    for entry in &book.awards {
        if entry.kind == AwardKind::Withdraw {
            withdrawn[entry.application.position()] = true;
        }
    }
    withdrawn
}

/// A point in the order of arrival: a day, and the instant within it.
type Point = (NaiveDate, DateTime<Utc>);

/// The first and the last point at which an application can have come.
fn arrival(book: &Book<'_>, index: ApplicationIndex) -> (Point, Point) {
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    let zone = book.scheme.timezone.or(Some(Tz::UTC));
    match book.application(index).received {
        None => ((NaiveDate::MIN, first), (NaiveDate::MAX, last)),
        Some(Received::Day(day)) => ((day, first), (day, last)),
        Some(received @ Received::Instant(instant)) => {
            let point = (received.day(zone), instant.to_utc());
            (point, point)
        }
    }
}

/// For each arrival: do at most `allowed` come first, itself among them?
fn in_order(arrivals: &[(Point, Point)], allowed: u32) -> impl Iterator<Item = Tested<'static>> {
    let sent = arrivals.len();
    let enough = allowed as usize;
    let mut starts: Vec<Point> = arrivals.iter().map(|(start, _)| *start).collect();
    let mut ends: Vec<Point> = arrivals.iter().map(|(_, end)| *end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    arrivals.iter().map(move |(start, end)| {
        let surely_before = ends.partition_point(|other| other < start);
        let possibly_before = starts.partition_point(|other| other <= end) - 1;
        if possibly_before < enough {
            Tested::MET
        } else if surely_before >= enough {
            Tested::not_met(Detail::TooMany { sent, allowed })
        } else {
            Tested::unknown(Detail::TooManyAtOnce { sent, allowed })
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::eligibility::testing::*;
    use crate::eligibility::{Outcome, Outcome::*};
    use crate::model::AwardEntry;
    use crate::source::Source;

    use super::*;

    /// The answers for applications of one applicant of whom one may count,
    /// the same in whatever order the file has them.
    fn sent(received: &[Option<Received>]) -> Vec<Outcome> {
        let outcomes = outcomes(&book_of(received, 1));
        let backwards: Vec<_> = received.iter().rev().copied().collect();
        let mut again = self::outcomes(&book_of(&backwards, 1));
        again.reverse();
        assert_eq!(outcomes, again, "the place in the file decides nothing");
        outcomes
    }

    fn book_of(received: &[Option<Received>], allowed: u32) -> Book<'static> {
        let mut scheme = scheme();
        scheme.applicants.max_applications = Some((allowed, span()));
        let applications = received.iter().enumerate().map(|(nth, received)| {
            let mut application = application(&format!("A{nth}"));
            application.applicant = "Voss".into();
            application.received = *received;
            application
        });
        book(scheme, applications.collect())
    }

    fn outcomes(book: &Book<'static>) -> Vec<Outcome> {
        let places = 0..book.applications.len();
        places
            .map(|place| standing(book, place).answers()[0].outcome)
            .collect()
    }

    #[test]
    fn those_received_first_count() {
        assert_eq!(sent(&[on("2024-06-02"), on("2024-06-01")]), [NotMet, Met]);
        let (nine, ten) = (at("2024-06-01T09:00:00Z"), at("2024-06-01T10:00:00Z"));
        assert_eq!(sent(&[ten, nine]), [NotMet, Met]);
        assert_eq!(sent(&[nine]), [Met]);
    }

    #[test]
    fn where_the_order_is_not_known_nobody_is_refused() {
        let day = on("2024-06-01");
        assert_eq!(sent(&[day, day]), [Unknown, Unknown]);
        assert_eq!(sent(&[day, at("2024-06-01T10:00:00Z")]), [Unknown, Unknown]);
        assert_eq!(sent(&[None, day]), [Unknown, Unknown]);
        let next = on("2024-06-02");
        assert_eq!(sent(&[day, day, next]), [Unknown, Unknown, NotMet]);
        let two = book_of(&[day, day, next], 2);
        assert_eq!(outcomes(&two), [Met, Met, NotMet]);
    }

    #[test]
    fn a_withdrawn_application_does_not_count() {
        let mut book = book_of(&[on("2024-06-01"), on("2024-06-02")], 1);
        assert_eq!(outcomes(&book), [Met, NotMet]);
        book.awards.push(AwardEntry {
            date: date("2024-06-03"),
            application: ApplicationIndex::new(0),
            kind: AwardKind::Withdraw,
            reason: None,
            account: None,
            origin: origin(),
            source: Source::nowhere(),
        });
        assert_eq!(outcomes(&book), [Met, Met]);
    }
}
