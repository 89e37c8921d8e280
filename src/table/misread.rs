//! Text that a spreadsheet would not leave alone.

/// Whether a spreadsheet would run it: it begins, after blanks, with a sign that
/// begins a formula, in either width; or with a tab or a line end.
pub(super) fn is_run(text: &str) -> bool {
    let is_blank = |character: char| character.is_whitespace() || character.is_control();
    let words = text.trim_start_matches(is_blank);
    text.starts_with(['\t', '\r', '\n'])
        || words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Whether a spreadsheet of any of the languages would take it for a number, a
/// day, a time, a yes or no, or an error. Where that is in doubt, it would.
pub(super) fn is_misread(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    if text.starts_with('#') || TRUTHS.contains(&text.as_str()) {
        return true;
    }
    let mut words = text
        .split(|character: char| !character.is_alphabetic())
        .filter(|word| !word.is_empty());
    text.contains(char::is_numeric) && words.all(is_word_of_numbers)
}

const TRUTHS: [&str; 10] = [
    "true", "false", "sann", "usann", "sand", "falsk", "sant", "falskt", "wahr", "falsch",
];

/// Whether a word may stand in a number, a day or a time.
fn is_word_of_numbers(word: &str) -> bool {
    let start = word
        .char_indices()
        .nth(3)
        .map_or(word, |(at, _)| &word[..at]);
    PARTS.contains(&word) || DAYS_AND_MONTHS.contains(&start)
}

/// Exponents, halves of the day, currencies.
const PARTS: [&str; 15] = [
    "e", "a", "p", "am", "pm", "kr", "nok", "dkk", "sek", "eur", "usd", "gbp", "chf", "isk", "t",
];

/// How the names of months and of days of the week begin.
const DAYS_AND_MONTHS: [&str; 48] = [
    "jan", "jän", "feb", "mar", "mär", "apr", "mai", "maj", "may", "jun", "jul", "aug", "sep",
    "okt", "oct", "nov", "des", "dec", "dez", "tam", "hel", "maa", "huh", "tou", "kes", "hei",
    "elo", "syy", "lok", "jou", "man", "tir", "ons", "tor", "fre", "lør", "søn", "mån", "tis",
    "lör", "sön", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
];
