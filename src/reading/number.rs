//! Numbers: what digits in some other dress than the plain one say.

use rust_decimal::Decimal;

use super::item::plain_decimal;
use super::misread::Misread;

/// What stands before decimals in a foreign file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1.234,50`
    Comma,
    /// `1,234.50`
    Point,
}

/// A number that was understood, as files have it; `None` where it is plain
/// already, and for any other text.
pub(super) fn canonical(text: &str) -> Option<String> {
    if plain_decimal(text).is_some() {
        return None;
    }
    understand(text, false)
        .ok()
        .map(|number| number.to_string())
}

/// What a number says of which it is known what stands before decimals; `None`
/// where it is none.
pub fn number_with(text: &str, mark: DecimalMark) -> Option<Decimal> {
    understand_in(text, false, Some(mark)).ok()
}

/// What a number in some other dress says: `418 750`, `2.011.854,50`.
pub(super) fn understand(text: &str, no_decimals: bool) -> Result<Decimal, Misread> {
    understand_in(text, no_decimals, None)
}

/// The same where it may be known what stands before decimals.
pub(super) fn understand_in(
    text: &str,
    no_decimals: bool,
    mark: Option<DecimalMark>,
) -> Result<Decimal, Misread> {
    let bare: String = text
        .trim()
        .chars()
        .map(|letter| match letter {
            '\u{2212}' => '-',
            space if space.is_whitespace() => ' ',
            other => other,
        })
        .collect();
    let digits = bare.trim_start_matches(['+', '-']).trim_start();
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Misread::new("there are no digits"));
    }
    let stray = |letter: &char| !letter.is_ascii_digit() && !MARKS.contains(letter);
    if let Some(stray) = digits.chars().find(stray) {
        return Err(Misread::new(format!("`{stray}` is not part of a number")));
    }
    let plain = match mark {
        None => separated(digits, no_decimals)?,
        Some(mark) => marked(digits, no_decimals, mark)?,
    };
    let minus = if bare.starts_with('-') { "-" } else { "" };
    plain_decimal(&format!("{minus}{plain}")).ok_or_else(|| Misread::new("it has too many digits"))
}

/// What may stand between the digits of a number.
const MARKS: [char; 4] = ['.', ',', '\'', ' '];

/// Tells thousands from decimals, or says why that cannot be told.
fn separated(bare: &str, no_decimals: bool) -> Result<String, Misread> {
    let Some(at) = bare.rfind(MARKS) else {
        return Ok(bare.to_owned());
    };
    let joined = |text: &str| text.replace(MARKS, "");
    let ungrouped = || Misread::new("its digits are not in groups of three");
    let (whole, fraction) = (&bare[..at], &bare[at + 1..]);
    let mark = &bare[at..=at];
    if no_decimals || mark == " " || mark == "'" || whole.contains(mark) {
        return grouped(bare).then(|| joined(bare)).ok_or_else(ungrouped);
    }
    if fraction.is_empty() || whole.is_empty() {
        return Err(Misread::new("digits are missing beside the mark"));
    }
    if fraction.len() == 3 && !whole.contains(MARKS) && grouped(bare) {
        let (thousands, decimal) = (joined(bare), format!("{whole}.{fraction}"));
        let short = decimal.trim_end_matches('0').trim_end_matches('.');
        return Err(
            Misread::new(format!("it may mean {thousands} or {decimal}"))
                .help(format!("write {thousands} or {short}, as it was meant")),
        );
    }
    if !grouped(whole) {
        return Err(ungrouped());
    }
    Ok(format!("{}.{fraction}", joined(whole)))
}

/// The plain form of a number of which it is known what stands before decimals.
fn marked(bare: &str, no_decimals: bool, mark: DecimalMark) -> Result<String, Misread> {
    let point = match mark {
        DecimalMark::Comma => ',',
        DecimalMark::Point => '.',
    };
    let (whole, fraction) = bare.split_once(point).unwrap_or((bare, ""));
    let has_fraction = whole.len() < bare.len();
    let is_fraction = fraction.bytes().all(|byte| byte.is_ascii_digit());
    if has_fraction && (no_decimals || fraction.is_empty() || !is_fraction) {
        return Err(Misread::new("its digits are not in groups of three"));
    }
    let is_whole = !whole.is_empty() && grouped(whole);
    let begins_with_zero = whole.starts_with('0') && whole.contains(MARKS);
    if !is_whole || begins_with_zero {
        return Err(Misread::new("its digits are not in groups of three"));
    }
    let whole = whole.replace(MARKS, "");
    Ok(match has_fraction {
        true => format!("{whole}.{fraction}"),
        false => whole,
    })
}

/// Whether digits stand in groups of three, always with the same mark between.
fn grouped(text: &str) -> bool {
    let Some(mark) = text.chars().find(|letter| !letter.is_ascii_digit()) else {
        return true;
    };
    let mut groups = text.split(mark);
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3 && digits(group))
}
