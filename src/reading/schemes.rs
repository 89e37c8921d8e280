//! One file of `schemes/` to a [`Scheme`].

use chrono_tz::Tz;

use crate::diagnostic::{Finding, Findings};
use crate::model::{
    Applicants, BudgetEntry, Call, Closing, Currency, Deadlines, DecisionRules, Funder, Language,
    Register, Scheme, SchemeId, Scoring,
};
use crate::source::{Place, Source, Span};

use super::document::{Keys, parse};
use super::item::{Item, Moment};
use super::rules::{Lost, Names};
use super::{allocation, amendments, codes, requirements, rules, scoring, terms};

/// Reads a scheme file; `None` when anything in it could not be understood.
pub(super) fn read(id: SchemeId, source: &Source, found: &mut Findings) -> Option<Scheme> {
    let errors = found.errors();
    in_part(id, source, found).filter(|_| found.errors() == errors)
}

/// Reads what can be understood of a scheme file; `None` when it is not TOML.
pub(super) fn in_part(id: SchemeId, source: &Source, found: &mut Findings) -> Option<Scheme> {
    let document = parse(source, found)?;
    let keys = Keys::root(source.id(), &document);
    let scheme = scheme(id, &keys, found);
    keys.finish(found);
    scheme
}

fn scheme(id: SchemeId, keys: &Keys<'_>, found: &mut Findings) -> Option<Scheme> {
    let name = keys.need("name").and_then(|item| item.text(found));
    let funder = keys.get("funder").and_then(|item| funder(item, found));
    let parent = keys
        .get("parent")
        .and_then(|item| rules::reference(item, found));
    let currency = keys.need("currency").and_then(|item| currency(item, found));
    let language = keys
        .get("language")
        .and_then(|item| item.word(&Language::ALL, found));
    let timezone = keys.get("timezone").and_then(|item| timezone(item, found));
    let source = keys.get("source").and_then(|item| item.text(found));
    let register = keys
        .get("register")
        .and_then(|item| item.word(&Register::ALL, found));
    // Where the currency itself is wrong, amounts are read as having cents, so
    // that everything else is still said in the same run.
    let cents = currency.or_else(|| Currency::from_code("NOK"))?;
    let budget = keys
        .get("budget")
        .map_or_else(Vec::new, |item| budget(item, cents, found));
    let call = keys.get("call").and_then(|item| call(item, found));
    let dated = call
        .as_ref()
        .is_some_and(|call| call.opens.is_some() || call.closes.is_some());
    if dated && keys.get("timezone").is_none() {
        let missing = Finding::new(
            &codes::MISSING_KEY,
            Place::File(keys.file),
            "the key `timezone` is missing: a call's day ends at midnight somewhere",
        );
        let help = "add a line: timezone = \"Europe/Oslo\"";
        keys.lacks(&["timezone"], missing.help(help));
    }
    let applicants = keys
        .get("applicants")
        .map_or_else(Applicants::default, |item| rules::applicants(item, found));
    let [fields, requirements, criteria, scoring, decision] =
        ["field", "requirement", "criterion", "scoring", "decision"].map(|key| keys.get(key));
    let [allocation, deadlines, payment, settlement, opening] =
        ["allocation", "deadline", "payment", "settlement", "opening"].map(|key| keys.get(key));
    let amendments = keys
        .get("amendment")
        .map_or_else(Vec::new, |item| amendments::amendments(item, found));
    // Every key was asked for now, so that a misspelled one can be told.
    let mut lost_fields = Lost::misspelled(keys, "field");
    let mut lost_criteria = Lost::misspelled(keys, "criterion");
    let fields = fields.map_or_else(Vec::new, |item| {
        rules::fields(item, &mut lost_fields, found)
    });
    let mut scheme = Scheme {
        id,
        file: keys.file,
        name: name.unwrap_or_default().to_owned(),
        funder,
        parent,
        currency: cents,
        language: language.unwrap_or_default(),
        timezone,
        source: source.map(str::to_owned),
        register,
        budget,
        call,
        applicants,
        fields,
        requirements: Vec::new(),
        criteria: Vec::new(),
        scoring: Scoring::default(),
        allocation: None,
        decision: DecisionRules::default(),
        deadlines: Deadlines::default(),
        payment: None,
        settlement: None,
        opening: None,
        amendments,
    };
    scheme.criteria = criteria.map_or_else(Vec::new, |item| {
        rules::criteria(item, &mut lost_criteria, found)
    });
    // These refer to fields and criteria by name.
    let names = Names {
        scheme: &scheme,
        lost_fields: &lost_fields,
        lost_criteria: &lost_criteria,
    };
    let requirements = requirements.map_or_else(Vec::new, |item| {
        requirements::requirements(item, &names, found)
    });
    let allocation = allocation.and_then(|item| allocation::read(item, &names, found));
    scheme.requirements = requirements;
    let is_scored = !scheme.criteria.is_empty() || !lost_criteria.is_empty();
    scheme.scoring = scoring.map_or_else(Scoring::default, |item| {
        scoring::read(item, is_scored, found)
    });
    scheme.allocation = allocation;
    scheme.decision =
        decision.map_or_else(DecisionRules::default, |item| terms::decision(item, found));
    scheme.deadlines =
        deadlines.map_or_else(Deadlines::default, |item| terms::deadlines(item, found));
    scheme.payment = payment.and_then(|item| terms::payment(item, found));
    scheme.settlement = settlement.and_then(|item| terms::settlement(item, found));
    scheme.opening = opening.and_then(|item| terms::opening(item, cents, found));
    Some(scheme)
}

fn funder(item: Item<'_>, found: &mut Findings) -> Option<Funder> {
    let keys = item.keys(found)?;
    let name = keys.need("name").and_then(|item| item.text(found));
    let org_number = keys
        .get("org_number")
        .and_then(|item| item.text(found))
        .map(str::to_owned);
    keys.finish(found);
    Some(Funder {
        name: name?.to_owned(),
        org_number,
    })
}

fn currency(item: Item<'_>, found: &mut Findings) -> Option<Currency> {
    let code = item.text(found)?;
    match Currency::from_code(code) {
        Some(currency) => Some(currency),
        None => item.refuse(
            format!("`{code}` is no currency"),
            "write the three letters of ISO 4217, such as NOK or DKK",
            found,
        ),
    }
}

fn timezone(item: Item<'_>, found: &mut Findings) -> Option<Tz> {
    let name = item.text(found)?;
    match name.parse() {
        Ok(zone) => Some(zone),
        Err(_) => item.refuse(
            format!("`{name}` is no time zone"),
            "write a name of the IANA time zone database, such as Europe/Oslo",
            found,
        ),
    }
}

fn budget(item: Item<'_>, currency: Currency, found: &mut Findings) -> Vec<BudgetEntry> {
    let entries = item.tables("budget", found).unwrap_or_default();
    entries
        .into_iter()
        .filter_map(|entry| budget_entry(entry, currency, found))
        .collect()
}

fn budget_entry(item: Item<'_>, currency: Currency, found: &mut Findings) -> Option<BudgetEntry> {
    let keys = item.keys(found)?;
    let amount = keys
        .need("amount")
        .and_then(|item| Some((terms::balance(item, currency, found)?, item.span())));
    let date = keys.get("date").and_then(|item| item.day(found));
    let note_item = keys.get("note");
    let note = note_item.and_then(|item| item.text(found));
    if let Some((amount, span)) = amount
        && amount.is_negative()
        && note_item.is_none()
    {
        let missing = Finding::new(
            &codes::MISSING_KEY,
            span,
            "a cut of the budget must say why: the key `note` is missing",
        );
        keys.lacks(&["note"], missing.help("add a line: note = \"…\""));
    }
    keys.finish(found);
    let (amount, span) = amount?;
    Some(BudgetEntry {
        amount,
        date,
        note: note.map(str::to_owned),
        span,
    })
}

fn call(item: Item<'_>, found: &mut Findings) -> Option<Call> {
    let keys = item.keys(found)?;
    let mut limit = |key| -> Option<(Closing, Span)> {
        let item = keys.get(key)?;
        let closing = match item.moment(found)? {
            Moment::Day(day) => Closing::Day(day),
            Moment::Local(moment) => Closing::Moment(moment),
        };
        Some((closing, item.span()))
    };
    let opens = limit("opens");
    let closes = limit("closes");
    keys.finish(found);
    Some(Call { opens, closes })
}
