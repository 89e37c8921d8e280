//! A journal that beancount reads.

use crate::export::Stamp;
use crate::export::amount::padded;

use super::account::Account;
use super::entries::Entries;
use super::entry::Entry;
use super::write::line;

/// The entries, after the opening of each account on the day of its first.
pub fn for_beancount(entries: &Entries, stamp: Option<&Stamp>) -> String {
    let mut text = "; Written by grants export hledger --beancount.\n".to_owned();
    if let Some(stamp) = stamp {
        text += &format!("; commit {stamp}\n");
    }
    text += "\noption \"title\" \"grants\"\n";
    let currencies: std::collections::BTreeSet<_> =
        entries.list.iter().map(|entry| entry.currency).collect();
    for currency in currencies {
        text += &format!("option \"operating_currency\" \"{currency}\"\n");
    }
    text.push('\n');
    for (account, entry) in entries.accounts() {
        text += &format!("{} open {} {}\n", entry.date, name(account), entry.currency);
    }
    for entry in &entries.list {
        text += &format!("\n{}", of_entry(entry));
    }
    text
}

/// The parts of a name begin with a capital or a digit; no id has a capital,
/// so that two stay two, also where one that begins with `-` gets an `XX`.
fn name(account: &Account) -> String {
    let capital = |part: &str| {
        let first = part.chars().next().map(|first| first.to_ascii_uppercase());
        match first {
            Some('-') => format!("XX{part}"),
            Some(first) => format!("{first}{}", &part[1..]),
            None => String::new(),
        }
    };
    account.parts().map(capital).collect::<Vec<_>>().join(":")
}

fn of_entry(entry: &Entry) -> String {
    let narration = format!("{} {}", entry.what.word(), entry.about);
    let mut text = format!(
        "{} * {} {}\n",
        entry.date,
        quoted(&entry.payee),
        quoted(&narration)
    );
    let mut about = |key: &str, value: &str| text += &format!("  {key}: {}\n", quoted(value));
    about(entry.about_word(), &entry.about);
    about("entry", entry.what.word());
    if let Some(reference) = &entry.reference {
        about("reference", reference);
    }
    if let Some(reason) = &entry.reason {
        about("reason", reason);
    }
    for (account, amount) in &entry.postings {
        let amount = padded(*amount, entry.currency);
        text += &format!("  {}  {amount} {}\n", name(account), entry.currency);
    }
    text
}

fn quoted(text: &str) -> String {
    let plain = line(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{plain}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::journal::account::Kind;
    use crate::model::SchemeId;

    #[test]
    fn names_begin_with_a_capital_or_a_digit() {
        let path = ["a-b", "2024", "-x"].map(|id| SchemeId::new(id).unwrap());
        let account = Account {
            kind: Kind::Paid,
            path: path.into(),
        };
        assert_eq!(name(&account), "Liabilities:Outstanding:Paid:A-b:2024:XX-x");
    }

    #[test]
    fn quotes_are_escaped() {
        assert_eq!(quoted("the \"old\" \\ mill\n"), r#""the \"old\" \\ mill""#);
    }
}
