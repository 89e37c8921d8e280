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
    words
        .into_iter()
        .filter(|known| may_be_near(known))
        .map(|known| (distance(&word, &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, known)| known)
}

/// How many slips of a finger lie between two words. What they begin and end
/// with alike is left out, which is nearly all of most ids.
fn distance(one: &str, other: &str) -> usize {
    let alike = one.chars().zip(other.chars());
    let alike = alike.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let start = alike.sum();
    let (one, other) = (&one[start..], &other[start..]);
    let alike = one.chars().rev().zip(other.chars().rev());
    let alike = alike.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let end: usize = alike.sum();
    strsim::damerau_levenshtein(&one[..one.len() - end], &other[..other.len() - end])
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

    proptest::proptest! {
        #[test]
        fn what_is_alike_makes_no_distance(one in "[abå]{0,8}", other in "[abå]{0,8}") {
            proptest::prop_assert_eq!(
                distance(&one, &other),
                strsim::damerau_levenshtein(&one, &other)
            );
        }
    }
}
