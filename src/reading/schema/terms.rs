//! What a scheme does with money and time: the tables from `allocation` on.

use serde_json::{Value, json};

use crate::model::{Cutoff, Method, Unfilled};

use super::sections::condition;
use super::values::{TIE_BREAK, a, count, list, table, text, told, words, yes_or_no};

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
        (
            "by",
            text(
                "What `share` shares in proportion to: requested, equal, or a number or money column",
            ),
        ),
        ("seed", text("What a draw begins from; fixed before it")),
        (
            "guaranteed",
            a(
                "score",
                "In a lottery: a total score from here on is not drawn for",
            ),
        ),
        (
            "band",
            list(
                "Which part of the demand `graded` gives for which score",
                band(),
            ),
        ),
        (
            "set_aside",
            list("Money kept for some, or kept from them", set_aside()),
        ),
    ];
    table("Who gets how much", keys, &["method"])
}

fn band() -> Value {
    let keys = vec![
        ("min_score", a("score", "From this total score on")),
        ("share", a("share", "This part of the demand")),
    ];
    table("One band of scores", keys, &["min_score", "share"])
}

fn set_aside() -> Value {
    let unfilled: Vec<&str> = Unfilled::ALL.iter().map(|(word, _)| *word).collect();
    let keys = vec![
        ("name", text("What the call names it")),
        ("where", condition("For which applications")),
        ("at_least", portion("They go first until they have so much")),
        ("at_most", portion("They get no more than this together")),
        (
            "unfilled",
            words(
                "What becomes of what they do not use (release without it)",
                &unfilled,
            ),
        ),
    ];
    let mut set_aside = table("One set-aside or cap", keys, &["where"]);
    set_aside["anyOf"] = json!([{ "required": ["at_least"] }, { "required": ["at_most"] }]);
    set_aside
}

/// An amount, a share of the budget, or a table with that share.
fn portion(description: &str) -> Value {
    let keys = vec![("share", a("share", "How much of the budget"))];
    let share = table("A share of the budget", keys, &["share"]);
    let forms = json!([{ "$ref": "#/$defs/money" }, { "$ref": "#/$defs/share" }, share]);
    told(json!({ "anyOf": forms }), description)
}

/// How several scores of one thing are taken together.
pub(super) fn scoring() -> Value {
    let keys = vec![
        (
            "drop_extremes",
            yes_or_no("Whether the highest and the lowest of three or more scores are left out"),
        ),
        (
            "max_spread",
            a(
                "score",
                "How far apart two assessors may be without a warning",
            ),
        ),
    ];
    table("How scores are taken together", keys, &[])
}

/// Who may decide what.
pub(super) fn decision() -> Value {
    let keys = vec![(
        "four_eyes",
        yes_or_no("Whether who pays is not who awarded, and who awarded is no assessor"),
    )];
    table("Who may decide what", keys, &[])
}

/// Changes of the call that were made known after it had opened.
pub(super) fn amendments() -> Value {
    let keys = vec![
        ("date", a("date", "When it was made known")),
        ("what", text("The table of the rule, or one key of it")),
        ("why", text("Why")),
    ];
    let entry = table("One change of the call", keys, &["date", "what", "why"]);
    list("Changes of the call that were made known", entry)
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
        (
            "account",
            words(
                "Whether an account must be known before payment",
                &["required"],
            ),
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
