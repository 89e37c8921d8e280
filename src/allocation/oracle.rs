//! Every method held against a second way to work it out, for small rounds.
//!
//! The oracle knows nothing of the code: it works with fractions, tries every
//! level at which somebody could be full, shares anew from the beginning after
//! each one that is dropped, and adds up all awards again whenever it wants to
//! know what is left. Where some share a place it goes through every order of
//! them: the code must refuse exactly when these do not come to the same.

use std::collections::BTreeMap;

use num_rational::Ratio;
use proptest::prelude::*;

use crate::eligibility::testing::{application, book, ore, share, span, standard, text};
use crate::model::{
    Allocation, Application, ApplicationIndex, Balance, Band, Book, Condition, Cutoff, Method,
    Portion, SetAside, ShareBy, StandardField, TestKind, TieBreak, Unfilled,
};
use crate::ranking::Place;
use crate::ranking::testing::{allocation, assessment, backwards, scheme_scored};

use super::testing::share_out;
use super::{Decision, Proposal, Refusal, Terms};

/// Score, request, weight, whether it is in the north; in øre.
type Row = (u8, u8, u8, bool);

#[derive(Debug, Clone)]
struct Round {
    rows: Vec<Row>,
    pot: u8,
    terms: Terms,
    tie_break: Vec<TieBreak>,
}

type Awards = BTreeMap<usize, i64>;

fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    let row = (0..4_u8, 1..30_u8, 1..6_u8, any::<bool>());
    proptest::collection::vec(row, 0..=most)
}

fn amount(most: i64) -> impl Strategy<Value = Option<crate::model::Money>> {
    proptest::option::of((1..most).prop_map(ore))
}

fn terms(method: Method) -> impl Strategy<Value = Terms> {
    let cutoffs = vec![Cutoff::Stop, Cutoff::Skip, Cutoff::Partial];
    let cutoff = prop::sample::select(cutoffs);
    (cutoff, amount(8), amount(8), amount(25)).prop_map(
        move |(cutoff, round_to, min_award, max_award)| Terms {
            cutoff,
            round_to,
            min_award,
            max_award,
            ..Terms::new(method)
        },
    )
}

fn by() -> impl Strategy<Value = ShareBy> {
    let cost = ShareBy::Field(standard(StandardField::TotalCost));
    prop::sample::select(vec![ShareBy::Requested, ShareBy::Equal, cost])
}

fn tie_break() -> impl Strategy<Value = Vec<TieBreak>> {
    let list = vec![TieBreak::Requested, TieBreak::Draw];
    proptest::sample::subsequence(list, 0..=2)
}

fn shared() -> impl Strategy<Value = Round> {
    (rows(5), 0..90_u8, terms(Method::Share), by(), tie_break()).prop_map(
        |(rows, pot, terms, by, tie_break)| Round {
            rows,
            pot,
            terms: Terms {
                by: Some(by),
                ..terms
            },
            tie_break,
        },
    )
}

fn portion() -> impl Strategy<Value = Option<Portion>> {
    let amount = (0..60_i64).prop_map(|amount| Portion::Amount(ore(amount)));
    let part = (1..=100_i64).prop_map(|percent| Portion::Share(share(percent)));
    proptest::option::of(prop_oneof![amount, part])
}

fn set_aside(place: &'static str) -> impl Strategy<Value = SetAside> {
    let unfilled = prop::sample::select(vec![Unfilled::Release, Unfilled::Hold]);
    (portion(), portion(), unfilled).prop_map(move |(at_least, at_most, unfilled)| SetAside {
        name: None,
        condition: Condition {
            field: standard(StandardField::Place),
            test: TestKind::Equals(text(place)),
        },
        at_least,
        at_most,
        unfilled,
        span: span(),
    })
}

fn bands() -> impl Strategy<Value = Vec<Band>> {
    (1..=100_i64, 1..=100_i64).prop_map(|(one, other)| {
        let band = |min_score: i64, percent| Band {
            min_score: min_score.into(),
            share: share(percent),
            span: span(),
        };
        vec![band(2, one.max(other)), band(1, one.min(other))]
    })
}

/// Rounds of the methods with an order, mostly with set-asides.
fn ordered() -> impl Strategy<Value = Round> {
    let methods = vec![Method::Ranked, Method::Lottery, Method::Graded];
    let method = prop::sample::select(methods);
    let set_asides = (
        proptest::option::weighted(0.7, set_aside("north")),
        proptest::option::weighted(0.5, set_aside("south")),
    );
    let terms = method.prop_flat_map(terms);
    let guaranteed = proptest::option::of((0..4_i64).prop_map(Into::into));
    (rows(6), 0..110_u8, terms, set_asides, bands(), guaranteed).prop_map(
        |(rows, pot, terms, (north, south), bands, guaranteed)| Round {
            rows,
            pot,
            terms: Terms {
                seed: Some("seed".to_owned()),
                set_asides: north.into_iter().chain(south).collect(),
                bands,
                guaranteed,
                ..terms
            },
            tie_break: vec![TieBreak::Draw],
        },
    )
}

const IDS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

impl Round {
    fn book(&self) -> Book<'static> {
        let mut scheme = scheme_scored(&["1"]);
        scheme.allocation = Some(Allocation {
            tie_break: self.tie_break.clone(),
            seed: Some("seed".to_owned()),
            set_asides: self.terms.set_asides.clone(),
            ..allocation()
        });
        let rows = self.rows.iter().zip(IDS);
        let applications = rows.map(|((_, requested, cost, is_north), id)| Application {
            requested: Some(ore((*requested).into())),
            total_cost: Some(ore((*cost).into())),
            place: Some(if *is_north { "north" } else { "south" }.into()),
            ..application(id)
        });
        let mut book = book(scheme, applications.collect());
        for (nth, (score, ..)) in self.rows.iter().enumerate() {
            let assessment = assessment(nth, 0, 0, &score.to_string());
            book.assessments.push(assessment);
        }
        book
    }

    fn demand(&self, nth: usize) -> i64 {
        let most = self.terms.max_award.map_or(i64::MAX, |most| most.minor());
        i64::from(self.rows[nth].1).min(most)
    }

    fn weight(&self, nth: usize) -> i64 {
        match self.terms.by {
            Some(ShareBy::Requested) => self.demand(nth),
            Some(ShareBy::Field(_)) => self.rows[nth].2.into(),
            _ => 1,
        }
    }

    fn unit(&self) -> i64 {
        self.terms.round_to.map_or(1, |unit| unit.minor())
    }

    fn min(&self) -> i64 {
        self.terms.min_award.map_or(0, |min| min.minor())
    }

    fn propose<'b>(&self, book: &'b Book<'static>) -> Result<Proposal<'b>, Refusal<'b>> {
        share_out(book, self.pot.into(), &self.terms)
    }

    /// Every order of these that respects the places of the proposal with more
    /// money than anybody asks for.
    fn orders(&self, book: &Book<'static>) -> Vec<Vec<usize>> {
        let rich = Terms {
            set_asides: Vec::new(),
            ..self.terms.clone()
        };
        let rich = share_out(book, 1_000_000, &rich).expect("enough for all");
        let mut places: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for line in rich.lines.iter().filter(|line| line.demand.is_some()) {
            let place = places.entry(line.place.expect("scored")).or_default();
            place.push(line.index.position());
        }
        let mut orders = vec![Vec::new()];
        for place in places.into_values() {
            let permutations = permutations(&place);
            let longer = |order: Vec<usize>| {
                let longer = permutations.iter();
                longer
                    .map(|more| [order.clone(), more.clone()].concat())
                    .collect::<Vec<_>>()
            };
            orders = orders.into_iter().flat_map(longer).collect();
        }
        orders
    }
}

fn permutations(items: &[usize]) -> Vec<Vec<usize>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..items.len() {
        let mut rest = items.to_vec();
        let item = rest.remove(at);
        let tails = permutations(&rest).into_iter();
        all.extend(tails.map(|tail| [vec![item], tail].concat()));
    }
    all
}

fn awards(proposal: &Proposal<'_>) -> Awards {
    let awards = proposal.awards();
    awards
        .map(|(index, amount)| (index.position(), amount.minor()))
        .collect()
}

// The oracle of `share`.

/// The exact shares of those who are in: of every set of them that could be
/// full, the one that is.
fn exact(round: &Round, who: &[usize]) -> BTreeMap<usize, Ratio<i64>> {
    let pot = i64::from(round.pot);
    for full in 0..1_u32 << who.len() {
        let is_full = |at: usize| full >> at & 1 == 1;
        let mut left = pot;
        let mut weights = 0;
        for (at, &nth) in who.iter().enumerate() {
            if is_full(at) {
                left -= round.demand(nth);
            } else {
                weights += round.weight(nth);
            }
        }
        if left < 0 {
            continue;
        }
        let of = |at: usize, nth: usize| {
            if is_full(at) {
                return Some(Ratio::from(round.demand(nth)));
            }
            let part = Ratio::new(left * round.weight(nth), weights);
            (part < round.demand(nth).into()).then_some(part)
        };
        let parts: Option<BTreeMap<_, _>> = who
            .iter()
            .enumerate()
            .map(|(at, &nth)| Some((nth, of(at, nth)?)))
            .collect();
        // Those who are full must have been reached by the level of the others.
        let level = (weights > 0).then(|| Ratio::new(left, weights));
        let reached = who.iter().enumerate().all(|(at, &nth)| {
            let cap = Ratio::new(round.demand(nth), round.weight(nth));
            !is_full(at) || level.is_none_or(|level| cap <= level)
        });
        if let Some(parts) = parts.filter(|_| reached) {
            return parts;
        }
    }
    unreachable!("some set is the full one")
}

fn share_in_order(round: &Round, order: &[usize]) -> Awards {
    let (unit, min) = (round.unit(), round.min());
    let mut who: Vec<usize> = order
        .iter()
        .copied()
        .filter(|&nth| round.demand(nth) >= min)
        .collect();
    let least = (min + unit - 1) / unit * unit;
    let shares = loop {
        let shares = exact(round, &who);
        let is_small = |nth: usize| {
            let share = shares[&nth];
            min > 0 && share < least.into() && share < round.demand(nth).into()
        };
        match who.iter().rposition(|&nth| is_small(nth)) {
            Some(at) => who.remove(at),
            None => break shares,
        };
    };
    let down = |nth: usize| {
        if shares[&nth] == round.demand(nth).into() {
            return round.demand(nth);
        }
        (shares[&nth] / unit).floor().to_integer() * unit
    };
    let mut awards: Awards = who.iter().map(|&nth| (nth, down(nth))).collect();
    let mut by_loss = who.clone();
    by_loss.sort_by_key(|&nth| std::cmp::Reverse(shares[&nth] - down(nth)));
    for nth in by_loss {
        let left = i64::from(round.pot) - awards.values().sum::<i64>();
        let step = unit.min(round.demand(nth) - awards[&nth]);
        if step > left {
            break;
        }
        *awards.entry(nth).or_default() += step;
    }
    awards.retain(|_, amount| *amount > 0);
    awards
}

// The oracle of the methods with an order, for rounds without ties.

fn order(round: &Round, book: &Book<'static>) -> Vec<usize> {
    let digest = |nth: usize| {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(format!("seed\0{}", book.applications[nth].id));
        digest
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let mut order: Vec<usize> = (0..round.rows.len()).collect();
    order.sort_by_key(|&nth| {
        let score = round.rows[nth].0;
        let goes_first = round
            .terms
            .guaranteed
            .is_some_and(|points| rust_decimal::Decimal::from(score) >= points);
        let is_drawn = round.terms.method == Method::Lottery && !goes_first;
        let key = if is_drawn { 4 } else { 3 - score };
        (key, digest(nth))
    });
    order
}

fn claim(round: &Round, nth: usize) -> Option<i64> {
    let demand = round.demand(nth);
    if demand < round.min() {
        return None;
    }
    if round.terms.method != Method::Graded {
        return Some(demand);
    }
    let score = i64::from(round.rows[nth].0);
    let mut bands = round.terms.bands.iter();
    let band = bands.find(|band| rust_decimal::Decimal::from(score) >= band.min_score)?;
    let percent: i64 = band.share.percent().mantissa().try_into().expect("small");
    let part = match percent {
        100 => demand,
        _ => demand * percent / 100 / round.unit() * round.unit(),
    };
    (part > 0 && part >= round.min()).then_some(part)
}

fn fund_in_order(round: &Round, order: &[usize]) -> Awards {
    let claims: Vec<(usize, i64)> = order
        .iter()
        .filter_map(|&nth| Some((nth, claim(round, nth)?)))
        .collect();
    let pot = i64::from(round.pot);
    let groups: Vec<(bool, Option<i64>, Option<i64>, bool)> = round
        .terms
        .set_asides
        .iter()
        .map(|set_aside| {
            let is_north = set_aside.condition.test == TestKind::Equals(text("north"));
            let budget = Balance::from_minor(pot.into());
            let small = |amount: Balance| i64::try_from(amount.minor()).expect("small");
            (
                is_north,
                set_aside
                    .at_least
                    .map(|part| small(part.rounded_up(budget))),
                set_aside
                    .at_most
                    .map(|part| small(part.rounded_down(budget))),
                set_aside.unfilled == Unfilled::Hold,
            )
        })
        .collect();
    let mut awards = Awards::new();
    let mut closed = vec![false; groups.len()];
    let mut is_over = false;
    let total = |awards: &Awards, is_for: &dyn Fn(usize) -> bool| -> i64 {
        awards
            .iter()
            .filter(|(nth, _)| is_for(**nth))
            .map(|(_, amount)| amount)
            .sum()
    };
    let is_in = |at: usize, nth: usize| round.rows[nth].3 == groups[at].0;
    // Offers one claim what there is; says whether the money ends here.
    let offer = |awards: &mut Awards, closed: &mut Vec<bool>, nth: usize, claim: i64, pot: i64| {
        let mut amount = claim;
        let least = (round.min().max(1) + round.unit() - 1) / round.unit() * round.unit();
        let cut = |amount: i64, left: i64| {
            if amount <= left {
                return (Some(amount), false);
            }
            let part = left / round.unit() * round.unit();
            match round.terms.cutoff {
                Cutoff::Skip => (None, false),
                Cutoff::Partial if part >= least => (Some(part), true),
                _ => (None, true),
            }
        };
        for at in 0..groups.len() {
            let Some(most) = groups[at].2.filter(|_| is_in(at, nth)) else {
                continue;
            };
            if closed[at] {
                return false;
            }
            let (part, ends) = cut(amount, most - total(awards, &|nth| is_in(at, nth)));
            closed[at] |= ends;
            match part {
                Some(part) => amount = part,
                None => return false,
            }
        }
        let (part, ends) = cut(amount, pot - total(awards, &|_| true));
        awards.extend(part.map(|part| (nth, part)));
        ends
    };
    for (at, group) in groups.iter().enumerate() {
        for &(nth, claim) in claims.iter().filter(|(nth, _)| is_in(at, *nth)) {
            let has = total(&awards, &|nth| is_in(at, nth));
            if is_over || has >= group.1.unwrap_or(0) {
                break;
            }
            if offer(&mut awards, &mut closed, nth, claim, pot) {
                is_over = awards.contains_key(&nth);
                break;
            }
        }
    }
    let held: i64 = (0..groups.len())
        .filter(|&at| groups[at].3)
        .map(|at| groups[at].1.unwrap_or(0) - total(&awards, &|nth| is_in(at, nth)))
        .filter(|missing| *missing > 0)
        .sum();
    let pot = (pot - held).max(total(&awards, &|_| true));
    for (nth, claim) in claims {
        if is_over || awards.contains_key(&nth) {
            continue;
        }
        is_over = offer(&mut awards, &mut closed, nth, claim, pot);
    }
    awards
}

fn check_rules(round: &Round, proposal: &Proposal<'_>) {
    let mut left = i128::from(round.pot);
    for line in &proposal.lines {
        if let Decision::Award(amount) = line.decision {
            let (amount, demand) = (amount.minor(), round.demand(line.index.position()));
            assert!(0 < amount && amount <= demand, "0 < a ≤ d");
            assert!(amount >= round.min(), "a ≥ min_award");
            assert!(
                amount % round.unit() == 0 || amount == demand,
                "a multiple, or all"
            );
            left -= i128::from(amount);
        }
        assert!(left >= 0, "Σ a ≤ B");
        assert_eq!(line.left.minor(), left, "the running remainder");
    }
    assert_eq!(proposal.left.minor(), left);
    assert_eq!(
        (proposal.proposed + proposal.left).minor(),
        i128::from(round.pot)
    );
    for filled in &proposal.set_asides {
        let over = filled.at_most.is_some_and(|most| filled.awarded > most);
        assert!(!over, "no more than at_most");
    }
    let mut indexes: Vec<_> = proposal.lines.iter().map(|line| line.index).collect();
    indexes.sort_unstable();
    let all = (0..round.rows.len()).map(ApplicationIndex::new);
    assert!(indexes.into_iter().eq(all), "each candidate once");
}

/// Awards by id, or that there are none and why.
fn outcome(round: &Round, book: &Book<'static>) -> Result<BTreeMap<String, i64>, Vec<String>> {
    let proposal = round
        .propose(book)
        .map_err(|refusal| refusal.sentences(book))?;
    let awards = proposal.awards();
    let id = |index| book.application(index).id.to_string();
    Ok(awards
        .map(|(index, amount)| (id(index), amount.minor()))
        .collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn shares_obey_every_rule(round in shared()) {
        let book = round.book();
        if let Ok(proposal) = round.propose(&book) {
            check_rules(&round, &proposal);
        }
    }

    #[test]
    fn every_order_obeys_every_rule(round in ordered()) {
        let book = round.book();
        check_rules(&round, &round.propose(&book).expect("no ties"));
    }

    #[test]
    fn the_order_of_rows_changes_no_share(round in shared()) {
        let book = round.book();
        prop_assert_eq!(outcome(&round, &book), outcome(&round, &backwards(&book)));
    }

    #[test]
    fn the_order_of_rows_changes_no_order(mut round in ordered(), is_tied in any::<bool>()) {
        if is_tied {
            round.tie_break.clear();
        }
        let book = round.book();
        prop_assert_eq!(outcome(&round, &book), outcome(&round, &backwards(&book)));
    }

    #[test]
    fn shares_are_those_of_the_oracle(round in shared()) {
        let book = round.book();
        let orders = round.orders(&book);
        let mut outcomes: Vec<_> = orders.iter().map(|order| share_in_order(&round, order)).collect();
        outcomes.sort();
        outcomes.dedup();
        match round.propose(&book) {
            Ok(proposal) => prop_assert_eq!(outcomes, vec![awards(&proposal)]),
            Err(refusal) => {
                let is_tie = matches!(
                    refusal,
                    Refusal::TieInRounding { .. } | Refusal::TieUnderMinAward { .. }
                );
                prop_assert!(is_tie);
                prop_assert!(outcomes.len() > 1, "{:?}", outcomes);
            }
        }
    }

    #[test]
    fn orders_are_those_of_the_oracle(round in ordered()) {
        let book = round.book();
        let proposal = round.propose(&book).expect("no ties");
        prop_assert_eq!(awards(&proposal), fund_in_order(&round, &order(&round, &book)));
    }

    #[test]
    fn more_money_never_lowers_a_share(round in shared(), more in 1..40_u8) {
        // With whole demands and no floor: dropping and rounding may take a
        // unit from one to give it to another.
        let exactly = Terms { min_award: None, round_to: None, ..round.terms.clone() };
        let less = Round { terms: exactly, ..round };
        let more = Round { pot: less.pot + more, ..less.clone() };
        let book = less.book();
        if let (Ok(less), Ok(more)) = (less.propose(&book), more.propose(&book)) {
            let more = awards(&more);
            for (nth, award) in awards(&less) {
                prop_assert!(more.get(&nth).copied().unwrap_or(0) >= award - 1);
            }
        }
    }
}
