//! A digest of all that a decision rests on, so that it can be replayed.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::eligibility::{Outcome, holds};
use crate::model::{Balance, Book, Money, Portion, Received, ShareBy, Value};
use crate::ranking::{Scores, tie_break_word};

use super::{Candidate, Terms};

/// The first 16 hex digits of SHA-256 over the inputs of a decision in
/// canonical form.
pub fn basis(
    book: &Book<'_>,
    scores: &Scores<'_>,
    candidates: &[Candidate<'_>],
    pot: Balance,
    terms: &Terms,
) -> String {
    let digest = Sha256::digest(inputs(book, scores, candidates, pot, terms));
    digest.iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The inputs of a decision in canonical form: a line each for the terms, then
/// one for each candidate in the order of ids (bytewise), its parts separated
/// by tabs; where a weight or set-asides count, a line for each of these after
/// the candidate's. A rule that the scheme does not have has no line. Amounts are in minor units, scores exact fractions; what is not
/// known is empty.
fn inputs(
    book: &Book<'_>,
    scores: &Scores<'_>,
    candidates: &[Candidate<'_>],
    pot: Balance,
    terms: &Terms,
) -> String {
    let scheme = book.scheme;
    let id = |index| book.application(index).id;
    let money = |amount: Option<Money>| {
        amount.map_or_else(String::new, |amount| amount.minor().to_string())
    };
    let tie_break = scheme
        .allocation
        .iter()
        .flat_map(|allocation| &allocation.tie_break);
    let tie_break: Vec<String> = tie_break.map(|&by| tie_break_word(by, scheme)).collect();
    let thresholds = scheme.criteria.iter().map(|criterion| {
        let threshold = criterion
            .threshold
            .map_or_else(String::new, |threshold| threshold.normalize().to_string());
        format!("{}:{threshold}", criterion.id)
    });
    let min_score = scheme
        .allocation
        .as_ref()
        .and_then(|allocation| allocation.min_score)
        .map(|(score, _)| score);
    let mut lines = vec![
        "grants basis 1".to_owned(),
        format!("scheme\t{}", scheme.id),
        format!("currency\t{}", scheme.currency),
        format!("method\t{}", terms.method.word()),
        format!("cutoff\t{}", terms.cutoff.word()),
        format!("tie_break\t{}", tie_break.join("\t")),
        format!("round_to\t{}", money(terms.round_to)),
        format!("min_award\t{}", money(terms.min_award)),
        format!("max_award\t{}", money(terms.max_award)),
        format!(
            "min_score\t{}",
            min_score.map_or_else(String::new, |score| score.normalize().to_string())
        ),
        format!("thresholds\t{}", thresholds.collect::<Vec<_>>().join("\t")),
        format!("pot\t{}", pot.minor()),
    ];
    lines.extend(rules(book, terms));
    for (index, amount) in &terms.given {
        lines.push(format!("given\t{}\t{}", id(*index), amount.minor()));
    }
    let mut candidates: Vec<&Candidate<'_>> = candidates
        .iter()
        .filter(|candidate| {
            terms
                .only
                .as_ref()
                .is_none_or(|only| only.contains(&candidate.index()))
        })
        .collect();
    candidates.sort_by_key(|candidate| id(candidate.index()));
    for candidate in candidates {
        let index = candidate.index();
        let application = book.application(index);
        let received = match application.received {
            Some(Received::Day(day)) => day.to_string(),
            Some(Received::Instant(instant)) => instant.to_rfc3339(),
            None => String::new(),
        };
        let score = |score: Option<crate::ranking::Score>| {
            score.map_or_else(String::new, |score| score.to_string())
        };
        let means =
            (0..scheme.criteria.len()).map(|criterion| score(scores.mean(index, criterion)));
        lines.push(format!(
            "candidate\t{}\t{received}\t{}\t{}\t{}\t{}",
            application.id,
            money(application.requested),
            money(candidate.co_financing.map(|limit| limit.most)),
            score(scores.total(index).score()),
            means.collect::<Vec<_>>().join("\t"),
        ));
        if let Some(ShareBy::Field(field)) = terms.by {
            let weight = value(&book.value(index, field));
            lines.push(format!("weight\t{}\t{weight}", application.id));
        }
        for (nth, set_aside) in terms.set_asides.iter().enumerate() {
            let is_for = match holds(book, index, &set_aside.condition) {
                Outcome::Met => "yes",
                Outcome::NotMet => "no",
                Outcome::Unknown => "",
            };
            lines.push(format!("set_aside\t{}\t{nth}\t{is_for}", application.id));
        }
    }
    lines.join("\n") + "\n"
}

/// The rules of the other methods than `ranked`, as far as there are any.
fn rules(book: &Book<'_>, terms: &Terms) -> Vec<String> {
    let scheme = book.scheme;
    let mut lines = Vec::new();
    if let Some(by) = terms.by {
        let by = match by {
            ShareBy::Requested => "requested",
            ShareBy::Equal => "equal",
            ShareBy::Field(field) => scheme.field_name(field),
        };
        lines.push(format!("by\t{by}"));
    }
    if let Some(seed) = &terms.seed {
        lines.push(format!("seed\t{seed}"));
    }
    if let Some(points) = terms.guaranteed {
        lines.push(format!("guaranteed\t{}", points.normalize()));
    }
    lines.extend(terms.bands.iter().map(|band| {
        let min_score = band.min_score.normalize();
        format!("band\t{min_score}\t{}", band.share)
    }));
    let portion = |portion: Option<Portion>| match portion {
        None => String::new(),
        Some(Portion::Amount(amount)) => amount.minor().to_string(),
        Some(Portion::Share(share)) => share.to_string(),
    };
    for (nth, set_aside) in terms.set_asides.iter().enumerate() {
        let (least, most) = (portion(set_aside.at_least), portion(set_aside.at_most));
        let unfilled = set_aside.unfilled.word();
        lines.push(format!("set_aside\t{nth}\t{least}\t{most}\t{unfilled}"));
    }
    if !terms.set_asides.is_empty() {
        let budget = terms.budget.map(Balance::minor);
        let budget = budget.map_or_else(String::new, |budget| budget.to_string());
        lines.push(format!("budget\t{budget}"));
        let committed = terms.committed.iter();
        let mut committed: Vec<_> = committed
            .map(|(index, amount)| (book.application(*index).id, amount.minor()))
            .collect();
        committed.sort_unstable();
        let committed = committed.into_iter();
        lines.extend(committed.map(|(id, amount)| format!("committed\t{id}\t{amount}")));
    }
    lines
}

fn value(value: &Value<'_>) -> String {
    match value {
        Value::Money(amount) => amount.minor().to_string(),
        Value::Number(number) => number.normalize().to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::allocation::testing::{asking, candidates};
    use crate::eligibility::testing::{share, span, standard, text};
    use crate::model::{
        ApplicationIndex, Band, Condition, Method, SetAside, StandardField, TestKind, Unfilled,
    };
    use crate::ranking::testing::backwards;

    use super::*;

    fn digest(book: &Book<'static>, terms: &Terms) -> String {
        let candidates = candidates(book);
        let pot = Balance::from_minor(100);
        basis(book, &Scores::of(book), &candidates, pot, terms)
    }

    fn set_aside() -> SetAside {
        SetAside {
            name: None,
            condition: Condition {
                field: standard(StandardField::Place),
                test: TestKind::Equals(text("Voss")),
            },
            at_least: Some(Portion::Share(share(50))),
            at_most: None,
            unfilled: Unfilled::Release,
            span: span(),
        }
    }

    #[test]
    fn every_rule_changes_it_and_the_order_of_rows_does_not() {
        let book = asking(&[("9", 50), ("8", 30)]);
        let band = Band {
            min_score: 3.into(),
            share: share(60),
            span: span(),
        };
        let plain = || Terms::new(Method::Ranked);
        let aside = |set_aside| Terms {
            set_asides: vec![set_aside],
            ..plain()
        };
        let all = [
            plain(),
            Terms::new(Method::Share),
            Terms::new(Method::Lottery),
            Terms::new(Method::Graded),
            Terms {
                by: Some(ShareBy::Equal),
                ..plain()
            },
            Terms {
                by: Some(ShareBy::Requested),
                ..plain()
            },
            Terms {
                seed: Some("one".to_owned()),
                ..plain()
            },
            Terms {
                seed: Some("other".to_owned()),
                ..plain()
            },
            Terms {
                guaranteed: Some(4.into()),
                ..plain()
            },
            Terms {
                bands: vec![band],
                ..plain()
            },
            aside(set_aside()),
            aside(SetAside {
                unfilled: Unfilled::Hold,
                ..set_aside()
            }),
            aside(SetAside {
                at_most: Some(Portion::Share(share(50))),
                ..set_aside()
            }),
            Terms {
                budget: Some(Balance::from_minor(7)),
                ..aside(set_aside())
            },
            Terms {
                committed: vec![(ApplicationIndex::new(0), Balance::from_minor(7))],
                ..aside(set_aside())
            },
        ];
        let digests: BTreeSet<_> = all.iter().map(|terms| digest(&book, terms)).collect();
        assert_eq!(digests.len(), all.len());
        let turned = backwards(&book);
        for terms in all.iter().filter(|terms| terms.committed.is_empty()) {
            assert_eq!(digest(&book, terms), digest(&turned, terms));
        }
    }

    #[test]
    fn what_a_set_aside_looks_at_counts() {
        let mut book = asking(&[("9", 50)]);
        let terms = Terms {
            set_asides: vec![set_aside()],
            ..Terms::new(Method::Ranked)
        };
        let mut digests = BTreeSet::new();
        for place in [None, Some("Voss"), Some("Oslo")] {
            book.applications[0].place = place.map(Into::into);
            digests.insert(digest(&book, &terms));
        }
        assert_eq!(digests.len(), 3);
    }
}
