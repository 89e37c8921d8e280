//! A journal that hledger and ledger both read.

use crate::export::Stamp;
use crate::export::amount::padded;

use super::account::Account;
use super::entries::Entries;
use super::entry::Entry;
use super::write::line;

/// The entries, after the accounts and the currencies that they use, so that
/// strict reading finds nothing undeclared.
pub fn for_hledger(entries: &Entries, stamp: Option<&Stamp>) -> String {
    let mut text = "; Written by grants export hledger.\n".to_owned();
    if let Some(stamp) = stamp {
        text += &format!("; commit {stamp}\n");
    }
    text += &declarations(entries);
    for entry in &entries.list {
        text += &format!("\n{}", of_entry(entry));
    }
    text
}

fn declarations(entries: &Entries) -> String {
    let currencies: std::collections::BTreeSet<_> =
        entries.list.iter().map(|entry| entry.currency).collect();
    let mut text = String::new();
    for currency in currencies {
        text += &format!("\ncommodity {currency}\n");
        // Three digits after a point could be thousands, if this did not say.
        if currency.minor_digits() > 0 {
            let decimals = "0".repeat(currency.minor_digits() as usize);
            text += &format!("    format 1000.{decimals} {currency}\n");
        }
    }
    text.push('\n');
    for tag in ["application", "entry", "reason", "scheme"] {
        text += &format!("tag {tag}\n");
    }
    text.push('\n');
    for account in entries.accounts().keys() {
        text += &format!("account {}\n", name(account));
    }
    text
}

fn name(account: &Account) -> String {
    account.parts().collect::<Vec<_>>().join(":")
}

fn of_entry(entry: &Entry) -> String {
    let reference = entry.reference.as_deref().map(code).unwrap_or_default();
    let mut text = format!(
        "{} * {reference}{}\n",
        entry.date,
        description(&entry.payee)
    );
    text += &format!("    ; {}: {}\n", entry.about_word(), entry.about);
    text += &format!("    ; entry: {}\n", entry.what.word());
    if let Some(reason) = &entry.reason {
        text += &format!("    ; reason: {reason}\n");
    }
    let amounts: Vec<String> = entry
        .postings
        .iter()
        .map(|(_, amount)| padded(*amount, entry.currency))
        .collect();
    let names: Vec<String> = entry
        .postings
        .iter()
        .map(|(account, _)| name(account))
        .collect();
    let widest = |texts: &[String]| texts.iter().map(String::len).max().unwrap_or(0);
    let (wide, digits) = (widest(&names), widest(&amounts));
    for (name, amount) in names.iter().zip(&amounts) {
        text += &format!("    {name:wide$}  {amount:>digits$} {}\n", entry.currency);
    }
    text
}

/// The reference in its brackets, with nothing in it that would end them.
fn code(reference: &str) -> String {
    let plain = line(reference).replace(['(', ')', ';'], " ");
    let plain = line(&plain);
    if plain.is_empty() {
        String::new()
    } else {
        format!("({plain}) ")
    }
}

/// A payee without what begins a comment (`;`), a note (`|`), or, at the
/// start, a code or a mark.
fn description(payee: &str) -> String {
    let plain = line(&payee.replace(';', ",").replace('|', "/"));
    match plain.strip_prefix(['(', '*', '!', '=', '~', '@']) {
        Some(_) => format!("'{plain}"),
        None if plain.is_empty() => "?".to_owned(),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payee_is_nothing_else() {
        assert_eq!(description("Ås; Moss | Ski"), "Ås, Moss / Ski");
        assert_eq!(description("(123) Foo"), "'(123) Foo");
        assert_eq!(description("* Foo"), "'* Foo");
        assert_eq!(description(" \n "), "?");
        assert_eq!(description("Foo\n2024-01-01 Bar"), "Foo 2024-01-01 Bar");
    }

    #[test]
    fn a_reference_stays_in_its_brackets() {
        assert_eq!(code("8801"), "(8801) ");
        assert_eq!(code("88) * Foo ; x"), "(88 * Foo x) ");
        assert_eq!(code("()"), "");
    }
}
