//! What a value was meant to be that a scheme file cannot have as it stands:
//! amounts and dates as people write them, words and quotes.

use super::date::foreign_day;
use super::item::plain_decimal;

/// The quotes of word processors and of other languages than TOML.
const QUOTES: [char; 10] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '´'];

/// What is wrong with a value that is not TOML, if better words than the parser's
/// are known, and how to write it.
pub(super) fn instead(value: &str) -> Option<(&'static str, String)> {
    if value.is_empty() {
        let help = "write one behind the `=`: texts in quotes, numbers and dates without";
        return Some(("there is no value", help.to_owned()));
    }
    if value.starts_with(QUOTES) || (value.ends_with(QUOTES) && value.starts_with(['"', '\''])) {
        let bare = value.trim_matches(|c| QUOTES.contains(&c) || c == '"' || c == '\'');
        let help = format!("write straight quotes: \"{bare}\"");
        return Some(("not the quotes that it knows", help));
    }
    if let Some(day) = day(value) {
        let help = format!("write dates without quotes, the year first: {day}");
        return Some(("not a date as it has them", help));
    }
    if let Some(help) = amount(value) {
        return Some(("not a number as it has them", help));
    }
    let percent = value.strip_suffix('%').map(str::trim_end);
    if percent.and_then(plain_decimal).is_some() {
        let help = format!("write a share in quotes: \"{value}\"");
        return Some(("a share must be quoted", help));
    }
    let is_digits_and_words = value.starts_with(|c: char| c.is_ascii_digit())
        && value.ends_with(char::is_alphabetic)
        && value
            .split_once(' ')
            .is_some_and(|(first, _)| digits(first));
    if is_digits_and_words {
        let help = "write texts in quotes, and amounts in digits: 3000000 or 3_000_000";
        return Some(("a number, and words behind it", help.to_owned()));
    }
    let is_word = value.starts_with(char::is_alphabetic) && !value.contains(['"', '\'']);
    is_word.then(|| {
        let help = "write texts in quotes: \"…\"".to_owned();
        ("string values must be quoted", help)
    })
}

/// The day of a text such as `14.06.2024` as TOML has it; where that may be another
/// with the month first, any day.
pub(super) fn day(text: &str) -> Option<String> {
    let mut parts = text.split(['.', '/', '-']).map(str::trim);
    let is_day = parts.clone().count() == 3
        && parts.all(|part| (1..=4).contains(&part.len()) && digits(part));
    let day = (is_day && amount(text).is_none())
        .then(|| (foreign_day(text, true).ok(), foreign_day(text, false).ok()))?;
    match day {
        (Some((one, _)), Some((other, _))) if one == other => Some(one.to_string()),
        (None, None) => None,
        _ => Some("2024-06-14".to_owned()),
    }
}

/// How to write an amount with marks between groups of three digits, such as
/// `3 000 000`, or with the word of its money.
pub(super) fn amount(text: &str) -> Option<String> {
    let bare = text.strip_suffix(",-").unwrap_or(text);
    let bare = bare
        .strip_prefix("kr")
        .unwrap_or(bare)
        .trim_start_matches('.');
    let bare = bare.strip_suffix("kr").unwrap_or(bare).trim();
    let (whole, decimals) = match bare.rsplit_once([',', '.']) {
        Some((whole, decimals)) if decimals.len() == 2 => (whole, Some(decimals)),
        _ => (bare, None),
    };
    let groups: Vec<&str> = whole
        .split([' ', '\u{a0}', '\u{202f}', '.', ',', '\''])
        .collect();
    let (first, others) = groups.split_first()?;
    let grouped = first.len() <= 3 && others.iter().all(|group| group.len() == 3);
    let is_amount = (others.is_empty() || grouped) && digits(first);
    // A plain number is none that was meant to be another.
    if !is_amount || !others.iter().all(|group| digits(group)) || bare == text && others.is_empty()
    {
        return None;
    }
    let plain = groups.concat();
    Some(match decimals {
        Some(decimals) if digits(decimals) => {
            format!("write amounts without marks between the digits: \"{plain}.{decimals}\"")
        }
        Some(_) => return None,
        None => {
            let under = groups.join("_");
            let or = if others.is_empty() {
                String::new()
            } else {
                format!(" or {under}")
            };
            format!("write amounts without marks between the digits: {plain}{or}")
        }
    })
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How to write a bound like `25% of total_cost`.
pub(super) fn share_of(text: &str) -> Option<String> {
    let (share, of) = text.split_once('%')?;
    let share = share.trim();
    let of = of.trim().strip_prefix("of ").map(str::trim)?;
    plain_decimal(share)?;
    let is_name = of
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && !of.is_empty()).then(|| {
        format!("write {{ share = \"{share}%\", of = \"{of}\" }}, without quotes around it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_days_as_people_write_them_are_told_apart() {
        let help = |value| instead(value).map_or(String::new(), |(_, help)| help);
        for value in [
            "3.000.000",
            "3 000 000",
            "3,000,000",
            "kr 3 000 000",
            "3.000.000,-",
        ] {
            assert!(help(value).ends_with("3000000 or 3_000_000"), "{value}");
        }
        assert!(help("3.000.000,50").ends_with("\"3000000.50\""));
        assert!(help("3000000 kr").ends_with(": 3000000"));
        for value in ["14.06.2024", "14/06/2024", "2024-6-14"] {
            assert!(help(value).ends_with(": 2024-06-14"), "{value}");
        }
        assert!(help("3 mill").contains("in digits"));
        assert!(help("25%").ends_with("\"25%\""));
        for value in ["1000000,50", "3.00.000", "31.06.2024", "12", "\"x"] {
            assert_eq!(help(value), "", "{value}");
        }
    }
}
