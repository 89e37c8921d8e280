//! Who may be named to others, and by which id.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use std::borrow::Cow;

use crate::model::{Application, Scheme, Text};

/// What stands where a private person's name would.
pub(super) const PERSON: &str = "a private person";

/// The types of applicants that are private persons, in small letters and
/// without spaces, `-` and `_`.
const PERSONS: [&str; 8] = [
    "person",
    "individual",
    "privateperson",
    "privateindividual",
    "privatperson",
    "enkeltperson",
    "naturalperson",
    "fysiskperson",
];

/// Whether the applicant's type says that it is a private person.
pub(super) fn is_person(application: &Application) -> bool {
    let kind = application
        .applicant_type
        .map(Text::read)
        .unwrap_or_default();
    let kind: String = kind
        .chars()
        .filter(|letter| !matches!(letter, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    PERSONS.contains(&kind.as_str())
}

/// The applicant's name, if it is not a private person's.
pub(super) fn name<'t>(application: &Application<'t>) -> Cow<'t, str> {
    if is_person(application) {
        PERSON.into()
    } else {
        application.applicant.read()
    }
}

/// The org-id of the applicant in its scheme's register: `NO-BRC-123456785`.
/// `None` for one without a number, or where no register is named. Not asked of
/// a private person.
pub(super) fn registered(scheme: &Scheme, application: &Application) -> Option<String> {
    let number = application.org_number?;
    let register = scheme.register?;
    Some(format!("{}-{}", register.code(), number.as_str()))
}

/// An id of ASCII letters, digits and `-` for a name. Where that loses letters,
/// the first six hex digits of the name's SHA-256 keep two names apart.
pub(super) fn slug(name: &str) -> String {
    let folded = name.split_whitespace().collect::<Vec<_>>().join("-");
    let folded = folded.to_lowercase();
    let mut plain = String::new();
    for letter in folded.nfd() {
        push_ascii(&mut plain, letter);
    }
    let plain = plain.trim_matches('-').to_owned();
    if plain == folded {
        return plain;
    }
    let digest = Sha256::digest(folded.nfc().collect::<String>());
    let digits: String = digest[..3]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if plain.is_empty() {
        digits
    } else {
        format!("{plain}-{digits}")
    }
}

/// Writes what stands for a letter in an id: itself, its base, or nothing.
fn push_ascii(plain: &mut String, letter: char) {
    match letter {
        'a'..='z' | '0'..='9' | '-' => plain.push(letter),
        'æ' => plain.push_str("ae"),
        'ø' => plain.push('o'),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::application;

    #[test]
    fn the_type_tells_a_private_person() {
        let mut applicant = application("A-1", None);
        assert!(!is_person(&applicant), "nothing is said");
        for kind in ["person", "Private_Person", "privat person", "Enkeltperson"] {
            applicant.applicant_type = Some(kind.into());
            assert!(is_person(&applicant), "{kind}");
            assert_eq!(name(&applicant), PERSON);
        }
        for kind in ["municipality", "personnel agency", "people"] {
            applicant.applicant_type = Some(kind.into());
            assert!(!is_person(&applicant), "{kind}");
        }
    }

    #[test]
    fn two_names_never_share_an_id() {
        assert_eq!(slug("Askim  Kommune"), "askim-kommune");
        assert_eq!(
            slug("Ål frivilligsentral"),
            slug("A\u{30a}l frivilligsentral")
        );
        assert!(slug("Ål frivilligsentral").starts_with("al-frivilligsentral-"));
        assert_ne!(slug("Ål"), slug("Al"));
        assert_ne!(
            slug("Fræna kommune/servicekontoret"),
            slug("Fræna kommuneservicekontoret")
        );
        assert_eq!(slug("北京").len(), 6);
        assert!(slug("Øystre Slidre").is_ascii());
    }
}
