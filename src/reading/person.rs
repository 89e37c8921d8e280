//! National identity numbers, which must never enter a history that cannot
//! forget.

use std::ops::Range;

use chrono::NaiveDate;

use crate::diagnostic::{Finding, Findings};
use crate::source::{BLOCK, FileId, Span, are_digits, block_at};

use super::codes;

/// Whether a text may hold a person's number: six digits and four more, with
/// at most one space or hyphen between them.
pub(super) fn may_hold_number(text: &[u8]) -> bool {
    let mut before = Runs::default();
    (0..text.len()).step_by(BLOCK).any(|start| {
        let runs = Runs::of(block_at(text, start, are_digits), &before);
        let ends = |gap: u32| runs.four & carried(runs.six, before.six, 4 + gap);
        let (whole, split) = (ends(0), ends(1));
        before = runs;
        whole != 0 || split != 0 && is_split_somewhere(text, start, split)
    })
}

/// Whether what stands before the last four digits of one of these places is a
/// space or a hyphen.
fn is_split_somewhere(text: &[u8], start: usize, mut ends: u64) -> bool {
    while ends != 0 {
        let at = start + ends.trailing_zeros() as usize;
        if matches!(text[at - 4], b' ' | b'-') {
            return true;
        }
        ends &= ends - 1;
    }
    false
}

/// Where in a block so many digits in a row end.
#[derive(Default)]
struct Runs {
    one: u64,
    two: u64,
    four: u64,
    six: u64,
}

impl Runs {
    fn of(one: u64, before: &Self) -> Self {
        let two = one & carried(one, before.one, 1);
        let four = two & carried(two, before.two, 2);
        let six = four & carried(two, before.two, 4);
        Self {
            one,
            two,
            four,
            six,
        }
    }
}

/// Bits moved up, after those of the block before.
fn carried(bits: u64, before: u64, by: u32) -> u64 {
    bits << by | before >> (u64::BITS - by)
}

/// Looks for Norwegian and Danish identity numbers in a row's text. A
/// Norwegian bank account has eleven digits and the same last check digit, so
/// the one cell that is for accounts (`except`) is left out.
pub(super) fn look_for_numbers(
    row: &str,
    start: usize,
    except: Range<usize>,
    file: FileId,
    found: &mut Findings,
) {
    for (range, whose) in numbers(row) {
        if except.contains(&(start + range.start)) {
            continue;
        }
        found.add(
            Finding::new(
                &codes::NATIONAL_ID,
                Span::new(file, start + range.start, start + range.end),
                format!("this looks like a {whose}"),
            )
            .label("a person's number")
            .help("delete it before you commit: what git has once seen, it keeps"),
        );
    }
}

/// Whether a text holds what looks like a person's number, so that it had
/// better not be repeated.
pub fn names_a_person(text: &str) -> bool {
    numbers(text).next().is_some()
}

/// A text of the same length in which no digit of a person's number is left.
pub fn cover_persons(text: &str) -> String {
    let mut covered = text.to_owned();
    for (range, _) in numbers(text) {
        let stars = text[range.clone()].replace(|letter: char| letter.is_ascii_digit(), "*");
        covered.replace_range(range, &stars);
    }
    covered
}

/// What looks like a person's number in a text, with whose it would be.
fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            let start = at;
            at = end_of_number(bytes, start);
            let long = at - start >= 10;
            if let Some(whose) = long.then(|| whose(&text[start..at])).flatten() {
                return Some((start..at, whose));
            }
        }
        None
    })
}

/// Digits, with at most one space or hyphen after the sixth.
fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let first = digits(start);
    let end = start + first;
    let splits = first == 6 && matches!(bytes.get(end), Some(b' ' | b'-'));
    if splits {
        let rest = digits(end + 1);
        if rest == 4 || rest == 5 {
            return end + 1 + rest;
        }
    }
    end
}

fn whose(text: &str) -> Option<&'static str> {
    let digits: Vec<u32> = text
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .collect();
    match digits.len() {
        11 if is_norwegian(&digits) => {
            Some("Norwegian national identity number (fødselsnummer or D-number)")
        }
        10 if is_danish(&digits) => Some("Danish CPR number"),
        _ => None,
    }
}

/// Fødselsnummer and D-number (day + 40): a date of birth and two check digits.
fn is_norwegian(digits: &[u32]) -> bool {
    let day = digits[0] * 10 + digits[1];
    let day = if day > 40 { day - 40 } else { day };
    is_date(day, digits[2] * 10 + digits[3])
        && check(digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
        && check(digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

/// CPR number: a date of birth and, until 2007, a check digit. Only numbers
/// with the check digit are known from others of ten digits.
fn is_danish(digits: &[u32]) -> bool {
    is_date(digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        && check(digits, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

fn is_date(day: u32, month: u32) -> bool {
    // 2000 is a leap year, so that 29 February stands.
    NaiveDate::from_ymd_opt(2000, month, day).is_some()
}

fn check(digits: &[u32], weights: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_check_digits_are_known() {
        // The Norwegian one would belong to somebody born in 1860; the Danish
        // one is the register's own example.
        assert!(whose("01016050012").is_some_and(|whose| whose.contains("Norwegian")));
        assert!(whose("010160 50012").is_some());
        assert!(whose("070761-4285").is_some_and(|whose| whose.contains("Danish")));
        assert!(whose("01016050013").is_none());
        assert!(whose("991360 50012").is_none());
        assert_eq!(end_of_number(b"010160 50012,x", 0), 12);
        assert_eq!(end_of_number(b"120000 12", 0), 6);
    }

    proptest::proptest! {
        #[test]
        fn a_short_look_overlooks_no_number(
            before in 0..1_200_usize,
            cell in "[0-9 -]{0,5}(01016050012|070761-4285|010160 50012)[0-9a å-]{0,5}",
        ) {
            let text = ".".repeat(before) + &cell;
            proptest::prop_assert!(numbers(&cell).next().is_none() || may_hold_number(text.as_bytes()));
        }
    }

    #[test]
    fn what_stands_in_most_files_needs_no_long_look() {
        for text in [
            "T0001-0001,ola,need,4,2024-04-02",
            "889640782,120000,434889",
            "2024-06-14",
        ] {
            assert!(!may_hold_number(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn the_cell_of_the_bank_account_is_left_out() {
        let mut sources = crate::source::Sources::new();
        let file = sources.add("awards.csv".into(), String::new());
        let mut found = Findings::new();
        look_for_numbers("a,01016050012,b", 100, 102..113, file, &mut found);
        assert!(!found.any_error());
        look_for_numbers("a,01016050012,b", 100, 0..0, file, &mut found);
        assert_eq!(found.errors(), 1);
    }
}
