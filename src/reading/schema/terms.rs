//! What a scheme does with money and time: the tables from `allocation` on.

use serde_json::{Value, json};

use crate::model::{Cutoff, Method};

use super::values::{TIE_BREAK, a, count, list, table, text, words, yes_or_no};

pub(super) fn allocation() -> Value {
    let methods: Vec<&str> = Method::ALL.iter().map(|(word, _)| *word).collect();
    let cutoffs: Vec<&str> = Cutoff::ALL.iter().map(|(word, _)| *word).collect();
    let tie_break = json!({
        "type": "string",
        "pattern": TIE_BREAK,
        "examples": ["received", "requested", "criterion:need"],
    });
    let keys = vec![
        ("method", words("How the budget is shared", &methods)),
        (
            "cutoff",
            words(
                "What is done with the first that does not fit (stop without it)",
                &cutoffs,
            ),
        ),
        (
            "tie_break",
            list("What breaks ties of score, in order", tie_break),
        ),
        (
            "round_to",
            a("money", "The unit to which awards are rounded down"),
        ),
        ("min_award", a("money", "The least award")),
        ("max_award", a("money", "The largest award")),
        (
            "min_score",
            a("score", "The least total score that is funded"),
        ),
    ];
    table("Who gets how much", keys, &["method"])
}

pub(super) fn deadlines() -> Value {
    let keys = vec![
        ("accept", a("due", "Until when an award may be accepted")),
        ("pay", a("due", "Until when it is paid")),
        ("complete", a("due", "Until when the project is complete")),
        ("report", a("due", "Until when the recipient has reported")),
    ];
    table("Time limits: dates, or so long after an event", keys, &[])
}

pub(super) fn payment() -> Value {
    let events = ["award", "accept", "report"];
    let instalment = vec![
        ("share", a("share", "How much of the award")),
        ("on", words("What it is paid on", &events)),
    ];
    let instalment = table("One instalment", instalment, &["share", "on"]);
    let keys = vec![
        (
            "before_acceptance",
            yes_or_no("Whether money may go out before the recipient accepts"),
        ),
        (
            "instalments",
            list("In which parts an award is paid", instalment),
        ),
    ];
    table("How awards are paid", keys, &[])
}

pub(super) fn settlement() -> Value {
    let keys = vec![
        (
            "max_share",
            a(
                "share",
                "The largest part of the actual cost that the grant pays",
            ),
        ),
        (
            "unspent",
            words(
                "What is done with money that was not spent",
                &["claim", "keep"],
            ),
        ),
    ];
    table("How an award ends", keys, &[])
}

pub(super) fn opening() -> Value {
    let keys = vec![
        ("awards", count("How many awards")),
        ("amount", a("money", "What was awarded in all")),
        (
            "paid",
            a("money", "What of it was paid, where that is known"),
        ),
        ("note", text("Where this is known from")),
    ];
    table(
        "What happened before the ledger began",
        keys,
        &["awards", "amount"],
    )
}
