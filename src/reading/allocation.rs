//! How a scheme's money is shared out: the table `[allocation]`.

use rust_decimal::Decimal;

use crate::diagnostic::{Findings, one_of};
use crate::model::{
    Allocation, Band, Currency, Cutoff, FieldKind, FieldRef, Method, Money, Portion, Scheme,
    SetAside, ShareBy, TieBreak, Unfilled,
};
use crate::source::Span;

use super::document::Keys;
use super::item::Item;
use super::requirements::{condition, field_ref};
use super::rules::{Names, share};
use super::terms::{money, score};

/// More groups than any call has: each application remembers its own as bits.
const MOST_SET_ASIDES: usize = 64;

/// Reads the table; that its parts fit each other is for `audit` to see.
pub(super) fn read(item: Item<'_>, names: &Names<'_>, found: &mut Findings) -> Option<Allocation> {
    let keys = item.keys(found)?;
    let method = keys
        .need("method")
        .and_then(|item| item.word(&Method::ALL, found));
    let cutoff = keys.get("cutoff").map_or(Some(Cutoff::default()), |item| {
        item.word(&Cutoff::ALL, found)
    });
    let tie_break = list(&keys, "tie_break", found, |item, found| {
        tie_break(item, names, found)
    });
    let mut amount = |key| {
        keys.get(key)
            .and_then(|item| amount_above_zero(item, names.scheme.currency, found))
    };
    let round_to = amount("round_to").map(|(amount, _)| amount);
    let min_award = amount("min_award");
    let max_award = amount("max_award");
    let mut points = |key| {
        keys.get(key)
            .and_then(|item| Some((score(item, found)?, item.span())))
    };
    let min_score = points("min_score");
    let guaranteed = points("guaranteed");
    let by = keys.get("by").and_then(|item| share_by(item, names, found));
    let seed = keys.get("seed").and_then(|item| seed(item, found));
    let bands = tables(&keys, "band", found, band);
    let set_asides = tables(&keys, "set_aside", found, |item, found| {
        set_aside(item, names, found)
    });
    keys.finish(found);
    if set_asides.len() > MOST_SET_ASIDES {
        return item.refuse(
            format!("there are {} set-asides", set_asides.len()),
            format!("write at most {MOST_SET_ASIDES}"),
            found,
        );
    }
    Some(Allocation {
        cutoff: cutoff?,
        tie_break,
        round_to,
        min_award,
        max_award,
        min_score,
        by,
        seed,
        guaranteed,
        bands,
        set_asides,
        ..Allocation::new(method?, keys.span())
    })
}

/// The items of a list that could be read; none where the key is left out.
fn list<'d, T>(
    keys: &Keys<'d>,
    key: &'static str,
    found: &mut Findings,
    read: impl Fn(Item<'d>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let items = keys.get(key).and_then(|item| item.list(found));
    let items = items.unwrap_or_default().into_iter();
    items.filter_map(|item| read(item, found)).collect()
}

/// The tables of a list of tables, as [`list`].
fn tables<'d, T>(
    keys: &Keys<'d>,
    key: &'static str,
    found: &mut Findings,
    read: impl Fn(Item<'d>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let items = keys.get(key).and_then(|item| item.tables(key, found));
    let items = items.unwrap_or_default().into_iter();
    items.filter_map(|item| read(item, found)).collect()
}

fn amount_above_zero(
    item: Item<'_>,
    currency: Currency,
    found: &mut Findings,
) -> Option<(Money, Span)> {
    let amount = money(item, currency, found)?;
    if amount.is_zero() {
        return item.refuse(
            "this is zero",
            "write an amount, or leave the key out",
            found,
        );
    }
    Some((amount, item.span()))
}

fn tie_break(item: Item<'_>, names: &Names<'_>, found: &mut Findings) -> Option<TieBreak> {
    let text = item.text(found)?;
    if let Some(id) = text.strip_prefix("criterion:") {
        return names.criterion(id, item, found).map(TieBreak::Criterion);
    }
    match text {
        "received" => Some(TieBreak::Received),
        "requested" => Some(TieBreak::Requested),
        "draw" => Some(TieBreak::Draw),
        _ => item.refuse(
            format!("ties are not broken by `{text}`"),
            one_of(text, ["criterion:<id>", "received", "requested", "draw"]),
            found,
        ),
    }
}

/// `requested`, `equal`, or a field that can be a weight. A field that a
/// scheme calls `equal` cannot be one.
fn share_by(item: Item<'_>, names: &Names<'_>, found: &mut Findings) -> Option<ShareBy> {
    match item.text(found)? {
        "requested" => Some(ShareBy::Requested),
        "equal" => Some(ShareBy::Equal),
        _ => {
            let field = field_ref(item, names, found)?;
            weight(field, names.scheme).or_else(|| {
                let kind = names.scheme.field_kind(field).word();
                item.refuse(
                    format!("a {kind} is no weight"),
                    "write requested, equal, or the name of a number or money field",
                    found,
                )
            })
        }
    }
}

/// A field as a weight, where it holds numbers or amounts.
fn weight(field: FieldRef, scheme: &Scheme) -> Option<ShareBy> {
    let kind = scheme.field_kind(field);
    matches!(kind, FieldKind::Number | FieldKind::Money).then_some(ShareBy::Field(field))
}

/// In proportion to what a word says that stands outside a scheme file.
pub fn share_by_word(word: &str, scheme: &Scheme) -> Option<ShareBy> {
    match word {
        "requested" => Some(ShareBy::Requested),
        "equal" => Some(ShareBy::Equal),
        _ => weight(scheme.field(word)?, scheme),
    }
}

fn seed(item: Item<'_>, found: &mut Findings) -> Option<String> {
    let text = item.text(found)?;
    if text.contains(char::is_control) {
        return item.refuse(
            "a seed is one line of text that anyone can type",
            "write it without tabs, line ends and other control characters",
            found,
        );
    }
    Some(text.to_owned())
}

fn band(item: Item<'_>, found: &mut Findings) -> Option<Band> {
    let keys = item.keys(found)?;
    let min_score: Option<Decimal> = keys.need("min_score").and_then(|item| score(item, found));
    let part = keys.need("share").and_then(|item| share(item, found));
    keys.finish(found);
    Some(Band {
        min_score: min_score?,
        share: part?,
        span: keys.span(),
    })
}

fn set_aside(item: Item<'_>, names: &Names<'_>, found: &mut Findings) -> Option<SetAside> {
    let keys = item.keys(found)?;
    let name = keys.get("name").and_then(|item| item.text(found));
    let condition = keys
        .need("where")
        .and_then(|item| condition(item, names, found));
    let mut limit = |key| {
        let item = keys.get(key);
        item.map(|item| portion(item, names.scheme.currency, found))
    };
    let (at_least, at_most) = (limit("at_least"), limit("at_most"));
    let unfilled = keys
        .get("unfilled")
        .map_or(Some(Unfilled::default()), |item| {
            item.word(&Unfilled::ALL, found)
        });
    keys.finish(found);
    if at_least.is_none() && at_most.is_none() {
        return item.refuse(
            "this sets nothing aside",
            "write at_least, at_most or both: an amount, or a share of the budget such as \"50%\"",
            found,
        );
    }
    // A limit that is there and could not be read is said already.
    let read = |limit: Option<Option<Portion>>| limit.map_or(Some(None), |read| read.map(Some));
    Some(SetAside {
        name: name.map(str::to_owned),
        condition: condition?,
        at_least: read(at_least)?,
        at_most: read(at_most)?,
        unfilled: unfilled?,
        span: keys.span(),
    })
}

/// An amount, `"50%"`, or `{ share = "50%" }`.
fn portion(item: Item<'_>, currency: Currency, found: &mut Findings) -> Option<Portion> {
    if let Some(keys) = item.as_keys() {
        let part = keys.need("share").and_then(|item| share(item, found));
        keys.finish(found);
        return part.map(Portion::Share);
    }
    if item.as_text().is_some_and(|text| text.ends_with('%')) {
        return share(item, found).map(Portion::Share);
    }
    money(item, currency, found).map(Portion::Amount)
}
