//! `grants export 360giving`: valid, and the same grants in both forms.
//!
//! `tests/schemas/360giving.json` has the rules of the standard for what is
//! written. If GRANTS_360GIVING_SCHEMA names a folder that holds the standard's
//! own 360-giving-schema.json and 360-giving-package-schema.json, those are
//! asked as well.

use std::fs;
use std::path::Path;

use super::{has_modules, is_installed, printed, python, repository};

/// The folders whose schemes have a funder and an award.
const FOLDERS: [&str; 2] = [".", "tests/folders/export"];

const VALIDATE: &str = r#"
import json, os, sys
from decimal import Decimal
from jsonschema import Draft4Validator, FormatChecker, RefResolver
formats = FormatChecker()
assert {'date-time', 'uri'} <= formats.checkers.keys(), 'formats are not asserted'
def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file, parse_float=Decimal)
def validator(path, store):
    schema = load(path)
    Draft4Validator.check_schema(schema)
    resolver = RefResolver('', schema, store=store)
    return Draft4Validator(schema, resolver=resolver, format_checker=formats)
package = load(sys.argv[1])
validators = [validator(sys.argv[2], {})]
official = os.environ.get('GRANTS_360GIVING_SCHEMA')
if official:
    grant = load(os.path.join(official, '360-giving-schema.json'))
    name = 'https://raw.githubusercontent.com/ThreeSixtyGiving/standard/{}/schema/360-giving-schema.json'
    store = {name.format(branch): grant for branch in ('master', 'main')}
    store['360-giving-schema.json'] = grant
    validators.append(validator(os.path.join(official, '360-giving-package-schema.json'), store))
wrong = [error for each in validators for error in each.iter_errors(package)]
for error in wrong:
    print('/'.join(map(str, error.absolute_path)), error.message)
sys.exit(bool(wrong))
"#;

fn validate(package: &str) -> Result<String, String> {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("grants.json");
    fs::write(&file, package).unwrap();
    let schema = repository().join("tests/schemas/360giving.json");
    python(VALIDATE, &[&file, &schema])
}

#[test]
fn the_package_is_valid_and_its_formats_are_right() {
    if !has_modules("jsonschema, rfc3339_validator, rfc3986_validator") {
        return;
    }
    for folder in FOLDERS.map(Path::new) {
        for prefix in [&[][..], &["--prefix", "360G-example"]] {
            let arguments = [&["export", "360giving"], prefix].concat();
            validate(&printed(folder, &arguments)).unwrap();
        }
    }
}

#[test]
fn what_is_not_valid_is_found() {
    if !has_modules("jsonschema, rfc3339_validator, rfc3986_validator") {
        return;
    }
    let good = printed(Path::new("tests/folders/export"), &["export", "360giving"]);
    for (part, wrong, place) in [
        ("T00:00:00Z", "T25:00:00Z", "grants/0/dateModified"),
        (
            "https://example.org",
            "https:/ /example",
            "grants/0/dataSource",
        ),
        ("\"2025-04-01\"", "\"2025-13-01\"", "grants/0/awardDate"),
        (": 400000.25,", ": \"400000.25\",", "grants/0/amountAwarded"),
        ("recipientOrganization", "recipient", "grants/0"),
    ] {
        assert!(good.contains(part), "{part}");
        let said = validate(&good.replace(part, wrong)).unwrap_err();
        assert!(said.contains(place), "{part}: {said}");
    }
}

const UNFLATTEN: &str = r#"
import json, os, subprocess, sys
from decimal import Decimal
sheets, package, schema = sys.argv[1:]
with open(schema, encoding='utf-8') as file:
    rules = json.load(file)
grant = dict(rules['definitions'].pop('grant'), definitions=rules['definitions'])
here = os.path.dirname(package)
of_grant, back = os.path.join(here, 'grant.json'), os.path.join(here, 'back.json')
with open(of_grant, 'w', encoding='utf-8') as file:
    json.dump(grant, file)
subprocess.run(['flatten-tool', 'unflatten', sheets, '-f', 'csv', '--convert-titles',
    '--schema', of_grant, '--root-list-path', 'grants', '--id-name', 'id', '-o', back],
    check=True, stdin=subprocess.DEVNULL)
def grants(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file, parse_float=Decimal)['grants']
back, wanted = grants(back), grants(package)
for grant in back:
    grant.pop('Commit', None)
assert len(wanted) > 1
for one, other in zip(back, wanted, strict=True):
    assert one == other, (one, other)
"#;

#[test]
fn the_csv_becomes_the_same_grants_by_its_column_titles() {
    if !is_installed("flatten-tool") {
        return;
    }
    for folder in FOLDERS.map(Path::new) {
        let place = tempfile::tempdir().unwrap();
        let sheets = place.path().join("sheets");
        fs::create_dir(&sheets).unwrap();
        // What a spreadsheet does to 18 digits is not ours: NOK and ISK alone.
        let schemes: &[&str] = match folder == Path::new(".") {
            true => &[],
            false => &["culture", "isk-2025"],
        };
        let csv = [&["export", "360giving", "-O", "csv"], schemes].concat();
        fs::write(sheets.join("grants.csv"), printed(folder, &csv)).unwrap();
        let json = [&["export", "360giving"], schemes].concat();
        let package = place.path().join("grants.json");
        fs::write(&package, printed(folder, &json)).unwrap();
        let schema = repository().join("tests/schemas/360giving.json");
        python(UNFLATTEN, &[&sheets, &package, &schema]).unwrap();
    }
}

#[test]
fn eighteen_digits_are_written_as_they_are() {
    let folder = Path::new("tests/folders/export");
    let json = printed(folder, &["export", "360giving", "kwd-2025"]);
    assert!(
        json.contains("\"amountAwarded\": 999999999999999.998,"),
        "{json}"
    );
    assert!(
        json.contains("\"amountDisbursed\": 333333333333333.332,"),
        "{json}"
    );
    let csv = printed(folder, &["export", "360giving", "kwd-2025", "-O", "csv"]);
    assert!(
        csv.contains(",999999999999999.998,333333333333333.332,"),
        "{csv}"
    );
}
