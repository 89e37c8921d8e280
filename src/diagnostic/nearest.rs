//! "Did you mean …?"

/// The word that was probably meant: the nearest of `words` that is near at all.
pub fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.trim().to_lowercase();
    let reach = 1 + word.chars().count() / 4;
    words
        .into_iter()
        .map(|known| {
            (
                strsim::damerau_levenshtein(&word, &known.to_lowercase()),
                known,
            )
        })
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, known)| known)
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
