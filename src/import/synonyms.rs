//! The names that other programs give to our columns, in Norwegian, Danish,
//! Swedish and English. They only propose: nobody's column is renamed unasked.

use crate::model::{Criterion, Field, Scheme};
use crate::reading::Fact;

/// Our column, and the names that others give it.
type Names = (&'static str, &'static [&'static str]);

const APPLICATIONS: &[Names] = &[
    (
        "id",
        &[
            "id",
            "søknadsid",
            "søknadsnr",
            "søknadsnummer",
            "søknad id",
            "søknads id",
            "saksnr",
            "saksnummer",
            "sak",
            "saksid",
            "arkivsaksnr",
            "referanse",
            "referansenummer",
            "referansenr",
            "ref",
            "ref nr",
            "ansøgningsid",
            "ansøgningsnr",
            "ansøgningsnummer",
            "journalnr",
            "journalnummer",
            "sagsnr",
            "sagsnummer",
            "application id",
            "application no",
            "application number",
            "case number",
            "reference",
            "ansökningsid",
            "diarienummer",
        ],
    ),
    (
        "received",
        &[
            "mottatt",
            "mottatt dato",
            "dato mottatt",
            "mottattdato",
            "innsendt",
            "innsendt dato",
            "sendt inn",
            "levert",
            "innlevert",
            "søknadsdato",
            "motteken",
            "motteke",
            "modtaget",
            "modtagelsesdato",
            "dato modtaget",
            "indsendt",
            "indsendelsesdato",
            "ansøgningsdato",
            "received",
            "submitted",
            "date received",
            "date submitted",
            "submission date",
            "inkommen",
            "inkom",
        ],
    ),
    (
        "applicant",
        &[
            "søker",
            "søkar",
            "søkers navn",
            "navn på søker",
            "søkernavn",
            "søkerorganisasjon",
            "organisasjon",
            "organisasjonsnavn",
            "navn på organisasjon",
            "virksomhet",
            "verksemd",
            "foretaksnavn",
            "tilskuddsmottaker",
            "tilskotsmottakar",
            "mottaker",
            "mottakar",
            "tilskudsmodtager",
            "ansøger",
            "ansøgers navn",
            "navn på ansøger",
            "ansøgernavn",
            "forening",
            "foreningens navn",
            "organisation",
            "applicant",
            "applicant name",
            "organisation name",
            "organization",
            "organization name",
            "sökande",
        ],
    ),
    (
        "org_number",
        &[
            "orgnr",
            "org nr",
            "org nummer",
            "orgnummer",
            "organisasjonsnr",
            "organisasjonsnummer",
            "cvr",
            "cvr nr",
            "cvr nummer",
            "cvrnr",
            "cvrnummer",
            "org number",
            "organisation number",
            "organization number",
            "company number",
            "orgno",
            "org no",
            "organisationsnummer",
        ],
    ),
    (
        "applicant_type",
        &[
            "søkertype",
            "type søker",
            "søkartype",
            "organisasjonstype",
            "organisasjonsform",
            "type organisasjon",
            "ansøgertype",
            "organisationstype",
            "virksomhedsform",
            "applicant type",
            "type of applicant",
            "organisation type",
        ],
    ),
    (
        "place",
        &[
            "kommune",
            "kommunenavn",
            "sted",
            "stad",
            "poststed",
            "geografi",
            "kommun",
            "by",
            "municipality",
            "place",
            "location",
            "område",
        ],
    ),
    (
        "partners",
        &[
            "samarbeidspartner",
            "samarbeidspartnere",
            "samarbeidspartnarar",
            "partnere",
            "partnarar",
            "samarbejdspartner",
            "samarbejdspartnere",
            "partners",
            "partner",
        ],
    ),
    (
        "title",
        &[
            "prosjekttittel",
            "tittel",
            "prosjekt",
            "prosjektnavn",
            "navn på prosjekt",
            "prosjektets navn",
            "tiltak",
            "navn på tiltak",
            "projekttitel",
            "titel",
            "projekt",
            "projektnavn",
            "projektets navn",
            "title",
            "project",
            "project title",
            "project name",
            "projektets titel",
        ],
    ),
    (
        "requested",
        &[
            "søkt beløp",
            "søknadsbeløp",
            "omsøkt beløp",
            "søkt om",
            "søkt sum",
            "søknadssum",
            "omsøkt",
            "beløp søkt",
            "søkt tilskudd",
            "søkt tilskot",
            "omsøkt tilskudd",
            "ansøgt beløb",
            "ansøgt",
            "ansøgt tilskud",
            "søgt beløb",
            "ansøgningsbeløb",
            "requested",
            "amount requested",
            "requested amount",
            "amount applied for",
            "sökt belopp",
        ],
    ),
    (
        "total_cost",
        &[
            "totale kostnader",
            "totalkostnad",
            "total kostnad",
            "totalkostnader",
            "totalbudsjett",
            "prosjektkostnad",
            "prosjektkostnader",
            "samlede kostnader",
            "samla kostnader",
            "totalbudget",
            "samlede udgifter",
            "samlet budget",
            "projektets samlede budget",
            "total cost",
            "total costs",
            "total budget",
            "project cost",
        ],
    ),
    (
        "own_contribution",
        &[
            "egenandel",
            "egeninnsats",
            "eigendel",
            "eigeninnsats",
            "egenfinansiering",
            "eigenfinansiering",
            "egenfinansiering i alt",
            "medfinansiering",
            "own contribution",
            "own funds",
            "co funding",
            "egeninsats",
        ],
    ),
];

/// What the files about applications have in common: which one is meant.
const APPLICATION: Names = (
    "application",
    &[
        "søknad",
        "søknadsid",
        "søknadsnr",
        "søknadsnummer",
        "saksnr",
        "saksnummer",
        "sak",
        "arkivsaksnr",
        "ansøgning",
        "ansøgningsid",
        "ansøgningsnr",
        "ansøgningsnummer",
        "journalnr",
        "journalnummer",
        "sagsnr",
        "sagsnummer",
        "application",
        "application id",
        "application no",
        "application number",
        "case number",
        "id",
    ],
);

const ASSESSMENTS: &[Names] = &[
    APPLICATION,
    (
        "assessor",
        &[
            "vurdert av",
            "vurderer",
            "bedømmer",
            "bedømt av",
            "saksbehandler",
            "sakshandsamar",
            "sagsbehandler",
            "vurderet av",
            "assessor",
            "assessed by",
            "reviewer",
            "evaluator",
            "fagperson",
            "utvalgsmedlem",
        ],
    ),
    (
        "criterion",
        &[
            "kriterium",
            "vurderingskriterium",
            "kriterie",
            "vurderingskriterie",
            "criterion",
            "criteria",
        ],
    ),
    (
        "score",
        &[
            "poeng",
            "score",
            "poengsum",
            "karakter",
            "point",
            "points",
            "vurdering",
        ],
    ),
    ("date", &["dato", "vurdert dato", "vurderingsdato", "date"]),
    (
        "comment",
        &[
            "kommentar",
            "merknad",
            "begrunnelse",
            "grunngjeving",
            "begrundelse",
            "bemærkning",
            "comment",
            "comments",
        ],
    ),
];

const PAYMENTS: &[Names] = &[
    (
        "date",
        &[
            "dato",
            "bokføringsdato",
            "bokføringsdag",
            "bokført",
            "utbetalt",
            "utbetalingsdato",
            "betalingsdato",
            "bilagsdato",
            "valuteringsdato",
            "valutadato",
            "bogføringsdato",
            "udbetalingsdato",
            "posteringsdato",
            "date",
            "payment date",
            "booking date",
            "posting date",
        ],
    ),
    APPLICATION,
    (
        "entry",
        &["type", "posttype", "bilagsart", "entry", "entry type"],
    ),
    (
        "amount",
        &[
            "beløp",
            "utbetalt beløp",
            "sum",
            "beløp i nok",
            "beløb",
            "udbetalt beløb",
            "amount",
            "amount paid",
            "paid",
            "belopp",
        ],
    ),
    (
        "reference",
        &[
            "bilagsnr",
            "bilagsnummer",
            "bilag",
            "referanse",
            "kid",
            "betalingsreferanse",
            "reference",
            "voucher",
            "voucher no",
            "bilagsnr",
            "referencenummer",
            "transaksjonsnr",
        ],
    ),
    (
        "by",
        &[
            "utbetalt av",
            "attestert av",
            "godkjent av",
            "anvist av",
            "by",
            "approved by",
        ],
    ),
    (
        "note",
        &[
            "tekst",
            "merknad",
            "kommentar",
            "beskrivelse",
            "posteringstekst",
            "note",
            "text",
            "description",
        ],
    ),
];

const REPORTS: &[Names] = &[
    (
        "date",
        &[
            "dato",
            "rapportdato",
            "levert",
            "mottatt",
            "modtaget",
            "rapporteringsdato",
            "date",
            "report date",
        ],
    ),
    APPLICATION,
    (
        "spent",
        &[
            "brukt",
            "forbruk",
            "faktiske kostnader",
            "medgåtte kostnader",
            "regnskap",
            "påløpte kostnader",
            "sum kostnader",
            "faktiske udgifter",
            "forbrug",
            "afholdte udgifter",
            "spent",
            "actual cost",
            "actual costs",
        ],
    ),
    (
        "own_contribution",
        &[
            "egenandel",
            "egeninnsats",
            "egenfinansiering",
            "own contribution",
        ],
    ),
    (
        "completed",
        &[
            "ferdig",
            "fullført",
            "avsluttet",
            "sluttdato",
            "ferdigdato",
            "gjennomført",
            "afsluttet",
            "slutdato",
            "completed",
            "end date",
        ],
    ),
];

/// The types of applicants as schemes name them, and the words of others.
const TYPES: &[Names] = &[
    (
        "municipality",
        &["kommune", "kommuner", "kommun", "municipality"],
    ),
    ("county", &["fylkeskommune", "fylke", "region", "county"]),
    (
        "association",
        &[
            "forening",
            "lag",
            "lag og forening",
            "frivillig organisasjon",
            "frivillig lag",
            "frivillig forening",
            "association",
        ],
    ),
    (
        "voluntary-organisation",
        &[
            "frivillig organisasjon",
            "frivillig lag",
            "frivillig forening",
            "forening",
        ],
    ),
    (
        "company",
        &[
            "bedrift",
            "virksomhet",
            "virksomhed",
            "aksjeselskap",
            "as",
            "aps",
            "company",
        ],
    ),
    ("foundation", &["stiftelse", "fond", "foundation"]),
    ("library", &["bibliotek", "folkebibliotek", "library"]),
];

/// Our column that a name stands for, if it is known: a field of the scheme by
/// its name or label, a criterion by its name, a standard column.
pub(super) fn column(name: &str, fact: Fact, scheme: &Scheme) -> Option<String> {
    let key = folded(name);
    if key.is_empty() {
        return None;
    }
    let is = |words: &str| folded(words) == key;
    if fact == Fact::Applications {
        let label = |field: &&Field| field.label.as_deref().is_some_and(is) || is(&field.name);
        if let Some(field) = scheme.fields.iter().find(label) {
            return Some(field.name.clone());
        }
    }
    if fact == Fact::Assessments {
        let named = |criterion: &&Criterion| is(&criterion.name) || is(&criterion.id);
        if let Some(criterion) = scheme.criteria.iter().find(named) {
            return Some(format!("criterion:{}", criterion.id));
        }
    }
    let names = names(fact).iter();
    names
        .filter(|(column, words)| is(column) || words.iter().any(|word| is(word)))
        .map(|(column, _)| (*column).to_owned())
        .next()
}

fn names(fact: Fact) -> &'static [Names] {
    match fact {
        Fact::Applications => APPLICATIONS,
        Fact::Assessments => ASSESSMENTS,
        Fact::Payments => PAYMENTS,
        Fact::Reports => REPORTS,
        Fact::Awards | Fact::Recusals | Fact::Waivers => &[],
    }
}

/// The type of applicant, among those that the scheme names, that a word
/// stands for.
pub(super) fn applicant_type(word: &str, scheme: &Scheme) -> Option<String> {
    let key = folded(word);
    let known = |name: &String| {
        let mut types = TYPES.iter().filter(|(our, _)| our == name);
        folded(name) == key || types.any(|(_, words)| words.iter().any(|word| folded(word) == key))
    };
    scheme
        .applicants
        .types
        .iter()
        .find(|name| known(name))
        .cloned()
}

/// A name without what is in brackets after it, marks and a unit of money.
pub(super) fn folded(name: &str) -> String {
    let name = name
        .split(['(', '['])
        .next()
        .filter(|name| !name.trim().is_empty())
        .unwrap_or(name);
    let name = name.to_lowercase();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = match words.as_slice() {
        [most @ .., "kr" | "nok" | "dkk"] if !most.is_empty() => most,
        all => all,
    };
    words.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_columns_of_a_file() {
        for fact in [
            Fact::Applications,
            Fact::Assessments,
            Fact::Payments,
            Fact::Reports,
        ] {
            let mut seen = std::collections::BTreeMap::new();
            for (column, words) in names(fact) {
                for word in *words {
                    let other = seen.insert(folded(word), *column);
                    assert!(other.is_none_or(|other| other == *column), "{word}");
                }
            }
        }
    }

    #[test]
    fn brackets_marks_and_units_do_not_count() {
        assert_eq!(folded("Søkt beløp (kr)"), "søktbeløp");
        assert_eq!(folded("Søkt beløp, NOK"), "søktbeløp");
        assert_eq!(folded("Org.nr."), "orgnr");
        assert_eq!(folded("kr"), "kr");
        assert_eq!(folded("(x)"), "x");
    }
}
