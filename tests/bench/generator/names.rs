//! Names of places, organisations and people that do not exist.

use super::chance::below;

const FIRST: [&str; 24] = [
    "Prøve", "Eksempel", "Tøyse", "Skrøne", "Fanta", "Påfunn", "Luft", "Drømme", "Oppdikt", "Sagn",
    "Eventyr", "Røver", "Tenke", "Spøke", "Gåte", "Liksom", "Kladde", "Øvelses", "Måke", "Ære",
    "Småting", "Vårdags", "Nøkke", "Trolle",
];
const LAST: [&str; 16] = [
    "vik", "fjord", "bygda", "nes", "øy", "dal", "sund", "havn", "lia", "åsen", "moen", "strand",
    "vågen", "tun", "skog", "berg",
];
const KINDS: [&str; 6] = [
    "kommune",
    "frivilligsentral",
    "bibliotek",
    "idrettslag",
    "helselag",
    "seniornett",
];
const TITLES: [&str; 12] = [
    "Digital hjelp på torget",
    "Kurs for eldre",
    "Nettbrettkafé",
    "Kurs, kaffe og kode",
    "Lån en besøksvenn",
    "Trygg på nett",
    "\"Spør en ungdom\", hver tirsdag",
    "Åpent hus",
    "Rettleiing i heile bygda",
    "Høstferie for alle",
    "Møteplass, verksted og hage",
    "Språkkafé",
];
pub(super) const PEOPLE: [&str; 12] = [
    "kari", "ola", "ane", "per", "liv", "nils", "eva", "odd", "siri", "jon", "tone", "geir",
];

/// A made-up place.
pub(super) fn place(organisation: u64) -> String {
    let first = FIRST[pick(FIRST.len(), organisation, 1)];
    let last = LAST[pick(LAST.len(), organisation, 2)];
    format!("{first}{last}")
}

/// A made-up organisation; one in eight has commas in its name.
pub(super) fn organisation(organisation: u64) -> String {
    let place = place(organisation);
    if pick(8, organisation, 3) == 0 {
        return format!("Foreningen kor, kurs og kaffe, {place}");
    }
    format!("{place} {}", KINDS[pick(KINDS.len(), organisation, 4)])
}

/// Whether its name says that it is a municipality.
pub(super) fn is_municipality(organisation: u64) -> bool {
    pick(8, organisation, 3) != 0 && pick(KINDS.len(), organisation, 4) == 0
}

/// A number with the check digit of the Norwegian register (modulus 11), from
/// a range that the register does not use.
pub(super) fn organisation_number(organisation: u64) -> u64 {
    let mut base = 10_000_000 + organisation * 7 % 69_000_000;
    loop {
        if let Some(digit) = check_digit(base) {
            return base * 10 + digit;
        }
        base += 1;
    }
}

/// What a project is called.
pub(super) fn title(application: u64) -> &'static str {
    TITLES[pick(TITLES.len(), application, 5)]
}

fn pick(count: usize, organisation: u64, what: u64) -> usize {
    let nth = below(count as u64, [organisation, what, 0, 0]);
    usize::try_from(nth).expect("it is below a length")
}

/// None for the numbers whose check digit would be ten.
fn check_digit(base: u64) -> Option<u64> {
    let mut rest = base;
    let mut sum = 0;
    for weight in [2, 3, 4, 5, 6, 7, 2, 3] {
        sum += rest % 10 * weight;
        rest /= 10;
    }
    match sum % 11 {
        0 => Some(0),
        1 => None,
        left => Some(11 - left),
    }
}
