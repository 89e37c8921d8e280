//! The rows of awards.csv for what was decided.

use chrono::NaiveDate;

use crate::allocation::Decision;
use crate::cli::output::{self, Status};
use crate::cli::round;
use crate::cli::session::Session;
use crate::cli::writing::{Decided, Entry};
use crate::model::{Book, counted};
use crate::reading::Fact;
use crate::recording;
use crate::view::{self, Row, Situation};

use super::award::AwardArguments;

/// A row of awards.csv for each decision.
pub(super) fn entry(
    session: &Session,
    situation: &Situation<'_>,
    rows: &[Row<'_>],
    basis: &str,
    by: &str,
    arguments: &AwardArguments,
) -> Decided {
    let scheme = situation.book.scheme;
    let day = situation.day;
    let news: Vec<&Row<'_>> = rows
        .iter()
        .filter(|row| view::is_news(situation.state(row.index()), &row.decision()))
        .collect();
    if news.is_empty() {
        session.say("grants: there is no decision to record");
        return Decided::Ended(Status::Fine);
    }
    if let Some((closes, _)) = scheme.call.as_ref().and_then(|call| call.closes)
        && day <= closes.day()
    {
        output::say(&format!(
            "grants: refused: the call is open until {closes}; decide after that, with --date"
        ));
        return Decided::Ended(Status::Findings);
    }
    let indexes = news.iter().map(|row| row.index());
    if let Some((id, later)) = round::decided_later(session, situation.book, indexes, day) {
        output::say(&format!(
            "grants: refused: something is recorded of {id} on {later} already, which {day} knows nothing of; decide on that day or later, with --date"
        ));
        return Decided::Ended(Status::Findings);
    }
    let cells = |row: &&Row<'_>| {
        // Why an amount differs from the method's is said of that amount.
        let reason = arguments.reason.as_deref().filter(|_| row.is_given());
        let notes = [reason, arguments.note.as_deref()];
        let said: Vec<&str> = notes.into_iter().flatten().collect();
        cells(situation.book, row, day, by, basis, &said.join("; "))
    };
    Decided::Record(Entry {
        scheme: scheme.id.clone(),
        fact: Fact::Awards,
        rows: news.iter().map(cells).collect(),
        new_columns: Vec::new(),
        what: counted(news.len(), "decision"),
        brief: None,
    })
}

fn cells(
    book: &Book<'_>,
    row: &Row<'_>,
    day: NaiveDate,
    by: &str,
    basis: &str,
    said: &str,
) -> recording::Row {
    let decision = row.decision();
    let code = row.reason().unwrap_or_default();
    let (entry, amount, reason) = match &*decision {
        Decision::Award(amount) => {
            let amount = amount.decimal(book.scheme.currency).normalize();
            ("award", amount.to_string(), String::new())
        }
        Decision::Reserve => ("reserve", String::new(), code.to_string()),
        Decision::Reject(reason) => ("reject", String::new(), reason.to_string()),
        Decision::Undecided => unreachable!("an undecided application is no news"),
    };
    let note = match &*decision {
        // A reason code is one; whatever else stands against it goes with it.
        Decision::Reject(reason) if code != reason.to_string() => row.why(book),
        Decision::Reject(crate::model::Reason::Other) => row.why(book),
        _ => String::new(),
    };
    let note = match (note.as_str(), said) {
        ("", said) => said.to_owned(),
        (_, "") => note,
        _ => format!("{note}; {said}"),
    };
    recording::Row::new()
        .cell("date", day)
        .cell("application", book.application(row.index()).id.as_str())
        .cell("entry", entry)
        .cell("amount", amount)
        .cell("reason", reason)
        .cell("by", by)
        .cell("basis", basis)
        .cell("note", note)
}
