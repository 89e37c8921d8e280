//! What is always true of an allocation, for small rounds of every shape.
//!
//! Requests and pots are a few øre, so that ties, caps and exact fits are
//! common.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::eligibility::testing::{
    application, book, ore, requirement, share, span, standard, waiver,
};
use crate::model::{
    Allocation, Application, ApplicationIndex, Book, Bound, Cutoff, Method, Money, StandardField,
    TestKind, TieBreak,
};
use crate::ranking::Place;
use crate::ranking::testing::{allocation, assessment, backwards, scheme_scored};

use super::testing::share_out;
use super::{Decision, Proposal, Refusal, Terms};

/// One application: its scores, its request, its total cost.
type Row = (Option<u8>, Option<u8>, Option<u8>, Option<u8>);

#[derive(Debug, Clone)]
struct Round {
    rows: Vec<Row>,
    tie_break: Vec<TieBreak>,
    min_score: Option<u8>,
    terms: Terms,
    pot: u8,
}

const CUTOFFS: [Cutoff; 3] = [Cutoff::Stop, Cutoff::Skip, Cutoff::Partial];

fn round() -> impl Strategy<Value = Round> {
    let often = proptest::option::weighted::<std::ops::Range<u8>>;
    let row = (
        often(0.9, 0..4),
        often(0.95, 0..2),
        often(0.9, 0..30),
        often(0.5, 0..40),
    );
    let tie_breaks = [TieBreak::Criterion(1), TieBreak::Requested];
    let amount = |most: i64| proptest::option::of((1..most).prop_map(|amount: i64| ore(amount)));
    let terms = (
        prop::sample::select(CUTOFFS.to_vec()),
        amount(8),
        amount(8),
        amount(25),
    )
        .prop_map(|(cutoff, round_to, min_award, max_award)| Terms {
            round_to,
            min_award,
            max_award,
            ..super::testing::terms(cutoff)
        });
    (
        proptest::collection::vec(row, 0..6),
        proptest::sample::subsequence(tie_breaks.to_vec(), 0..=2),
        proptest::option::weighted(0.3, 0..4_u8),
        terms,
        0..100_u8,
    )
        .prop_map(|(rows, tie_break, min_score, terms, pot)| Round {
            rows,
            tie_break,
            min_score,
            terms,
            pot,
        })
}

impl Round {
    /// The nth row is the application of the nth of these ids. Who has a total
    /// cost must bring half of it.
    fn book_named(&self, ids: &[&str]) -> Book<'static> {
        let mut scheme = scheme_scored(&["2", "1"]);
        scheme.allocation = Some(Allocation {
            tie_break: self.tie_break.clone(),
            min_score: self.min_score.map(|score| (score.into(), span())),
            ..allocation()
        });
        let half = Bound::Share {
            share: share(50),
            of: standard(StandardField::TotalCost),
        };
        let own = standard(StandardField::OwnContribution);
        scheme.requirements = vec![requirement("own", own, vec![TestKind::Min(half)])];
        let rows = self.rows.iter().zip(ids);
        let applications = rows.map(|((_, _, requested, total_cost), id)| Application {
            requested: requested.map(|amount| ore(amount.into())),
            total_cost: total_cost.map(|amount| ore(amount.into())),
            own_contribution: total_cost.map(|amount| ore(amount.into())),
            ..application(id)
        });
        let mut book = book(scheme, applications.collect());
        for (nth, (one, other, _, total_cost)) in self.rows.iter().enumerate() {
            let scores = [one, other].into_iter().enumerate();
            book.assessments
                .extend(scores.filter_map(|(criterion, score)| {
                    let score = score.as_ref()?.to_string();
                    Some(assessment(nth, 0, criterion, &score))
                }));
            if total_cost.is_none() {
                book.waivers.push(waiver(nth, "requirement:own"));
            }
        }
        book
    }

    fn book(&self) -> Book<'static> {
        self.book_named(&["A", "B", "C", "D", "E", "F"])
    }

    /// The most that the application of a row can get.
    fn demand(&self, nth: usize) -> Option<Money> {
        let (_, _, requested, total_cost) = self.rows[nth];
        let limits = [
            requested.map(i64::from).map(ore),
            total_cost.map(|cost| ore(i64::from(cost / 2))),
            self.terms.max_award,
        ];
        limits.into_iter().flatten().min()
    }

    fn share_out<'b>(&self, book: &'b Book<'static>) -> Result<Proposal<'b>, Refusal<'b>> {
        share_out(book, self.pot.into(), &self.terms)
    }
}

/// What is decided for the application of each row.
fn decisions(book: &Book<'_>, proposal: &Proposal<'_>) -> BTreeMap<String, Decision> {
    let lines = proposal.lines.iter();
    lines
        .map(|line| {
            let id = book.application(line.index).id.to_string();
            (id, line.decision.clone())
        })
        .collect()
}

fn awards(book: &Book<'_>, proposal: &Proposal<'_>) -> BTreeMap<String, Money> {
    let awards = proposal.awards();
    awards
        .map(|(index, amount)| (book.application(index).id.to_string(), amount))
        .collect()
}

fn check_rules(round: &Round, book: &Book<'_>, proposal: &Proposal<'_>) {
    let unit = round.terms.round_to.map_or(1, Money::minor);
    let mut left = i128::from(round.pot);
    for line in &proposal.lines {
        if let Decision::Award(award) = line.decision {
            let demand = round.demand(line.index.position());
            assert_eq!(demand, line.demand.map(|demand| demand.amount));
            assert!(!award.is_zero());
            assert!(demand.is_none_or(|demand| award <= demand), "a ≤ d");
            assert!(round.terms.min_award.is_none_or(|min| award >= min));
            assert!(
                award.minor() % unit == 0 || demand == Some(award),
                "a multiple, or all"
            );
            left -= i128::from(award.minor());
        }
        assert!(left >= 0, "Σ a ≤ B");
        assert_eq!(line.left.minor(), left, "the running remainder");
    }
    assert_eq!(proposal.left.minor(), left);
    assert_eq!(
        (proposal.proposed + proposal.left).minor(),
        i128::from(round.pot)
    );
    let mut indexes: Vec<_> = proposal.lines.iter().map(|line| line.index).collect();
    indexes.sort_unstable();
    assert!(
        indexes.into_iter().eq(book.indexes()),
        "each candidate once"
    );
}

/// The awards of the candidates in one order, as the design tells it.
fn one_by_one(order: &[(ApplicationIndex, i64)], round: &Round) -> BTreeMap<ApplicationIndex, i64> {
    let unit = round.terms.round_to.map_or(1, Money::minor);
    let min = round.terms.min_award.map_or(1, Money::minor);
    let mut left = i64::from(round.pot);
    let mut awards = BTreeMap::new();
    for &(index, demand) in order {
        let part = left / unit * unit;
        let award = match round.terms.cutoff {
            _ if demand <= left => demand,
            Cutoff::Skip => continue,
            Cutoff::Partial if part >= min => part,
            _ => break,
        };
        awards.insert(index, award);
        left -= award;
        if award < demand {
            break;
        }
    }
    awards
}

/// Every order of the claims that respects the places.
fn orders(places: &[Vec<(ApplicationIndex, i64)>]) -> Vec<Vec<(ApplicationIndex, i64)>> {
    let Some((first, rest)) = places.split_first() else {
        return vec![Vec::new()];
    };
    let mut all = Vec::new();
    for permutation in permutations(first) {
        for tail in orders(rest) {
            all.push([permutation.clone(), tail].concat());
        }
    }
    all
}

fn permutations<T: Copy>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..items.len() {
        let mut rest = items.to_vec();
        let item = rest.remove(at);
        all.extend(
            permutations(&rest)
                .into_iter()
                .map(|tail| [vec![item], tail].concat()),
        );
    }
    all
}

/// Those who compete for the pot, place by place: what a pot that is large
/// enough for all pays, and to whom.
fn claims(round: &Round, book: &Book<'static>) -> Vec<Vec<(ApplicationIndex, i64)>> {
    let rich = share_out(book, 1_000_000, &round.terms).expect("enough for all");
    let mut places: BTreeMap<Option<Place>, Vec<(ApplicationIndex, i64)>> = BTreeMap::new();
    for line in &rich.lines {
        if let Decision::Award(award) = line.decision {
            let place = places.entry(line.place).or_default();
            place.push((line.index, award.minor()));
        }
    }
    places.into_values().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_rule_holds(round in round()) {
        let book = round.book();
        if let Ok(proposal) = round.share_out(&book) {
            check_rules(&round, &book, &proposal);
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(round in round()) {
        let (book, turned) = (round.book(), backwards(&round.book()));
        match (round.share_out(&book), round.share_out(&turned)) {
            (Ok(one), Ok(other)) => {
                prop_assert_eq!(decisions(&book, &one), decisions(&turned, &other));
                prop_assert_eq!(one.leftover.sentence(&book, 0), other.leftover.sentence(&turned, 0));
            }
            (Err(one), Err(other)) => {
                prop_assert_eq!(one.sentences(&book), other.sentences(&turned));
            }
            _ => prop_assert!(false, "one is refused and the other is not"),
        }
    }

    #[test]
    fn the_id_changes_nothing(round in round()) {
        let named = |ids: &[&str]| {
            let book = round.book_named(ids);
            let proposal = round.share_out(&book).ok()?;
            let mut awards: Vec<_> = proposal.awards().collect();
            awards.sort_unstable();
            Some(awards)
        };
        prop_assert_eq!(
            named(&["A", "B", "C", "D", "E", "F"]),
            named(&["Z", "Y", "X", "W", "V", "U"])
        );
    }

    #[test]
    fn more_money_never_lowers_an_award(mut round in round(), more in 1..40_u8) {
        round.terms.cutoff = Cutoff::Stop;
        let book = round.book();
        let less = round.share_out(&book);
        round.pot += more;
        if let (Ok(less), Ok(more)) = (less, round.share_out(&book)) {
            let more = awards(&book, &more);
            for (id, award) in awards(&book, &less) {
                prop_assert!(more.get(&id) >= Some(&award));
            }
        }
    }

    #[test]
    fn a_tie_is_refused_exactly_when_it_decides_over_money(round in round()) {
        let book = round.book();
        let orders = orders(&claims(&round, &book));
        let mut outcomes: Vec<_> = orders.iter().map(|order| one_by_one(order, &round)).collect();
        outcomes.dedup();
        match round.share_out(&book) {
            Ok(proposal) => {
                let awards: BTreeMap<_, _> = proposal
                    .awards()
                    .map(|(index, amount)| (index, amount.minor()))
                    .collect();
                prop_assert_eq!(outcomes, vec![awards]);
            }
            Err(refusal) => {
                let is_tie = matches!(refusal, Refusal::TieOnTheLine { .. });
                prop_assert!(is_tie);
                prop_assert!(outcomes.len() > 1);
            }
        }
    }

    #[test]
    fn given_amounts_obey_the_same_rules(
        mut round in round(),
        amounts in proptest::collection::vec(0..30_i64, 0..6),
        is_ranked in any::<bool>(),
    ) {
        if !is_ranked {
            round.terms.method = Method::Discretionary;
        }
        let count = round.rows.len();
        let amounts = amounts.into_iter().take(count).enumerate();
        round.terms.given = amounts
            .map(|(nth, amount)| (ApplicationIndex::new(nth), ore(amount)))
            .collect();
        let book = round.book();
        if let Ok(proposal) = round.share_out(&book) {
            check_rules(&round, &book, &proposal);
            let awards: BTreeMap<_, _> = proposal.awards().collect();
            for (index, amount) in &round.terms.given {
                prop_assert_eq!(awards.get(index).copied().unwrap_or_default(), *amount);
            }
        }
    }
}
