//! A digest of all that a decision rests on, so that it can be replayed.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::model::{Balance, Book, Money, Received};
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
/// by tabs. Amounts are in minor units, scores exact fractions; what is not
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
        .and_then(|allocation| allocation.min_score);
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
    }
    lines.join("\n") + "\n"
}
