//! "Did you mean …?"

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
    let length = word.chars().count();
    let reach = 1 + length / 4;
    // Two words are at least as far apart as their lengths.
    let may_be_near = |known: &str| {
        let known = known.chars().take(2 * LONGEST).count();
        known.abs_diff(length) <= reach + 2
    };
    let words = words.into_iter().filter(|known| may_be_near(known));
    let words: Vec<&str> = words.collect();
    // Most mistakes are one slip, and words that are one slip apart are found
    // at a glance.
    let mut reaches = [1, reach].into_iter();
    reaches.find_map(|reach| nearest_within(reach, &word, &words))
}

/// The nearest of some words within a distance; of several the first by name.
fn nearest_within<'w>(reach: usize, word: &str, words: &[&'w str]) -> Option<&'w str> {
    let mut lower = String::new();
    let mut nearest: Option<(usize, &str)> = None;
    for known in words {
        to_lowercase(known, &mut lower);
        let reach = nearest.map_or(reach, |(distance, _)| distance);
        let this = distance_within(reach, word, &lower).map(|distance| (distance, *known));
        nearest = nearest.into_iter().chain(this).min();
    }
    nearest.map(|(_, known)| known)
}

/// A word in small letters, in room that is there already.
fn to_lowercase(word: &str, lower: &mut String) {
    if word.is_ascii() {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        *lower = word.to_lowercase();
    }
}

/// How many slips of a finger lie between two words, if not more than `most`.
fn distance_within(most: usize, one: &str, other: &str) -> Option<usize> {
    let (one, other) = unlike(one, other);
    let distance = match (one.chars().count(), other.chars().count()) {
        (0, count) | (count, 0) => count,
        (1, 1) => 1,
        counts if at_least(one, other, counts) > most => return None,
        _ => strsim::damerau_levenshtein(one, other),
    };
    (distance <= most).then_some(distance)
}

/// Two words without what they begin and end with alike, which is nearly all of
/// most ids and makes no distance.
fn unlike<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    let alike = one.bytes().zip(other.bytes());
    let mut start = alike.take_while(|(a, b)| a == b).count();
    while !one.is_char_boundary(start) || !other.is_char_boundary(start) {
        start -= 1;
    }
    let (one, other) = (&one[start..], &other[start..]);
    let alike = one.bytes().rev().zip(other.bytes().rev());
    let mut end = alike.take_while(|(a, b)| a == b).count();
    while !one.is_char_boundary(one.len() - end) || !other.is_char_boundary(other.len() - end) {
        end -= 1;
    }
    (&one[..one.len() - end], &other[..other.len() - end])
}

/// A distance below which two words that are unlike at both ends cannot be, and
/// which is quick to see; they have so many characters.
fn at_least(one: &str, other: &str, counts: (usize, usize)) -> usize {
    let foreign = |word: &str, to: &str| word.chars().filter(|it| !to.contains(*it)).count();
    // One slip leaves two letters unlike only where it has swapped them.
    let slips = if counts == (2, 2) { 1 } else { 2 };
    slips
        .max(counts.0.abs_diff(counts.1))
        .max(foreign(one, other))
        .max(foreign(other, one))
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
        fn no_shortcut_changes_a_distance(one in "[abåä]{0,8}", other in "[abåä]{0,8}") {
            let distance = strsim::damerau_levenshtein(&one, &other);
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
