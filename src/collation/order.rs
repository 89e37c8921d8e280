//! Words to sort keys.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::{Locale, locale};

use crate::model::Language;

/// The order of words in one language, by the rules of Unicode's Common Locale
/// Data Repository. Made only where something is to be sorted.
#[derive(Debug)]
pub struct Collation {
    collator: CollatorBorrowed<'static>,
}

impl Collation {
    /// The order of a language; digits count as the number that they write.
    pub fn of(language: Language) -> Self {
        let mut preferences = CollatorPreferences::from(locale(language));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default());
        Self {
            collator: collator.expect("the rules of every language are compiled in"),
        }
    }

    /// Where a text stands: two keys of one collation compare as their texts do.
    pub fn key(&self, text: &str) -> Key {
        let mut weights = Vec::with_capacity(2 * text.len());
        let Ok(()) = self.collator.write_sort_key_to(text, &mut weights);
        Key {
            weights,
            text: text.into(),
        }
    }
}

/// Where a text stands. Texts that a language does not tell apart stand in the
/// order of their characters, so that no two texts share a place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    weights: Vec<u8>,
    text: Box<str>,
}

fn locale(language: Language) -> Locale {
    match language {
        Language::Bokmal => locale!("nb"),
        Language::Nynorsk => locale!("nn"),
        Language::Danish => locale!("da"),
        Language::Swedish => locale!("sv"),
        Language::Finnish => locale!("fi"),
        Language::German => locale!("de"),
        Language::English => locale!("en"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sorts words, which come in the right order, from their bytes' order.
    #[track_caller]
    fn stand(languages: &[Language], right: &str) {
        let right: Vec<&str> = right.split(" | ").collect();
        for language in languages {
            let collation = Collation::of(*language);
            let mut words = right.clone();
            words.sort_unstable();
            words.sort_by_cached_key(|word| collation.key(word));
            assert_eq!(words, right, "{language:?}");
        }
    }

    // Places of Norway, Denmark, Greenland, Sweden, Finland, Germany,
    // Switzerland and the Netherlands, as `sort` of the GNU system puts them in
    // order for each country: rules that were written without these.

    #[test]
    fn norwegian_and_danish_end_with_ae_oe_aa_and_double_a_is_an_aa() {
        stand(
            &[Language::Bokmal, Language::Nynorsk, Language::Danish],
            "Alta | Asker | Aurskog-Høland | Bø | Bømlo | Nord-Aurdal | \
         Nord-Fron | Nordre Land | Süderbrarup | Sykkylven | Sør-Fron | Sør-Odal | \
         Sørreisa | Tønsberg | Tørn | Vejle | Viborg | Växjö | \
         Zwolle | Zürich | Ænes | Ærø | Äänekoski | Øksnes | \
         Österåker | Østre Toten | Øyer | Øystre Slidre | Aabenraa | Ål | \
         Aalborg | Ålesund | Åmot | Årdal | Aarhus | Ås | \
         Aasiaat | Åsnes",
        );
    }

    #[test]
    fn swedish_and_finnish_end_with_a_ring_a_umlaut_o_umlaut() {
        stand(
            &[Language::Swedish, Language::Finnish],
            "Aabenraa | Aalborg | Aarhus | Aasiaat | Alta | Asker | \
         Aurskog-Høland | Bø | Bømlo | Nord-Aurdal | Nord-Fron | Nordre Land | \
         Süderbrarup | Sykkylven | Sør-Fron | Sør-Odal | Sørreisa | Tønsberg | \
         Tørn | Vejle | Viborg | Växjö | Zwolle | Zürich | \
         Ål | Ålesund | Åmot | Årdal | Ås | Åsnes | \
         Ænes | Ærø | Äänekoski | Øksnes | Österåker | Østre Toten | \
         Øyer | Øystre Slidre",
        );
    }

    #[test]
    fn german_and_english_sort_letters_with_marks_among_those_without() {
        stand(
            &[Language::German, Language::English],
            "Aabenraa | Aalborg | Äänekoski | Aarhus | Aasiaat | Ænes | \
         Ærø | Ål | Ålesund | Alta | Åmot | Årdal | \
         Ås | Asker | Åsnes | Aurskog-Høland | Bø | Bømlo | \
         Nord-Aurdal | Nord-Fron | Nordre Land | Øksnes | Österåker | Østre Toten | \
         Øyer | Øystre Slidre | Sør-Fron | Sør-Odal | Sørreisa | Süderbrarup | \
         Sykkylven | Tønsberg | Tørn | Växjö | Vejle | Viborg | \
         Zürich | Zwolle",
        );
    }

    #[test]
    fn numbers_stand_in_the_order_of_what_they_count() {
        for (_, language) in Language::ALL {
            stand(
                &[language],
                "A-1 | A-2 | A-10 | A-100 | B-3 | D24-9 | D24-010 | D101-1",
            );
        }
    }

    #[test]
    fn words_that_differ_in_capitals_alone_stand_together() {
        let languages = Language::ALL.map(|(_, language)| language);
        for language in languages {
            let collation = Collation::of(language);
            let mut words = ["oslo b", "Oslo c", "OSLO A", "Bergen"];
            words.sort_by_cached_key(|word| collation.key(word));
            assert_eq!(
                words,
                ["Bergen", "OSLO A", "oslo b", "Oslo c"],
                "{language:?}"
            );
        }
    }

    fn language() -> impl Strategy<Value = Language> {
        (0..Language::ALL.len()).prop_map(|nth| Language::ALL[nth].1)
    }

    /// Words as names have them, and any others.
    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-cA-C -]{0,4}",
            "[aåäæøöüAÅÄÆØÖÜ0-9\u{30a}\u{308}]{0,5}",
            ".{0,6}"
        ]
    }

    proptest! {
        #[test]
        fn the_order_hangs_on_the_words_alone(
            language in language(),
            words in prop::collection::vec(word(), 0..12),
            turn in 0_usize..12,
        ) {
            let collation = Collation::of(language);
            let mut sorted = words.clone();
            sorted.sort_by_cached_key(|word| collation.key(word));
            let mut turned = words;
            let by = turn.checked_rem(turned.len()).unwrap_or(0);
            turned.rotate_left(by);
            turned.reverse();
            turned.sort_by_cached_key(|word| collation.key(word));
            prop_assert_eq!(sorted, turned);
        }

        #[test]
        fn no_two_words_share_a_place(
            language in language(), one in word(), other in word(), third in word(),
        ) {
            let collation = Collation::of(language);
            let [a, b, c] = [&one, &other, &third].map(|word| collation.key(word));
            prop_assert_eq!(a == b, one == other);
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
        }

        #[test]
        fn keys_stand_as_the_language_compares(
            language in language(), one in word(), other in word(),
        ) {
            let collation = Collation::of(language);
            let compared = collation.collator.compare(&one, &other);
            let keys = collation.key(&one).cmp(&collation.key(&other));
            prop_assert_eq!(compared.then(one.cmp(&other)), keys);
        }
    }
}
