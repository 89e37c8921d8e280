//! Whose a line is, held against a search through all applications.

use proptest::prelude::*;

use crate::import::Booked;
use crate::model::testing::{application, award, scheme};
use crate::model::{ApplicationIndex, Balance, Book, OrganisationNumber};

use super::attribution::{Attribution, Recipients, Unknown};

const IDS: [&str; 6] = ["A-0", "A-1", "A-2", "A-3", "A-4", "A-5"];
const NUMBERS: [&str; 4] = ["106600007", "106 600 007", "106601372", " "];
const NAMES: [&str; 4] = [
    "Prøvevik",
    "PRØVEVIK ",
    "Eksempeldal  kommune",
    "Eksempeldal kommune",
];

/// The number and the name of each applicant, and whether it was awarded.
type Applied = Vec<(Option<usize>, usize, bool)>;

fn applied() -> impl Strategy<Value = Applied> {
    let one = (prop::option::of(0..3_usize), 0..4_usize, any::<bool>());
    prop::collection::vec(one, 0..6)
}

fn booked() -> impl Strategy<Value = Booked> {
    let known = prop::option::of(0..4_usize);
    let id = prop::option::weighted(0.2, 0..6_usize);
    (id, known.clone(), known).prop_map(|(id, number, name)| Booked {
        row: 1,
        date: None,
        amount: Balance::ZERO,
        reference: None,
        application: id.map(|nth| IDS[nth].to_owned()),
        org_number: number.map(|nth| NUMBERS[nth].to_owned()),
        recipient: name.map(|nth| NAMES[nth].to_owned()),
        note: None,
    })
}

/// Without spaces and capitals.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// The applications that a line may be for, by looking at each.
fn meant(applied: &Applied, booked: &Booked) -> Vec<usize> {
    let all = 0..applied.len();
    if let Some(id) = &booked.application {
        return all.filter(|&nth| IDS[nth] == id).collect();
    }
    let awarded = all.filter(|&nth| applied[nth].2);
    let number = booked.org_number.as_deref().map(plain);
    let has_number = |nth: &usize| {
        let own = applied[*nth].0.map(|number| plain(NUMBERS[number]));
        own.is_some() && own == number
    };
    let by_number: Vec<usize> = awarded.clone().filter(has_number).collect();
    if !by_number.is_empty() {
        return by_number;
    }
    let name = booked.recipient.as_deref().map(plain);
    let has_name = |nth: &usize| Some(plain(NAMES[applied[*nth].1])) == name;
    awarded.filter(has_name).collect()
}

proptest! {
    #[test]
    fn a_line_is_of_those_that_a_search_finds(applied in applied(), booked in booked()) {
        let scheme = scheme("digital");
        let mut book = Book::empty(&scheme);
        for (nth, (number, name, is_awarded)) in applied.iter().enumerate() {
            let mut application = application(IDS[nth], None);
            application.org_number = number
                .map(|number| OrganisationNumber::new(NUMBERS[number], None).unwrap());
            application.applicant = NAMES[*name].into();
            book.applications.push(application);
            if *is_awarded {
                book.awards.push(award("2024-09-02", nth, "award 100"));
            }
        }
        let Attribution::Here(indexes, unknown) = Recipients::of(&book).attribution(&booked) else {
            panic!("no other scheme is named");
        };
        let meant = meant(&applied, &booked);
        let expected: Vec<_> = meant.iter().map(|&nth| ApplicationIndex::new(nth)).collect();
        prop_assert_eq!(&*indexes, &expected);
        let is_as_many = match unknown {
            None => meant.len() == 1,
            Some(Unknown::WhichAward(_, which)) => meant.len() > 1 && which == indexes,
            Some(_) => meant.is_empty(),
        };
        prop_assert!(is_as_many);
    }
}
