//! Every kind of outcome, for every method that proposes by itself.

use crate::eligibility::testing::{kroner, share, span};
use crate::model::{Band, Book, Currency, Method, ShareBy};

use super::Terms;
use super::testing::{asking, outcome};

/// The methods, each with all that it needs.
fn methods() -> [Terms; 6] {
    let band = Band {
        min_score: 1.into(),
        share: share(100),
        span: span(),
    };
    let share = |by| Terms {
        by: Some(by),
        ..Terms::new(Method::Share)
    };
    [
        Terms::new(Method::Ranked),
        share(ShareBy::Requested),
        share(ShareBy::Equal),
        Terms {
            seed: Some("seed".to_owned()),
            guaranteed: Some(0.into()),
            ..Terms::new(Method::Lottery)
        },
        Terms {
            seed: Some("seed".to_owned()),
            ..Terms::new(Method::Lottery)
        },
        Terms {
            bands: vec![band],
            ..Terms::new(Method::Graded)
        },
    ]
}

fn all(book: &Book<'static>, pot: i64, change: impl Fn(&mut Terms)) -> Vec<String> {
    let outcomes = methods().into_iter().map(|mut terms| {
        change(&mut terms);
        outcome(book, pot, &terms)
    });
    outcomes.collect()
}

fn two() -> Book<'static> {
    asking(&[("9", 50), ("8", 30)])
}

#[test]
fn nobody() {
    for outcome in all(&asking(&[]), 50, |_| {}) {
        assert_eq!(outcome, " | 50 left: everyone who could be funded is");
    }
}

#[test]
fn a_pot_larger_than_the_demand() {
    for outcome in all(&two(), 100, |_| {}) {
        let outcome = outcome.replace("B 30, A 50", "A 50, B 30");
        assert_eq!(
            outcome,
            "A 50, B 30 | 20 left: everyone who could be funded is"
        );
    }
}

#[test]
fn a_pot_of_zero_and_below() {
    for outcome in all(&two(), 0, |_| {}) {
        let outcome = outcome.replace("B reserve, A reserve", "A reserve, B reserve");
        assert_eq!(outcome, "A reserve, B reserve | 0 left: nothing is left");
    }
    for outcome in all(&two(), -1, |_| {}) {
        assert_eq!(outcome, "there is nothing to share out: the pot is -1 NOK");
    }
}

#[test]
fn one_who_asks_for_more_than_the_pot() {
    let next = "A reserve | 20 left: A is next and would get 50 NOK";
    let shared = "A 20 | 0 left: nothing is left";
    let expected = [next, shared, shared, next, next, next];
    assert_eq!(all(&asking(&[("9", 50)]), 20, |_| {}), expected);
}

#[test]
fn everyone_under_the_floor() {
    for outcome in all(&two(), 100, |terms| terms.min_award = Some(kroner(60))) {
        let outcome = outcome.replace("B undecided, A undecided", "A undecided, B undecided");
        assert_eq!(
            outcome,
            "A undecided, B undecided | 100 left: \
             everyone who could be funded now is; 2 are undecided"
        );
    }
}

#[test]
fn shares_under_the_floor_are_dropped_from_the_last() {
    let floor = |terms: &mut Terms| terms.min_award = Some(kroner(30));
    let outcomes = all(&asking(&[("9", 50), ("8", 30), ("7", 40)]), 70, floor);
    assert_eq!(
        outcomes[1],
        "A 50, B reserve, C reserve | 20 left: B is next and would get at least 30 NOK"
    );
    assert_eq!(
        outcomes[2],
        "A 40, B 30, C reserve | 0 left: nothing is left"
    );
    let outcomes = all(&two(), 20, floor);
    assert_eq!(
        outcomes[1],
        "A reserve, B reserve | 20 left: A is next and would get at least 30 NOK"
    );
}

#[test]
fn all_tied() {
    let tied = asking(&[("9", 50), ("9", 50), ("9", 50)]);
    let outcomes = all(&tied, 100, |_| {});
    let ranked = "A, B, C are tied where the money ends: together they would get 150 NOK, \
                  100 NOK is left, and no tie-break tells them apart";
    let shared = "A, B, C are tied where shares are rounded: 0,01 NOK is left, not enough to \
                  round all of them up, and no tie-break tells them apart";
    assert_eq!(outcomes[0], ranked);
    assert_eq!(outcomes[1], shared);
    assert_eq!(outcomes[2], shared);
    assert_eq!(outcomes[3], ranked);
    assert!(
        outcomes[4].ends_with("reserve | 0 left: nothing is left"),
        "drawn"
    );
    assert_eq!(outcomes[5], ranked);
    for outcome in all(&tied, 150, |_| {}) {
        assert!(
            outcome.ends_with("50 | 0 left: nothing is left"),
            "all get the same"
        );
    }
    let floor = |terms: &mut Terms| terms.min_award = Some(kroner(40));
    assert_eq!(
        all(&tied, 100, floor)[2],
        "A, B, C are tied where shares are under the smallest award: without some of them \
         there is enough for the others, and no tie-break tells them apart"
    );
}

#[test]
fn a_method_without_what_it_needs() {
    let of = |method| outcome(&two(), 100, &Terms::new(method));
    assert!(of(Method::Share).starts_with("the pot is to be shared"));
    assert!(of(Method::Lottery).starts_with("a draw needs a seed"));
    assert!(of(Method::Graded).starts_with("the scheme does not say which score"));
}

#[test]
fn units_of_every_currency_are_shared_to_the_last() {
    for code in ["NOK", "ISK", "JPY", "KWD", "TND"] {
        let mut book = asking(&[("9", 50), ("8", 50), ("7", 50)]);
        let mut scheme = book.scheme.clone();
        scheme.currency = Currency::from_code(code).expect("a currency");
        book.scheme = Box::leak(Box::new(scheme));
        // The pot is in minor units of any currency: 10 000 of them.
        let proposal = super::testing::share_out(&book, 10_000, &methods()[2]).expect("no tie");
        let awards: Vec<_> = proposal
            .awards()
            .map(|(_, amount)| amount.minor())
            .collect();
        assert_eq!(awards, [3_334, 3_333, 3_333], "{code}");
    }
}
