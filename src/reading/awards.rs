//! awards.csv

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings, one_of};
use crate::model::{AccountNumber, AwardEntry, AwardKind, Fact, Money, Reason, Scheme, Text};

use super::codes;
use super::csv::{Cell, Column, Row, column};
use super::date;
use super::facts::Texts;
use super::ids::Ids;
use super::pieces::read_each;
use super::value::{self, Unread, need};

/// The columns, in the order in which new files are written.
pub(super) const COLUMNS: [Column; 9] = [
    column("date", true),
    column("application", true),
    column("entry", true),
    column("amount", false),
    column("reason", false),
    column("by", false),
    column("account", false),
    column("basis", false),
    column("note", false),
];

/// Reads the whole journal of decisions.
pub(super) fn read_all<'t>(
    scheme: &Scheme,
    texts: &Texts<'t>,
    ids: &Ids<'_>,
    found: &mut Findings,
) -> Vec<AwardEntry<'t>> {
    let entry = |row: &Row<'_, 't>, found: &mut Findings| entry(row, scheme, ids, found);
    read_each(texts.get(Fact::Awards), &COLUMNS, found, entry)
}

fn entry<'t>(
    row: &Row<'_, 't>,
    scheme: &Scheme,
    ids: &Ids<'_>,
    found: &mut Findings,
) -> Result<AwardEntry<'t>, Unread> {
    let application = ids.application(row, 1, found);
    let decision = decision(row, scheme, found)?;
    Ok(AwardEntry {
        date: decision.date,
        application: application?,
        kind: decision.kind,
        reason: decision.reason,
        account: decision.account,
        origin: row.origin,
        source: row.source,
    })
}

/// What an entry says, whichever application it is about.
pub(super) struct Decision<'t> {
    pub(super) date: NaiveDate,
    pub(super) kind: AwardKind,
    reason: Option<Reason>,
    account: Option<Text<'t>>,
}

#[inline(always)]
pub(super) fn decision<'t>(
    row: &Row<'_, 't>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Decision<'t>, Unread> {
    let date = need(row, 0, found).and_then(|cell| date::date(cell, found)?.ok_or(Unread));
    let kind = kind(row, scheme, found);
    let reason = reason(row, scheme, found);
    let account = account(row.cell(6), scheme, found);
    let kind = kind?;
    if AwardKind::needs_reason(kind.word()) && reason.as_ref().is_ok_and(Option::is_none) {
        need(row, 4, found)?;
    }
    if matches!(reason, Ok(Some(Reason::Other))) && row.cell(8).is_blank() {
        let place = if row.lacks(8) { 4 } else { 8 };
        found.add(
            Finding::new(
                &codes::MISSING_VALUE,
                row.cell(place).place(),
                "the reason `other` needs a note",
            )
            .help("say in `note` what the reason is"),
        );
    }
    Ok(Decision {
        date: date?,
        kind,
        reason: reason?,
        account: account?,
    })
}

/// The account to be paid. Where the scheme pays only to known accounts, a
/// number with wrong check digits is not one.
fn account<'t>(
    cell: Cell<'_, 't>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Option<Text<'t>>, Unread> {
    let is_required = scheme
        .payment
        .as_ref()
        .is_some_and(|rules| rules.account.is_some());
    if cell.is_blank() || !is_required || AccountNumber::new(cell.raw).is_some() {
        return Ok(Text::of_cell(cell.raw));
    }
    let help = match AccountNumber::understood(cell.raw) {
        Some(meant) => format!("write {meant}"),
        None => "a Norwegian account has eleven digits, an IBAN its country's two letters and two check digits first: compare it with the recipient's own paper".to_owned(),
    };
    found.add(
        Finding::new(
            &codes::ACCOUNT_NUMBER,
            cell.place(),
            format!("`{}` is no account number", cell.text()),
        )
        .help(help),
    );
    Err(Unread)
}

/// The entry with its amount, which only an award and a release have.
fn kind(row: &Row<'_, '_>, scheme: &Scheme, found: &mut Findings) -> Result<AwardKind, Unread> {
    let word = need(row, 2, found).and_then(|cell| {
        let known = |text: &str| AwardKind::WORDS.iter().copied().find(|word| *word == text);
        value::word(cell, "entry", &AwardKind::WORDS, known, found)
    });
    let cell = row.cell(3);
    let amount = value::money(cell, scheme.currency, found);
    let word = word?;
    let mut above_zero = |amount| match amount {
        Some(amount) => positive(cell, amount, found),
        None => need(row, 3, found).and(Err(Unread)),
    };
    let kind = match word {
        "award" => AwardKind::Award(above_zero(amount?)?),
        "release" => AwardKind::Release(above_zero(amount?)?),
        "reserve" => AwardKind::Reserve,
        "reject" => AwardKind::Reject,
        "withdraw" => AwardKind::Withdraw,
        "accept" => AwardKind::Accept,
        _ => AwardKind::Close,
    };
    if kind.amount().is_none() && amount?.is_some() {
        found.add(
            Finding::new(
                &codes::UNEXPECTED_VALUE,
                cell.place(),
                format!("an entry `{word}` has no amount"),
            )
            .help("leave the cell blank, or correct the entry"),
        );
        return Err(Unread);
    }
    Ok(kind)
}

/// An amount of a journal is more than zero.
#[inline]
pub(super) fn positive(
    cell: Cell<'_, '_>,
    amount: Money,
    found: &mut Findings,
) -> Result<Money, Unread> {
    if amount.is_zero() {
        found.add(
            Finding::new(&codes::AMOUNT_FORMAT, cell.place(), "the amount is zero")
                .help("an entry moves more than zero; delete the row, or write the amount"),
        );
        return Err(Unread);
    }
    Ok(amount)
}

fn reason(
    row: &Row<'_, '_>,
    scheme: &Scheme,
    found: &mut Findings,
) -> Result<Option<Reason>, Unread> {
    let (word, cell) = (row.cell(2).raw, row.cell(4));
    if cell.is_blank() {
        return Ok(None);
    }
    if !AwardKind::takes_reason(word) {
        let message = format!("an entry `{word}` has no reason");
        found.add(
            Finding::new(&codes::UNEXPECTED_VALUE, cell.place(), message)
                .help("write it in `note`, or correct the entry"),
        );
        return Err(Unread);
    }
    match reason_code(cell.raw, word, scheme) {
        Ok(reason) => Ok(Some(reason)),
        Err((message, help)) => {
            found.add(Finding::new(&codes::UNKNOWN_WORD, cell.place(), message).help(help));
            Err(Unread)
        }
    }
}

/// The reason of a code, `requirement:<id>` of the scheme's own among them,
/// for an entry of this word.
///
/// # Errors
/// For a code that there is not, or that is no reason for such an entry: what
/// is wrong, and what was probably meant.
pub fn reason_code(text: &str, entry: &str, scheme: &Scheme) -> Result<Reason, (String, String)> {
    let is_known = |reason: &Reason| match reason {
        Reason::Requirement(id) => scheme.requirements.iter().any(|each| each.id == *id),
        _ => true,
    };
    let reason = Reason::from_code(text).filter(is_known);
    let is_one = reason.is_some();
    if let Some(reason) = reason.filter(|reason| AwardKind::fits(entry, reason)) {
        return Ok(reason);
    }
    let requirements = scheme.requirements.iter();
    let requirements = requirements.map(|each| Reason::Requirement(each.id.clone()));
    let plain = Reason::PLAIN.into_iter().map(|(_, reason)| reason);
    let known: Vec<Reason> = plain.chain(requirements).collect();
    let fitting = known.iter().filter(|reason| AwardKind::fits(entry, reason));
    let codes: Vec<String> = fitting.map(Reason::to_string).collect();
    Err(match is_one {
        true => (
            format!("`{text}` is no reason for an entry `{entry}`"),
            format!("it is one of: {}", codes.join(", ")),
        ),
        false => (
            format!("`{text}` is no reason code"),
            one_of(text, codes.iter().map(String::as_str)),
        ),
    })
}
