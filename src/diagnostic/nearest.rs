//! "Did you mean …?"

use std::borrow::Cow;

/// So many characters has the longest word that is worth a guess: the distance
/// of two words costs the product of their lengths.
const LONGEST: usize = 100;

/// The word that was probably meant: the nearest of `words` that is near at all.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.trim();
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    let word = word.to_lowercase();
    let reach = 1 + word.chars().count() / 4;
    let words: Vec<&str> = words.into_iter().collect();
    // Most mistakes are one slip, and words that are one slip apart are found
    // at a glance.
    let mut reaches = [1, reach].into_iter();
    reaches.find_map(|reach| nearest_within(reach, &word, &words))
}

/// The nearest of some words within a distance; of several the first by name.
fn nearest_within<'w>(reach: usize, word: &str, words: &[&'w str]) -> Option<&'w str> {
    let mut nearest: Option<(usize, &str)> = None;
    for known in words {
        let reach = nearest.map_or(reach, |(distance, _)| distance);
        let this = distance_within(reach, word, known).map(|distance| (distance, *known));
        if this.is_some_and(|this| nearest.is_none_or(|nearest| this < nearest)) {
            nearest = this;
        }
    }
    nearest.map(|(_, known)| known)
}

/// How many slips of a finger lie between a word in small letters and another,
/// if not more than `most`.
fn distance_within(most: usize, word: &str, known: &str) -> Option<usize> {
    let known = if known.is_ascii() {
        let (start, end) = alike(word, known);
        if most < 2 && known.len() - start - end > 2 {
            return None;
        }
        Cow::Borrowed(known)
    } else {
        known.to_lowercase().into()
    };
    let (word, known) = unlike(word, &known);
    let lengths = [word, known].map(|text| text.chars().count());
    if lengths[0].abs_diff(lengths[1]) > most {
        return None;
    }
    let distance = if word.is_empty() || known.is_empty() {
        lengths[0] + lengths[1]
    } else if most < 2 && lengths.into_iter().max() > Some(2) {
        // Of two that are unlike at both ends, one slip leaves at most two letters.
        return None;
    } else {
        let known = known.to_ascii_lowercase();
        if foreign(word, &known) > most || foreign(&known, word) > most {
            return None;
        }
        strsim::damerau_levenshtein(word, &known)
    };
    (distance <= most).then_some(distance)
}

/// Two words without what they begin and end with alike, which is nearly all of
/// most ids and makes no distance.
fn unlike<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let (mut start, mut end) = alike(one, other);
    while !one.is_char_boundary(start) {
        start -= 1;
    }
    while !one.is_char_boundary(one.len() - end) {
        end -= 1;
    }
    let rest = |text: &'a str| &text[start..text.len() - end];
    (rest(one), rest(other))
}

/// With how many bytes two words begin alike, and with how many of the others they
/// end. It is asked of every word that is known.
#[inline]
fn alike(one: &str, other: &str) -> (usize, usize) {
    let is_alike = |(a, b): &(&u8, &u8)| a == b || a.eq_ignore_ascii_case(b);
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(is_alike).count();
    let (one, other) = (&one[start..], &other[start..]);
    let ends = one.iter().rev().zip(other.iter().rev());
    (start, ends.take_while(is_alike).count())
}

/// How many letters of a word do not occur in another: it takes as many slips.
fn foreign(word: &str, other: &str) -> usize {
    word.chars().filter(|it| !other.contains(*it)).count()
}

/// The help line for a word that is not among `words`.
pub fn one_of<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match nearest(word, words.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None if words.is_empty() => "there are none".to_owned(),
        None if words.len() > 25 => format!("it is one of {} others", words.len()),
        None => format!("it is one of: {}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As [`nearest_within`], without its shortcuts.
    fn nearest_of_all<'w>(reach: usize, word: &str, words: &[&'w str]) -> Option<&'w str> {
        let distance = |known: &str| strsim::damerau_levenshtein(word, &known.to_lowercase());
        let all = words.iter().map(|known| (distance(known), *known));
        let near = all.filter(|(distance, _)| *distance <= reach).min();
        near.map(|(_, known)| known)
    }

    proptest::proptest! {
        #[test]
        fn no_shortcut_changes_a_distance(one in "[abåä]{0,8}", other in "[abAåäÅ]{0,8}") {
            let distance = strsim::damerau_levenshtein(&one, &other.to_lowercase());
            for most in 0..9 {
                let within = distance_within(most, &one, &other);
                proptest::prop_assert_eq!(within, Some(distance).filter(|it| *it <= most));
            }
        }

        #[test]
        fn no_shortcut_changes_what_is_nearest(
            word in "[abå12]{0,6}",
            words in proptest::collection::vec("[abAÅå12]{0,6}", 0..8),
            reach in 1..4_usize,
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let reaches = [1, reach].into_iter();
            let near = reaches.clone().find_map(|reach| nearest_within(reach, &word, &words));
            proptest::prop_assert_eq!(near, nearest_of_all(reach, &word, &words));
        }
    }
}
