//! Where the money of each scheme stands, from its two journals alone.

use chrono::NaiveDate;

use crate::diagnostic::Findings;
use crate::ledger::{Summary, Tally};
use crate::model::Scheme;
use crate::reading::{self, Movement, Texts};

use super::each_scheme::of_each;
use super::session::Session;

/// A summary of each of these schemes that was understood, of what moves money
/// alone.
pub(super) fn summaries(
    session: &Session,
    schemes: &[&Scheme],
    day: NaiveDate,
    found: &mut Findings,
) -> anyhow::Result<Vec<Summary>> {
    let sum_up = |scheme: &&Scheme| sum_up(session, scheme, day);
    of_each(session, schemes, sum_up, found)
}

fn sum_up(
    session: &Session,
    scheme: &Scheme,
    day: NaiveDate,
) -> anyhow::Result<(Option<Summary>, Findings)> {
    let folder = &session.folder;
    let mut found = Findings::new();
    if folder.is_loaded(&scheme.id) {
        let summary = of_texts(scheme, &folder.texts(&scheme.id), day, &mut found);
        return Ok((summary, found));
    }
    if let Some(tally) = folder.movements_in_blocks(scheme, day, take)? {
        return Ok((Some(tally.summary(scheme, day)), found));
    }
    let facts = folder.read(&scheme.id, &reading::OF_MONEY)?;
    let summary = of_texts(scheme, &facts.texts(), day, &mut found);
    found.extend(facts.found().iter().cloned());
    if !found.is_empty() {
        folder.keep(facts);
    }
    Ok((summary, found))
}

fn of_texts(
    scheme: &Scheme,
    texts: &Texts<'_>,
    day: NaiveDate,
    found: &mut Findings,
) -> Option<Summary> {
    let mut tally = Tally::default();
    let each = |movement| take(&mut tally, movement);
    let is_whole = reading::movements(scheme, texts, day, found, each);
    is_whole.then(|| tally.summary(scheme, day))
}

fn take<K: Ord>(tally: &mut Tally<K>, movement: Movement<K>) {
    match movement {
        Movement::Decision(application, kind) => tally.decide(application, kind),
        Movement::Payment(kind, amount) => tally.pay(kind, amount),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cli::session::waivable;
    use crate::ledger::of_application;
    use crate::model::SchemeId;
    use crate::reading::Folder;

    const SCHEME: &str = "name = \"x\"\ncurrency = \"NOK\"\n\
        [[budget]]\namount = 500\n[[budget]]\namount = 40\ndate = 2024-03-05\n";

    /// What the journals say, and what the whole book says, at the end of a day.
    fn both(files: &[(&str, &str)], day: NaiveDate) -> (Option<Summary>, Option<Summary>) {
        let files = files.iter();
        let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned()));
        let mut found = Findings::new();
        let folder = Folder::of_files(files, &mut found);
        let scheme = folder.scheme("a").expect("a scheme");
        let texts = folder.texts(&SchemeId::new("a").expect("an id"));
        let journals = of_texts(scheme, &texts, day, &mut found);
        let book = reading::book(scheme, &texts, &waivable(), &mut found);
        let whole = book.map(|book| {
            let book = book.as_of(day);
            let summary = Summary::of(&book, &of_application(&book), day);
            Summary {
                changes: Vec::new(),
                ..summary
            }
        });
        (journals, whole)
    }

    proptest! {
        /// Whenever applications came in, and in whatever order entries stand.
        #[test]
        fn the_journals_say_what_the_book_says(
            received in prop::collection::vec(prop::option::of(1..9_u32), 4),
            awards in prop::collection::vec((1..9_u32, 0..4_usize, 0..5_usize), 0..12),
            payments in prop::collection::vec((1..9_u32, 0..4_usize, 0..4_usize), 0..12),
            day in 1..9_u32,
        ) {
            let day_of = |day: &u32| format!("2024-03-0{day}");
            let rows = received.iter().enumerate().map(|(nth, day)| {
                format!("A-{nth},{},x\n", day.as_ref().map(day_of).unwrap_or_default())
            });
            let applications = format!("id,received,applicant\n{}", rows.collect::<String>());
            let words = ["award,40,", "award,7.50,", "release,20,other", "reserve,,", "accept,,"];
            let rows = awards.iter().map(|(day, id, word)| {
                format!("{},A-{id},{},x\n", day_of(day), words[*word])
            });
            let awards = format!("date,application,entry,amount,reason,note\n{}", rows.collect::<String>());
            let words = ["payment,30", "repayment,3", "claim,4", "write-off,1"];
            let rows = payments.iter().map(|(day, id, word)| {
                format!("{},A-{id},{}\n", day_of(day), words[*word])
            });
            let payments = format!("date,application,entry,amount\n{}", rows.collect::<String>());
            let files = [
                ("schemes/a.toml", SCHEME),
                ("data/a/applications.csv", &applications),
                ("data/a/awards.csv", &awards),
                ("data/a/payments.csv", &payments),
            ];
            let (journals, whole) = both(&files, day_of(&day).parse().expect("a day"));
            prop_assert!(whole.is_some());
            prop_assert_eq!(journals, whole);
        }
    }

    #[test]
    fn only_what_the_journals_say_is_looked_at() {
        let told = |awards: &str| {
            let files = [
                ("schemes/a.toml", SCHEME),
                ("data/a/applications.csv", "id,applicant\nA-1,\n"),
                ("data/a/awards.csv", awards),
            ];
            both(&files, NaiveDate::MAX).0.map(|summary| summary.awards)
        };
        let header = "date,application,entry,amount\n";
        assert_eq!(told(header), Some(0));
        let entry = "2024-03-01,A-2,award,40\n";
        assert_eq!(
            told(&format!("{header}{entry}")),
            Some(1),
            "no such application"
        );
        let nobody = "2024-03-01,,award,40\n";
        assert_eq!(told(&format!("{header}{nobody}")), None, "no application");
    }
}
